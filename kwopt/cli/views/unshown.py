"""What a view could not show, said after it: columns for which the terminal is too narrow, further rows."""

from collections.abc import Sequence

from kwopt.cli.voice import Voice
from kwopt.numerals import count


def unshown(voice: Voice, columns: Sequence[str], *, more: int = 0, of: str = "rows") -> list[str]:
    """Return remarks on columns that are hidden, each named once, and on how many `more` there are.

    Parameters
    ----------
    of
        What there is more of: "rows", "keywords", "titles" or "entrances".

    >>> unshown(Voice("en"), ["clicks", "clicks"], more=1)
    ['the terminal is too narrow for: clicks', '1 more row: use -o FILE or --format csv for all']
    """
    hidden = list(dict.fromkeys(columns))
    return [
        *([voice.say("columns_hidden", columns=hidden)] if hidden else []),
        *([voice.say(f"more_{of}", count=count(more))] if more > 0 else []),
    ]
