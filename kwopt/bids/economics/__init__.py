"""What an order earns: unit economics, targets, and the worth of orders where a shop sells many things."""
