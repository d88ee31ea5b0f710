"""Tables copied from a web page of which every cell came out on a line of its own: put back into rows."""

import csv
import io
from collections.abc import Mapping, Sequence

from kwopt.errors import TableError
from kwopt.tables.planning.formats import known_headers
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.values.cells import Kind, read_cell

_SAMPLE = 20_000  # characters in which the headers are sought: preambles of copied pages are short
_LEAST_HEADERS = 2
_MORE_HEADERS = 20  # unknown headers that may follow the last known one
_PURE = 0.9  # least share of figures, or of texts, in a column for it to be one


def unfolded(text: str, *, file: str = "-") -> str | None:
    r"""Return the table as lines of cells separated by tabs; None where cells do not stand one a line.

    Known headers must stand on lines of their own, the cells must fill whole rows, and each column must hold
    either figures or texts.

    Raises
    ------
    TableError
        If headers stand one a line, but the cells below do not fill whole rows.

    >>> unfolded("关键词\n搜索人气\n旗袍\n5\n裙\n6\n")
    '关键词\t搜索人气\r\n旗袍\t5\r\n裙\t6\r\n'
    """
    if not headers_stand_alone(text):
        return None
    lines = [line.strip() for line in text.rstrip().splitlines()]
    filled = [line for line in lines if line]
    start, known = _header_run(filled)
    kinds = {cell: read_cell(cell).kind for cell in set(lines)}
    for width in range(known, known + _MORE_HEADERS + 1):
        for cells in (filled, lines):  # blank lines are empty cells, or set cells apart
            first = cells.index(filled[start])
            least = 2 if width == known else 3
            if (rows := _rows(cells[first:], width, kinds, least=least)) is not None:
                return _written([[line] for line in cells[:first] if line] + rows)
    raise TableError("tables.cells_on_lines", file=file, headers=filled[start : start + known])


def headers_stand_alone(text: str) -> bool:
    """Return whether known headers stand on lines of their own at the beginning of a text."""
    cells = [line.strip() for line in text[:_SAMPLE].splitlines() if line.strip()]
    start, known = _header_run(cells)
    return known >= _LEAST_HEADERS and not any("\t" in line for line in cells[: start + known])


def _header_run(cells: Sequence[str]) -> tuple[int, int]:
    """Return where the headers begin, and how many lines it is to the last known one; gaps are one line."""
    places = [place for place, cell in enumerate(cells[:500]) if _is_header(cell)]
    best, start = (0, 0), 0
    for number, place in enumerate(places):
        if number and place - places[number - 1] > 2:
            start = number
        best = max(best, (place - places[start] + 1, -places[start]))
    return -best[1], best[0]


def _is_header(cell: str) -> bool:
    return normal_header(cell).name in known_headers()


def _rows(
    cells: Sequence[str], width: int, kinds: Mapping[str, Kind], *, least: int
) -> list[list[str]] | None:
    """Return the cells in rows of this width, if they fill `least` of them and make columns of one kind."""
    height, rest = divmod(len(cells), width)
    if rest or height < least:
        return None
    rows = [list(cells[place : place + width]) for place in range(0, len(cells), width)]
    shares = [_figure_share([kinds[row[column]] for row in rows[1:]]) for column in range(width)]
    pure = all(share is None or not 1 - _PURE < share < _PURE for share in shares)
    told = {share >= _PURE for share in shares if share is not None}
    return rows if pure and told == {True, False} else None


def _figure_share(kinds: Sequence[Kind]) -> float | None:
    """Return the share of figures among cells that say something; None where none does."""
    said = [kind for kind in kinds if kind != "missing"]
    return sum(kind != "unreadable" for kind in said) / len(said) if said else None


def _written(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows(rows)
    return text.getvalue()
