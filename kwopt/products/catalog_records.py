"""Catalogs in JSON: a text becomes numbered records, one a product, or why a line is none.

JSON lines are numbered by line, the entries of a list by their place. Which fields a record has is not known
here.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kwopt.errors import ProductError
from kwopt.products.parsers import RepeatedNameError, one_line, without_repeats

_SHOWN = 80  # characters of an unreadable line that its error shows


@dataclass(frozen=True)
class CatalogRecord:
    """One row of a catalog as it stands: values under their headers, or the error that kept them from it."""

    row: int
    values: Mapping[str, Any]
    error: ProductError | None = None


def json_records(text: str, *, file: str | None = None) -> Iterator[CatalogRecord]:
    r"""Yield the records of a JSON text: JSON lines, a list, one product, or a document that holds a list.

    A line that cannot be read becomes a record with its error.

    Raises
    ------
    ProductError
        If the text is neither JSON nor JSON lines.

    Examples
    --------
    >>> [record.row for record in json_records('{"title": "旗袍"}\n\n{"title": "唐装"}\n')]
    [1, 3]
    """
    try:
        whole = _loaded(text)
    except (json.JSONDecodeError, RecursionError, RepeatedNameError) as problem:
        if text.lstrip().startswith("[") or not _has_lines(text):
            raise _broken(problem, file) from problem
        return _lines(text, file)
    return _entries(whole, file)


def _loaded(text: str) -> Any:
    return json.loads(text, object_pairs_hook=without_repeats)


def _has_lines(text: str) -> bool:
    """Say whether any line is a record by itself."""
    return any(isinstance(_or_none(line), dict) for line in text.split("\n") if line.strip())


def _or_none(line: str) -> Any:
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None


def _lines(text: str, file: str | None) -> Iterator[CatalogRecord]:
    for row, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _record(_loaded(line), row, file)
        except RepeatedNameError as error:
            yield _failed("products.catalog_repeated_name", row, file, column=str(error.args[0]))
        except (json.JSONDecodeError, RecursionError) as error:
            yield _failed(
                "products.catalog_unreadable_row",
                row,
                file,
                value=line.strip()[:_SHOWN],
                problem=one_line(error),
            )


def _entries(whole: Any, file: str | None) -> Iterator[CatalogRecord]:
    entries = whole if isinstance(whole, list) else _list_within(whole)
    return (_record(entry, row, file) for row, entry in enumerate(entries, 1))


def _list_within(whole: Any) -> list[Any]:
    """Return the list of records in a document ({"products": [...]}), else the document as the only one."""
    lists = [value for value in whole.values() if _is_rows(value)] if isinstance(whole, dict) else []
    return lists[0] if len(lists) == 1 else [whole]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _record(value: Any, row: int, file: str | None) -> CatalogRecord:
    if isinstance(value, dict):
        return CatalogRecord(row, value)
    return _failed("products.catalog_no_record", row, file, value=_as_json(value)[:_SHOWN])


def _as_json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _failed(code: str, row: int, file: str | None, **params: Any) -> CatalogRecord:
    return CatalogRecord(row, {}, ProductError(code, file=file, row=row, **params))


def _broken(problem: Exception, file: str | None) -> ProductError:
    if isinstance(problem, RepeatedNameError):
        return ProductError("products.repeated_name", file=file or "-", column=problem.args[0])
    return ProductError("products.broken", file=file or "-", format="JSON", problem=one_line(problem))
