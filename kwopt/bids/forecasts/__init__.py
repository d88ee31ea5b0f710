"""What the coming period may bring through each entrance."""
