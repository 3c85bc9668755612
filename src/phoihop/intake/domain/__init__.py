"""What intake decides, without database: taking texts in, drafts and their changes, what is adopted."""
