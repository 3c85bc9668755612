"""Pages of access: log in and out, password, choice of post, read log."""
