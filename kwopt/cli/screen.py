"""What is drawn on a terminal: headings, lines and tables that line up, hanzi or not.

Rich counts the cells that characters take. Where stdout is no terminal nothing is folded or cut.
"""

import codecs
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kwopt.messages import visible

WIDE = 10_000
"""Cells of a line where stdout is no terminal: enough for any table."""

GAP = 2
"""Cells between two columns."""

NARROWEST = 28
"""Cells to which a column of text may shrink before a column to its right is left out: most keywords and
a sentence in two or three lines have room there; narrower columns make rows of many lines."""


@dataclass(frozen=True)
class Column:
    """One column of a table: its heading and its cells, already texts.

    `text` columns stand left and may be folded; figures stand right and are never broken.
    """

    heading: str
    cells: Sequence[str]
    text: bool = False

    @property
    def width(self) -> int:
        """Cells that its widest entry takes."""
        return max(cell_len(entry) for entry in (self.heading, *self.cells))

    @property
    def least_width(self) -> int:
        """Cells without which it cannot be shown."""
        return min(self.width, NARROWEST) if self.text else self.width


class Screen:
    """Draws for a stream; nothing is written before `show`, so that an error leaves the stream empty.

    Parameters
    ----------
    stream
        Where `show` writes.
    width
        Cells of a line; that of the terminal unless given, endless where there is none.
    """

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self._stream = stream
        self._terminal = width is not None or stream.isatty()
        self._console = Console(
            file=stream, width=width if self._terminal else WIDE, highlight=False, markup=False, emoji=False
        )
        self._drawn: list[str] = []

    @classmethod
    def stdout(cls) -> "Screen":
        """Return the screen of stdout.

        A character that its encoding lacks becomes a question mark. An encoding of ASCII alone is a
        misconfigured terminal rather than a wish, so UTF-8 is written there.
        """
        stream = sys.stdout
        if isinstance(stream, TextIOWrapper):
            encoding = "utf-8" if is_ascii(stream.encoding) else None
            stream.reconfigure(encoding=encoding, errors="replace")
        return cls(stream)

    def heading(self, text: str) -> None:
        """Draw a heading."""
        self.line(text, style="bold")

    def line(self, text: str = "", style: str = "") -> None:
        """Draw a line, never folded by us: a title must be copied whole."""
        with self._console.capture() as drawn:
            self._console.print(Text(visible(text), style=style), soft_wrap=True)
        self._drawn.append(drawn.get())

    def table(self, columns: Sequence[Column]) -> list[str]:
        """Draw a table and return the headings of the columns for which the terminal is too narrow."""
        shown = fitting(columns, self._console.width)
        with self._console.capture() as drawn:
            self._console.print(_rich_table(shown))
        text = drawn.get()
        if not self._terminal:
            text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        self._drawn.append(text)
        return [column.heading for column in columns[len(shown) :]]

    def show(self) -> None:
        """Write what was drawn."""
        self._stream.write("".join(self._drawn))
        self._drawn.clear()


def is_ascii(encoding: str) -> bool:
    """Say whether an encoding is plain ASCII under any of its names.

    >>> is_ascii("ANSI_X3.4-1968"), is_ascii("gbk")
    (True, False)
    """
    return codecs.lookup(encoding).name == "ascii"


def _rich_table(columns: Sequence[Column]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for column in columns:
        table.add_column(
            Text(visible(column.heading)), justify="left" if column.text else "right",
            no_wrap=not column.text, overflow="fold",
        )  # fmt: skip
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table


def fitting(columns: Sequence[Column], width: int) -> Sequence[Column]:
    """Return the first columns that fit into `width` cells; at least one.

    >>> [column.heading for column in fitting([Column("a", ["x" * 9]), Column("b", ["y" * 9])], 12)]
    ['a']
    """
    needed = 0
    for place, column in enumerate(columns):
        needed += column.least_width + GAP
        if needed > width and place:
            return columns[:place]
    return columns
