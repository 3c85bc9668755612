"""Accounts of persons in posts, the Actor, what it may do, and who read what."""
