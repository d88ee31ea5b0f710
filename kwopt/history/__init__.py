"""What was read and written before: tables, keywords over time, titles in use, in one embedded database."""
