"""Reads: `source` (which ledger counts), `catalogue`, `listing`, `recorded`."""
