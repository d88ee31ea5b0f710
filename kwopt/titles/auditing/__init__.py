"""Titles that stand already: what each word earns, what they leave, which small edits pay."""
