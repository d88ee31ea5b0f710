"""The table of bids as an element of the page. Owns its properties, not its rows nor their order."""

from collections.abc import Sequence

from nicegui.element import Element

from kwopt.pages.web.visiting.state import Document


class BidsTable(Element, component="bids_table.js"):
    """A table whose heads sort. Emits `sort` (the column's name)."""

    def __init__(self, *, caption: str, name: str) -> None:
        super().__init__()
        self._props.update({"columns": [], "rows": [], "caption": caption, "name": name})

    def show(
        self,
        columns: Sequence[Document],
        rows: Sequence[Sequence[str]],
        *,
        sort: str | None,
        descending: bool,
    ) -> None:
        """Show these columns and rows, cell by cell as texts."""
        self._props.update({
            "columns": list(columns), "rows": [list(row) for row in rows], "sort": sort,
            "descending": descending,
        })  # fmt: skip
        self.update()
