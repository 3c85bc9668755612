"""Reads: `source` (which ledger counts), `organisation`, `listing`, `people`, `recorded`."""
