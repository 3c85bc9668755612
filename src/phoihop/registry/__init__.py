"""The register of bodies: names, lines, lineage, people in posts. Dates decide everything, codes decide nothing."""
