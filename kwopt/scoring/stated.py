"""What a table itself states: whatever scoring computed is taken off again.

A scored table may come back, from a file or from a program, to be scored for another product. How it is known
is `kwopt.tables.scored`; here is what becomes of columns of a tool that bear scoring's names.
"""

import pandas as pd

from kwopt.columns import free_name
from kwopt.tables.scored import COMPUTED, is_scored, without_estimates


def stated_figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame without scoring's columns; columns of a tool that bear their names get a second name.

    >>> stated_figures(pd.DataFrame({"keyword": ["旗袍"], "rank": [7]})).columns.tolist()
    ['keyword', 'rank.2']
    """
    named_alike = [name for name in COMPUTED if name in frame.columns]
    if not named_alike:
        return frame
    if is_scored(named_alike):
        return without_estimates(frame).drop(columns=named_alike)
    return frame.rename(columns={name: free_name(name, frame.columns) for name in named_alike})
