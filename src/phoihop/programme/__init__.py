"""Programmes that several agencies carry out together: tasks, who has a part in them, how far they are."""
