"""A room that exists only in tests: a board on which notes are put, so that the ledger can be tried alone."""
