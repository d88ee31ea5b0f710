"""The file under a store: its versions, what is no store, and writers that meet."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kwopt.errors import HistoryError
from kwopt.history import Store
from kwopt.history.database import APPLICATION_ID, newest_version, transaction
from kwopt.history.figures import FIGURES
from kwopt.resources import load_toml
from kwopt.tables import read_keywords
from tests.made_history import DAY, figures

VERSION_1 = """
CREATE TABLE tables (
    id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, understood TEXT NOT NULL,
    scored INTEGER NOT NULL, read_on TEXT NOT NULL, format TEXT NOT NULL, period_start TEXT, period_end TEXT,
    currency TEXT, window_days INTEGER, demand_source TEXT, keywords INTEGER NOT NULL);
CREATE TABLE files (
    table_id INTEGER NOT NULL REFERENCES tables (id), position INTEGER NOT NULL, name TEXT NOT NULL,
    sheet TEXT, sha256 TEXT, format TEXT NOT NULL, rows_read INTEGER NOT NULL, rows_kept INTEGER NOT NULL,
    PRIMARY KEY (table_id, position)) WITHOUT ROWID;
CREATE TABLE keywords (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
CREATE TABLE figures (
    table_id INTEGER NOT NULL REFERENCES tables (id), keyword_id INTEGER NOT NULL REFERENCES keywords (id),
    search_volume REAL, search_volume_low REAL, search_volume_high REAL, listing_count REAL,
    click_through_rate REAL, buyers_per_visitor REAL, orders_per_click REAL, market_buyers REAL, clicks REAL,
    orders REAL, impressions REAL, spend REAL, sales REAL, market_cpc REAL, demand_supply_ratio REAL,
    search_growth REAL, tmall_share REAL, own_visitors REAL, own_buyers REAL, own_buyers_per_visitor REAL,
    conversion REAL, conversion_low REAL, conversion_high REAL, conversion_basis INTEGER,
    PRIMARY KEY (table_id, keyword_id)) WITHOUT ROWID;
CREATE TABLE products (
    id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, product_id TEXT, name TEXT NOT NULL);
CREATE TABLE compositions (
    id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE,
    product INTEGER NOT NULL REFERENCES products (id),
    table_id INTEGER REFERENCES tables (id), marketplace TEXT NOT NULL, composed_on TEXT NOT NULL,
    settings TEXT NOT NULL);
CREATE TABLE titles (
    composition INTEGER NOT NULL REFERENCES compositions (id), position INTEGER NOT NULL, event TEXT NOT NULL,
    text TEXT NOT NULL, width INTEGER NOT NULL, value REAL NOT NULL, reach REAL, bound REAL NOT NULL,
    gap REAL NOT NULL, proven INTEGER NOT NULL, PRIMARY KEY (composition, position)) WITHOUT ROWID;
INSERT INTO tables VALUES (
    7, 'f1', 'u1', 1, '2026-05-02', 'taoci', '2026-04-01', '2026-04-30', NULL, NULL, '搜索人气', 1);
INSERT INTO files VALUES (7, 0, 'april.csv', NULL, 'abc', 'taoci', 1, 1);
INSERT INTO keywords VALUES (3, '旗袍');
INSERT INTO figures (table_id, keyword_id, search_volume, conversion, conversion_basis)
    VALUES (7, 3, 1200, 0.04, 2);
INSERT INTO products VALUES (1, 'p1', 'P1', '改良旗袍');
INSERT INTO compositions VALUES (1, 'c1', 1, 7, 'taobao', '2026-05-02', '{}');
INSERT INTO titles VALUES (1, 0, 'composed', '改良旗袍女', 10, 5, 0.5, 6, 0.1, 0);
"""
"""A store as the first version made it: written out, because stores out there are as they are."""


def made_by_version_1(path: Path) -> None:
    """Write a store of version 1."""
    with closing(sqlite3.connect(path)) as old:
        old.executescript(VERSION_1)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")


def version_of(path: Path) -> int:
    """Return the version that a file states."""
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


def test_an_old_store_is_brought_up_and_read(path: Path) -> None:
    """A store of version 1 gets the schema of today, loses nothing, and takes new entries."""
    made_by_version_1(path)
    with Store(path) as store:
        point = store.over_time(["旗袍"]).iloc[0]
        titles = store.titles("P1")
        store.add_use("P1", "改良旗袍女夏", on=DAY)
        used = store.in_use()["text"].tolist()
    assert (point["search_volume"], point["conversion"], point["conversion_basis"]) == (
        1200,
        0.04,
        "rate_only",
    )
    assert titles[["text", "reach"]].to_numpy().tolist() == [["改良旗袍女", 0.5]]
    assert used == ["改良旗袍女夏"]
    assert version_of(path) == newest_version()


def test_an_old_store_and_a_new_one_have_one_schema(path: Path, tmp_path: Path) -> None:
    """Migrations lead to exactly the columns that a new store has."""
    made_by_version_1(path)
    schemas = []
    for file in (path, tmp_path / "new.db"):
        Store(file).close()
        with closing(sqlite3.connect(file)) as opened:
            names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            schemas.append({name: opened.execute(f"PRAGMA table_info({name})").fetchall() for name in names})
    assert schemas[0] == schemas[1]


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All steps are one transaction: the first of two is taken back with the second."""
    made_by_version_1(path)
    before = path.read_bytes()
    steps = [*load_toml("history.toml")["versions"][:2], {"statements": ["CREATE NONSENSE"]}]
    monkeypatch.setattr("kwopt.history.database.load_toml", lambda _: {"versions": steps})
    with pytest.raises(HistoryError) as caught:
        Store(path)
    assert caught.value.code == "history.refused"
    assert (version_of(path), path.read_bytes()) == (1, before)


def test_every_figure_has_its_column(path: Path) -> None:
    """The canonical figures that are kept are the columns of the file: a new one needs a migration."""
    Store(path).close()
    with closing(sqlite3.connect(path)) as file:
        columns = {row[1] for row in file.execute("PRAGMA table_info(figures)")}
    assert columns == {"table_id", "keyword_id", *FIGURES, "conversion_basis"}


def test_a_newer_store_is_left_alone(path: Path) -> None:
    """A store of a newer kwopt is refused, and says which versions meet."""
    Store(path).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=rf"version 99 of the store; this kwopt knows {newest_version()}"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"\xe5\x85\xb3\xe9\x94\xae\xe8\xaf\x8d\n" * 40, b"x"])
