"""What tests of long lists share: a table with all that writing must care for, and runs over it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from kwopt import Product, Settings, read_keywords, score_keywords
from kwopt.runs.engines import Engine, InProcess
from kwopt.shop.lists.opening import Going, opened_run
from kwopt.shop.lists.pipeline import ListSource, Sizes, score_list
from kwopt.shop.lists.scored_list import ScoredList
from kwopt.shop.lists.workers import Workers

PRODUCT = Product(name="旗袍", category=("女装", "旗袍"), attributes=(("袖长", "短袖"),))
SETTINGS = Settings()
TINY = Sizes(block=15, piece=6, ranged=5, asked=2)

_KINDS = ("旗袍", "真丝旗袍", "短袖旗袍", "长袖旗袍", "红色旗袍", "鞋子", "新中式 旗袍", "dress")
_WAYS = ("", "女", "夏", "改良", "2019")


@contextmanager
def quiet(_stage: str, _total: int | None, _done: int = 0) -> Iterator[Callable[[int], object]]:
    """Watch a stage, and say nothing."""
    yield lambda _rows: None


def lines_of_table() -> list[str]:
    """Return a table with formulas, long ids, counts that are whole but for the last, and repeats."""
    words = [way + kind for kind in _KINDS for way in _WAYS]
    rows = [
        f"{word},{(place * 37) % 11 * 1_000_000},{place % 7 * 40},{place % 3 + 1}.5%,{note},{place}"
        for place, word in enumerate(words)
        for note in (("=1+1", "1234567890123456", "plain", "-", "")[place % 5],)
    ]
    last = ["+旗袍,0.5,1,1%,@x,0.5", "旗袍,7,7,7%,twice,1", "无数据,,,,,"]
    return ["关键词,搜索人气,在线商品数,支付转化率,备注,=编号", *rows, *last]


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a table of 43 rows, of which one repeats a keyword."""
    path = tmp_path_factory.mktemp("lists") / "table.csv"
    path.write_text("\n".join(lines_of_table()) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def whole(table: Path) -> pd.DataFrame:
    """Return the table scored as one frame."""
    return score_keywords(read_keywords(table), PRODUCT, SETTINGS)


@contextmanager
def scored(
    table: Path,
    target: Path | None,
    *,
    sizes: Sizes = TINY,
    by_rank: bool = False,
    going: Going | None = None,
    watch=quiet,
    engine: Callable[[], Engine] = InProcess,
    settings: Settings = SETTINGS,
) -> Iterator[ScoredList]:
    """Yield the table scored block by block."""
    account = {"competition": settings.competition}
    workers = Workers(engine, asked=True)
    name = None if target is None else str(target)
    with opened_run(name, account, workers, watch, going=going) as run:
        source = ListSource(sources=[table])
        yield score_list(run, source, PRODUCT, settings, by_rank=by_rank, sizes=sizes)
