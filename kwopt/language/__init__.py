"""Text: normal forms, widths, words, the roles of words. Knows nothing of tables and files."""
