"""Reads of the registry: `source` (which ledger counts), `organisation`, `people`, `recorded` (for a new edition)."""
