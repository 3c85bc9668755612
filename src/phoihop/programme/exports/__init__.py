"""Programmes to take away: values in, bytes of a file out. No page, no database; papers are Vietnamese."""