def test_what_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    """A file of another kind is refused and not changed."""
    path.write_bytes(content)
    with pytest.raises(HistoryError, match="is not a store of kwopt"):
        Store(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    """A database that has tables, but not our mark, is refused and not changed."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="a database of another program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_damaged_store_is_told(store: Store, path: Path, add) -> None:
    """A file whose pages are overwritten is said to be damaged, not quoted in SQLite's words alone."""
    add({f"词{place}": 10 for place in range(3_000)}, "a.csv")
    store.close()
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(HistoryError, match="is damaged"), Store(path) as opened:
        opened.over_time(["词1"])


def test_a_store_that_is_not_there_is_not_made_for_reading(path: Path) -> None:
    """Without `create` a missing file is an error, and is still missing after it."""
    with pytest.raises(HistoryError, match="there is no such store"):
        Store(path, create=False)
    assert not path.exists()


@pytest.mark.parametrize("name", ["", "nowhere/shop.db"])
def test_a_place_that_cannot_be_opened(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name, or no folder of that name, is an error before anything is written."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(HistoryError) as caught:
        Store(name)
    assert caught.value.code in ("history.no_name", "history.cannot_open")
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_may_not_be_written_can_be_read(store: Store, add) -> None:
    """Reading needs no permission to write; writing without it is an error that says so."""
    add({"旗袍": 1200}, "a.csv")
    store._connection.execute("PRAGMA query_only = ON")  # as a read-only file does: root may write any file
    assert len(store.over_time(["旗袍"])) == 1
    with pytest.raises(HistoryError, match="may not be written to"):
        add({"唐装": 300}, "b.csv")


def test_a_full_disk_takes_everything_back(store: Store, add) -> None:
    """Where the disk is full in the middle of a table, nothing of it is kept."""
    add({"旗袍": 1200}, "a.csv")
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # SQLite's own way to be full
    with pytest.raises(HistoryError, match="the disk is full; the store is as it was before"):
        add({f"词{place}": 10 for place in range(2_000)}, "b.csv")
    assert store.tables()["keywords"].tolist() == [1]
    assert store.over_time(["词1"]).empty


def test_a_locked_store_is_waited_for_and_then_told(store: Store, path: Path) -> None:
    """A second writer waits as long as it may, and then says that another one is writing."""
    with store.together(), Store(path, patience=0.05) as other:
        writing = other.together()
        with pytest.raises(HistoryError, match="another program is writing"):
            writing.__enter__()


def test_transactions_nest() -> None:
    """What fails outside takes back what was done inside."""

    def inner_done_outer_failed(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            with transaction(connection):
                connection.execute("INSERT INTO t VALUES (1)")
            raise ValueError("outer")

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (x)")
        with pytest.raises(ValueError, match="outer"):
            inner_done_outer_failed(connection)
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)


WRITE_USES = """
import sys
from datetime import date
from kwopt.history.database import opened, transaction
from kwopt.history.titles import product_number, write_use
from kwopt.models import Product

print("ready", flush=True)
connection = opened(sys.argv[1], create=True, patience=30)
for number in range(60):
    with transaction(connection):
        product = product_number(connection, Product(name=f"product {number}"))
        write_use(connection, product, "taobao", "a title", date(2026, 6, 1))
"""


def test_two_processes_write_at_once(path: Path) -> None:
    """Two processes that open a new store at once and write to it lose nothing of each other."""
    with subprocess.Popen([sys.executable, "-c", WRITE_USES, str(path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with Store(path) as store:
            for number in range(6):
                table = read_keywords(figures(search_volume=[number] * 100))
                store.add_table(table.files, [table.frame], as_of=DAY)
    assert other.returncode == 0
    with Store(path) as store:
        assert store.tables()["keywords"].tolist() == [100] * 6
        assert len(store.in_use()) == 60


BE_KILLED = """
import os, signal, sys
from kwopt.history.database import opened, transaction

connection = opened(sys.argv[1], create=False, patience=1)
connection.execute("PRAGMA cache_size = 10")  # so that pages are on the disk already
with transaction(connection):
    texts = ((f"word {place}",) for place in range(60_000))
    connection.executemany("INSERT INTO keywords (identity) VALUES (?)", texts)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_the_store_whole(store: Store, path: Path, add) -> None:
    """A process killed in the middle of a table leaves what was there before, and nothing of its own."""
    add({"旗袍": 1200}, "a.csv")
    store.close()
    size = path.stat().st_size
    killed = subprocess.run([sys.executable, "-c", BE_KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.stat().st_size > size
    with Store(path) as again:
        assert again.tables()["keywords"].tolist() == [1]
        assert again._connection.execute("SELECT count(*) FROM keywords").fetchone() == (1,)
        assert again._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
