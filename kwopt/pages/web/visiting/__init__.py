"""One visit: its state, its worker and the orders to it, its files, and what is under way."""
