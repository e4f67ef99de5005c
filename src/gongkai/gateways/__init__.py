"""Files, paper, regime files: everything outside the database."""
