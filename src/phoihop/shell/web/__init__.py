"""Pages of the shell and the frame around every page."""
