"""Open files with names, and what a joined table tells of them, for tests of joining."""

import io
from typing import Any

from kwopt import columns
from kwopt.tables import KeywordTable

REPORT = "词名字/词包名字,展现量,点击量,花费,总成交笔数,总成交金额,点击转化率\n"
"""Headers of a report on advertisements."""


def file(text: str, name: str) -> io.BytesIO:
    """Return an open file of that name."""
    opened = io.BytesIO(text.encode())
    opened.name = name
    return opened


def told(table: KeywordTable, code: str) -> list[dict[str, Any]]:
    """Return the parameters of every notice and repair with that code."""
    notices = [notice for report in table.files for notice in report.todo]
    found = [dict(notice.params) for notice in notices if notice.code == f"tables.{code}"]
    return found + [
        {"count": record.count, **record.params}
        for record in table.repairs
        if record.code == f"tables.{code}"
    ]


def row(table: KeywordTable, keyword: str) -> dict[str, Any]:
    """Return the row of a keyword."""
    return dict(table.frame.set_index(columns.KEYWORD).loc[keyword])
