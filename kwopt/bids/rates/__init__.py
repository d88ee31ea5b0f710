"""Orders per click: from a report's rows to the distribution of each keyword's rate."""
