"""Texts that come in, and the drafts of programmes that are read out of them."""
