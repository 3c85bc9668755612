"""Pages on which texts are handed in and drafts are corrected."""
