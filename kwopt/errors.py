"""All exceptions of kwopt. Each says what is wrong, where, with which value, and what to do."""

from typing import Any

from kwopt.messages import message


class KwoptError(Exception):
    """A problem that the user can mend: a message code, its parameters, and where it was met.

    Parameters
    ----------
    code
        Key of the text in `resources/messages.*.toml`, for example "tables.empty".
    file, sheet, row, column, value
        Where: row as a spreadsheet shows it (from 1), column as the file spells it.
    **params
        What the text names besides.
    """

    def __init__(
        self,
        code: str,
        *,
        file: str | None = None,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        value: Any = None,
        **params: Any,
    ) -> None:
        self.code = code
        self.params = params
        places = {"file": file, "sheet": sheet, "row": row, "column": column, "value": value}
        self.where = {name: place for name, place in places.items() if place is not None}
        super().__init__(code)

    def text(self, lang: str = "en") -> str:
        """Return the sentence to show, in `lang`."""
        return message(self.code, self.where | self.params, lang)

    def __str__(self) -> str:
        return self.text()


class TableError(KwoptError):
    """A keyword table or report that cannot be read or written."""


class ProductError(KwoptError):
    """A product file, or a product, that cannot be used."""


class SettingError(KwoptError):
    """A setting or argument outside what it may be."""


class TitleError(KwoptError):
    """A title that cannot be composed or checked as asked."""


class BidError(KwoptError):
    """Bids that cannot be computed from what was given."""


class PlotError(KwoptError):
    """A figure that cannot be drawn from what was given."""


class RunError(KwoptError):
    """A long run that cannot begin, go on, or keep its journal."""


class HistoryError(KwoptError):
    """A store of tables and titles that cannot be opened, read or written as asked."""
