"""How good titles are at least: bounds closed as far as wanted, or wholly by an exact model."""
