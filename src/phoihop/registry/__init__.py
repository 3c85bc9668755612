"""The register of bodies: names, lines, lineage, people in posts. Dates decide, codes do not."""
