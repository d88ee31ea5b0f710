"""What becomes of a bid: prices in an auction, what platforms take and what they add."""
