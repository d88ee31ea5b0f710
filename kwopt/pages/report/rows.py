"""Tables out of records and frames: columns with their headings, and a cell for every row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kwopt.pages.report.records import Cell, Column, Table

Row = TypeVar("Row")


@dataclass(frozen=True)
class Rule(Generic[Row]):
    """How one column is made: its heading, and each row's text, with a remark below where there is one."""

    heading: str
    text: Callable[[Row], str]
    note: Callable[[Row], str] = lambda _row: ""
    figures: bool = True

    @property
    def column(self) -> Column:
        """The column without its cells."""
        return Column(self.heading, self.figures)

    def cell(self, row: Row) -> Cell:
        """Return the cell of a row."""
        return Cell(self.text(row), self.note(row))


def table_of(
    name: str, caption: str, rules: Sequence[Rule[Row]], rows: Iterable[Row], *, wide: bool = True
) -> Table:
    """Return a table with a row for each record.

    >>> table_of("t", "words", [Rule("word", str, figures=False), Rule("length", lambda w: f"{len(w)}")],
    ...          ["旗袍"]).rows
    ((Cell(text='旗袍', note=''), Cell(text='2', note='')),)
    """
    cells = tuple(tuple(rule.cell(row) for rule in rules) for row in rows)
    return Table(name, caption, tuple(rule.column for rule in rules), cells, wide)
