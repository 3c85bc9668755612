"""What the registry decides, without database: dates, structure, lineage, names, editions, tenures."""
