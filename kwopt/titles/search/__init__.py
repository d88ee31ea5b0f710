"""The search for titles: words put in order, then improved together, one word at a time."""
