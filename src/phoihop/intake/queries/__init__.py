"""Reads of texts and drafts."""
