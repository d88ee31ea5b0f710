"""What a product does not state and keywords wait for: the questions that open most demand."""
