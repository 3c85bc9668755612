"""Pure types and decisions of the shell."""
