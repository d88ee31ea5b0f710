"""Sentences about results that the terminal and the pages share: one thing is said in one way everywhere."""
