"""What a text covers and tells, read off its text alone: knows nothing of how titles are composed."""
