"""From keywords and facts to the words of a title: which may stand, beside which, and how fluently."""
