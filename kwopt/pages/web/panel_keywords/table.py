"""The table of keywords as an element of the page. Owns its properties, not its rows nor their order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nicegui.element import Element
from nicegui.events import GenericEventArguments


class KeywordsTable(Element, component="keywords_table.js"):
    """A table of one page of keywords.

    Parameters
    ----------
    words
        Texts of the table itself: "caption", "explain" and "marks".
    on_order, on_explain, on_mark
        Called with the name of a column; with a keyword; with the name of a list and a keyword.
    """

    def __init__(
        self,
        *,
        words: Mapping[str, str],
        on_order: Callable[[str], Any],
        on_explain: Callable[[str], Any],
        on_mark: Callable[[str, str], Any],
    ) -> None:
        super().__init__()
        self._props.update(columns=[], rows=[], sort="", descending=False, total=0, busy=False)
        self._props["words"] = dict(words)
        self.on("order", lambda event: on_order(_text(event)))
        self.on("explain", lambda event: on_explain(_text(event)))
        self.on("mark", lambda event: on_mark(*map(str, event.args)))

    def show(
        self,
        columns: Sequence[Mapping[str, str]],
        rows: Sequence[Mapping[str, Any]],
        *,
        sort: str,
        descending: bool,
        total: int,
    ) -> None:
        """Show rows under columns; `sort` names the column by which they are ordered, of `total` in all."""
        self._props.update(
            columns=list(columns), rows=list(rows), sort=sort, descending=descending, total=total
        )
        self.update()


def _text(event: GenericEventArguments) -> str:
    return str(event.args)
