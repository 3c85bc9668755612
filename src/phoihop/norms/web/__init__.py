"""Pages of norms."""
