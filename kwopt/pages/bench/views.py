"""Pages of long tables: rows chosen, searched, sorted, and a few of them at a time. Owns no figures."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwopt.errors import SettingError
from kwopt.language.normalize import match_form
from kwopt.pages.bench.state import Marks

MOST_ROWS = 1_000
"""Rows that one page may have: more is a download."""

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class View:
    """How somebody looks at a table.

    Parameters
    ----------
    sort, descending
        A column and its direction, None for the order as it is; equal values stay in that order, and missing
        ones come last either way.
    search
        Parts that a keyword must hold, parted by spaces, in any form and order.
    page, size
        Number of the page, from 1, and rows a page.
    """

    sort: str | None = None
    descending: bool = False
    search: str = ""
    page: int = 1
    size: int = 50

    def found(self, frame: pd.DataFrame, forms: pd.Series, keep: Marks | None = None) -> Places:
        """Return the places of the rows that are looked for, in order.

        Parameters
        ----------
        forms
            The keywords of the rows in match form.
        keep
            Rows among which to look; all by default.

        Raises
        ------
        SettingError
            If there is no column to sort by.

        Examples
        --------
        >>> frame = pd.DataFrame({"keyword": ["旗袍", "旗袍夏", "夏"], "clicks": [2.0, 9.0, 4.0]})
        >>> View(sort="clicks", descending=True, search="夏").found(frame, frame["keyword"]).tolist()
        [1, 2]
        """
        places = np.arange(len(frame)) if keep is None else np.flatnonzero(keep)
        for part in match_form(self.search).split():
            places = places[forms.iloc[places].str.contains(part, regex=False).to_numpy(dtype=bool)]
        return places[self._order(frame, places)]

    def _order(self, frame: pd.DataFrame, places: Places) -> Places:
        if self.sort is None:
            return np.arange(len(places))
        if self.sort not in frame.columns:
            names = tuple(map(str, frame.columns))
            raise SettingError("errors.unknown_choice", what="column", value=self.sort, choices=names)
        values = frame[self.sort].iloc[places].reset_index(drop=True)
        ordered = values.sort_values(ascending=not self.descending, kind="stable", na_position="last")
        return ordered.index.to_numpy()

    def of_page(self, places: Places) -> Places:
        """Return the places on the page; none behind the last.

        >>> View(page=2, size=2).of_page(np.arange(3)).tolist()
        [2]
        """
        rows = max(1, min(self.size, MOST_ROWS))
        first = (max(1, self.page) - 1) * rows
        return places[first : first + rows]
