"""Instruments that decisions rest on: what is cited, whether it is in force, what replaced it."""
