"""What a product states of itself: its texts, its kind, its facts word by word."""
