"""The order `read`: uploaded tables, understood; what the column doctor shows of them."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from kwopt.locales import Lang
from kwopt.pages.bench.named_files import named_file
from kwopt.pages.bench.state import Bench
from kwopt.pages.bench.wording import notice_records
from kwopt.payloads import Document, frame_records, plain
from kwopt.tables import KeywordTable, read_keywords
from kwopt.tables.readiness import ready_for

PREVIEWED = 5
"""Rows that a preview shows: enough to see whether columns were understood."""


def read(
    bench: Bench,
    *,
    sources: Sequence[Mapping[str, str]],
    encoding: str | None = None,
    sheet: str | None = None,
    column_map: Mapping[str, str] | None = None,
    lang: Lang = "en",
) -> Document:
    """Read keyword tables and lay them on the bench; scores of others go, the same are not read again.

    Parameters
    ----------
    sources
        One `{"path", "name"}` a file; the name is the user's own, and alone is shown.
    encoding, sheet, column_map
        As `kwopt.read_keywords` takes them; an empty text is none.

    Raises
    ------
    TableError
        If a file cannot be read, or has no column of keywords.
    """
    columns = {name: header for name, header in (column_map or {}).items() if header}
    files = [named_file(source) for source in sources]
    contents = tuple((file.name, sha256(file.getbuffer()).digest()) for file in files)

    def table() -> KeywordTable:
        return read_keywords(
            files, encoding=encoding or None, sheet=sheet or None, column_map=columns or None
        )

    bench.put_table((contents, encoding, sheet, tuple(sorted(columns.items()))), table)
    return table_document(bench.table.table, lang)


def table_document(table: KeywordTable, lang: Lang) -> Document:
    """Return what was understood of a table."""
    document: Document = plain({
        "files": table.describe(lang),
        "counts": table.row_counts,
        "ready_for": ready_for(set(table.frame.columns)),
        "notices": notice_records(table.reading_notices, lang),
        "preview": frame_records(table.frame.head(PREVIEWED)),
    })  # fmt: skip
    return document
