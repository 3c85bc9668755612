"""Pure types of the ledger."""
