"""Whether a keyword fits a product: what the facts say to its words, the probability, the reason."""
