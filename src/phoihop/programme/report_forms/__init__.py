"""Report forms for offices without an account: sent out as .xlsx or .docx, filled in, and read back. Pure."""
