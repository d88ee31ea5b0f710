"""Keywords as words: the distinct words of a table, and which of them each row holds."""
