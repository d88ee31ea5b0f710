"""Several tables of the same product as one: the rule, and what it did to each file."""
