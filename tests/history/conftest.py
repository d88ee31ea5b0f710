"""What tests of the history share: a store in a new folder, and a way to add small tables to it."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kwopt import read_keywords
from kwopt.history import Store
from kwopt.history.readings import StoredTable
from tests.made_history import DAY, csv

Add = Callable[..., StoredTable]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the store of a test stands."""
    return tmp_path / "shop.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return an empty store."""
    with Store(path) as opened:
        yield opened


@pytest.fixture
def add(store: Store) -> Add:
    """Return a function that reads a table of keywords with searches and adds it to the store."""

    def added(rows: dict[str, float], name: str, as_of: date = DAY, header: str = "搜索人气") -> StoredTable:
        table = read_keywords(io.BytesIO(csv(rows, header)), name=name)
        return store.add_table(table.files, [table.frame], as_of=as_of)

    return added
