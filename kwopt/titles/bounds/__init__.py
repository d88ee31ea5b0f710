"""What no title can exceed: the choice of words solved exactly, words and order as a linear program."""
