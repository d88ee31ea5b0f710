"""What careless programs do with kwopt's functions: each gets a sentence that names the argument."""

import io
import pickle
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

import kwopt
from kwopt.errors import KwoptError

CASES = tomllib.loads((Path(__file__).parent / "cases" / "api.toml").read_text(encoding="utf-8"))["case"]
TABLE = "关键词,搜索人气,在线商品数,支付转化率\n改良旗袍,900,400,5%\n旗袍短袖,400,100,4%\n"


def csv(text: str) -> io.BytesIO:
    """Return an open file."""
    return io.BytesIO(text.encode())


def frame(**columns: Any) -> pd.DataFrame:
    """Return a frame of two keywords, some of its columns replaced."""
    return pd.DataFrame({"keyword": ["旗袍", "裙子"], "search_volume": [5, 6]} | columns)


def unchanged(use: Callable[[pd.DataFrame], Any]) -> bool:
    """Return whether a frame, and a view of it, are the same after they were used."""
    given = frame(note=["a", "b"])
    kept = given.copy(deep=True)
    for part in (given, given.iloc[:1]):
        use(part)
    return given.equals(kept)


def in_threads(call: Callable[[], Any]) -> list[Any]:
    """Return what four threads get that call at once."""
    with ThreadPoolExecutor(4) as threads:
        return [task.result() for task in [threads.submit(call) for _ in range(4)]]


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    """Return the names that the cases use."""
    table = kwopt.read_keywords(csv(TABLE), name="words.csv")
    product = kwopt.Product(name="改良旗袍", attributes={"袖长": "短袖"})
    return {
        "kwopt": kwopt, "np": np, "pd": pd, "io": io, "pickle": pickle, "clone": clone, "csv": csv,
        "frame": frame, "unchanged": unchanged, "in_threads": in_threads, "table": table,
        "product": product, "scored": kwopt.score_keywords(table, product),
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_careless_programs(names: dict[str, Any], case: dict[str, str]) -> None:
    """A wrong call is one sentence of kwopt's (or scikit-learn's) own; a strange one has its right result."""
    if "error" not in case:
        assert str(eval(case["do"], names)) == case["answer"]
        return
    with pytest.raises((KwoptError, ValueError)) as raised:
        eval(case["do"], names)
    assert type(raised.value).__name__ == case["error"]
    assert case["answer"] in str(raised.value)
