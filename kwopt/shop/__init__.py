"""What concerns a whole shop: long keyword lists, batches of products, titles that share the demand."""
