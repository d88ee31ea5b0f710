"""Which part of the keyword list is shown: order, search, class, page. Owns no rows and no drawing."""

from dataclasses import dataclass, replace
from typing import Any

from kwopt import columns as c
from kwopt.pages.web.elements.pager import pages
from kwopt.pages.web.panel_keywords.cells import ASCENDING_FIRST

ROWS_A_PAGE = 50
"""Rows that are shown at once."""

ALL = "all"
CLASSES = (ALL, "eligible", "fits", "possible", "wrong")
"""What the list may be narrowed to: `ALL`, what titles may earn from, or one class of relevance."""


@dataclass(frozen=True)
class View:
    """A part of the list.

    >>> View().sorted_by("search_volume").on_page(3, 1000).params()["page"]
    3
    """

    sort: str = c.RANK
    descending: bool = False
    search: str = ""
    shown: str = ALL
    page: int = 1

    def params(self) -> dict[str, Any]:
        """Return the parameters of the order `keywords`."""
        return {**self.choice(), "sort": self.sort, "descending": self.descending, "page": self.page,
                "size": ROWS_A_PAGE}  # fmt: skip

    def choice(self) -> dict[str, Any]:
        """Return which keywords are meant, of whatever order and page."""
        return {"search": self.search, "classes": [] if self.shown == ALL else [self.shown]}

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered out."""
        return self.shown == ALL and not self.search.strip()

    def sorted_by(self, column: str) -> "View":
        """Return the view sorted by a column; by the same one again, the other way round.

        >>> View().sorted_by("score").descending, View().sorted_by("keyword").descending
        (True, False)
        """
        turned = not self.descending if column == self.sort else column not in ASCENDING_FIRST
        return replace(self, sort=column, descending=turned, page=1)

    def searching(self, text: str) -> "View":
        """Return the view of what holds `text`."""
        return replace(self, search=text, page=1)

    def only(self, shown: str) -> "View":
        """Return the view of one of `CLASSES`."""
        return replace(self, shown=shown, page=1)

    def on_page(self, page: int, matching: int) -> "View":
        """Return the view of a page, at most the last of `matching` rows.

        >>> View().on_page(9, 120).page
        3
        """
        return replace(self, page=max(1, min(page, pages(matching, ROWS_A_PAGE))))
