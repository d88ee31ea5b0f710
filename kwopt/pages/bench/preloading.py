"""What every bench needs, made once in the process from which workers are forked.

No thread may be started here: a fork has none of them. So dictionaries and word lists are loaded, and nothing
is solved.
"""

from kwopt.language.segment import load_dictionary


def preload() -> None:
    """Load dictionaries and word lists."""
    load_dictionary()
