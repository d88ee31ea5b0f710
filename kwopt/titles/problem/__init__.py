"""The title problem: words, keywords as demands, constraints, and what a set of words can reach."""
