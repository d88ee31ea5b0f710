"""One map of columns for several files: each file takes what names a header of its own."""

from collections.abc import Callable, Mapping, Sequence

from kwopt.errors import TableError
from kwopt.tables.building import Draft

DraftBy = Callable[[Mapping[str, str] | None], Draft]
"""Reads one file by a map of columns."""


def drafts_by_map(files: Sequence[DraftBy], column_map: Mapping[str, str] | None) -> list[Draft]:
    """Return a draft a file; a market table and a report need not both have a column that the map names.

    Raises
    ------
    TableError
        If the map names what no file has.
    """
    if len(files) == 1 or not column_map:
        return [file(column_map) for file in files]
    lacking: dict[str, list[TableError]] = {}
    drafts = [_draft(file, dict(column_map), lacking) for file in files]
    nowhere = next((errors for errors in lacking.values() if len(errors) == len(files)), None)
    if nowhere:
        raise nowhere[0]
    return drafts


def _draft(file: DraftBy, column_map: dict[str, str], lacking: dict[str, list[TableError]]) -> Draft:
    """Return the draft of one file by what of the map it has; add the rest to `lacking`."""
    try:
        return file(column_map)
    except TableError as error:
        canonical = error.params.get("canonical")
        if error.code != "tables.no_such_header" or canonical not in column_map:
            raise
        lacking.setdefault(canonical, []).append(error)
        del column_map[canonical]
        return _draft(file, column_map, lacking)
