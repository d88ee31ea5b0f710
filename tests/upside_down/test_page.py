"""What somebody does on the page in the wrong order or with wrong texts: a sentence, or a bounded answer."""

import logging
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import KwoptError
from kwopt.pages.bench import Bench, orders, perform
from kwopt.pages.bench.memory import MOST_BYTES, hold_memory

CASES = tomllib.loads((Path(__file__).parent / "cases" / "page.toml").read_text(encoding="utf-8"))["case"]
WORDS = (
    "关键词,搜索人气,在线商品数,支付转化率\n改良旗袍,900,400,5%\n旗袍短袖,400,100,4%\n新中式旗袍,300,90,4%\n"
    "<script>alert(1)</script>,280,80,3%\n"
)
PRODUCT = {"name": "改良旗袍", "attributes": {"袖长": "短袖"}}
LONG = "旗袍" * 5_000


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an uploaded table."""
    path = tmp_path_factory.mktemp("uploads") / "words.csv"
    path.write_text(WORDS, encoding="utf-8")
    return path


def bench_after(step: str | None, table: Path) -> Bench:
    """Return a bench on which the orders before a case were carried out."""
    bench = Bench()
    if step is not None:
        perform(bench, ("read", {"sources": [{"path": str(table), "name": "words.csv"}]}))
    if step == "score":
        perform(bench, ("score", {"content": PRODUCT}))
    return bench


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_careless_visitors(table: Path, case: dict[str, Any]) -> None:
    """What cannot be done is one sentence; what can is answered within bounds, texts as they stand."""
    bench = bench_after(case.get("after"), table)
    params = {name: LONG if value == "{long}" else value for name, value in case.get("params", {}).items()}
    order = (case["order"], params)
    if "says" in case:
        with pytest.raises(KwoptError) as raised:
            perform(bench, order)
        assert case["says"] in str(raised.value)
    else:
        assert case["shows"] in str(perform(bench, order))


def test_a_file_that_uses_up_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that gets no more memory says so, and stays."""

    def eat(_bench: Bench) -> dict[str, Any]:
        raise MemoryError

    monkeypatch.setitem(orders.ORDERS, "read", eat)
    with pytest.raises(KwoptError, match=r"^There is not enough memory for this file"):
        perform(Bench(), ("read", {}))


def test_workers_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker's address space is limited, and never more widely than the system does already."""
    resource = pytest.importorskip("resource", reason="the system has no limits")
    kept: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: kept.append(limits))
    for limit, held in ((resource.RLIM_INFINITY, MOST_BYTES), (2**30, 2**30)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, limit=limit: (limit, limit))
        hold_memory()
        assert kept[-1] == (held, limit)


def test_visitors_do_not_write_to_the_operators_terminal(caplog: pytest.LogCaptureFixture) -> None:
    """A browser's remark is kept for those who look for it: without controls, cut, never a warning."""
    pytest.importorskip("nicegui", reason='needs the extra "web": pip install "kwopt[web]"')
    from kwopt.pages.web.serving.application import _heard

    caplog.set_level(logging.DEBUG)
    for said in ({"level": "error", "message": "\x1b[2J" + "x" * 10_000}, None, {"level": 5}):
        _heard("visitor", said)
    assert {record.levelno for record in caplog.records} == {logging.DEBUG}
    assert "\x1b" not in caplog.text
    assert len(caplog.records[0].getMessage()) < 600
