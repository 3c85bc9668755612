"""Pure types and decisions of access."""
