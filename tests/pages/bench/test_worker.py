"""A bench in a real worker process: orders, results and errors travel, and two visitors stay apart."""

import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from kwopt.errors import KwoptError, ProductError, TableError
from kwopt.pages.bench import PRELOAD, Bench, perform
from kwopt.pages.bench.memory import hold_memory
from kwopt.pages.bench.preloading import preload
from kwopt.runs.engines.starting import Line, Starter, best_starter
from kwopt.runs.engines.worker import JOB, TASK
from tests.made_bench import DAY, asked, sample_bench


@pytest.fixture(name="starter", scope="module")
def module_starter() -> Iterator[Starter]:
    """Yield what starts workers, as a server has it, and end them all."""
    starter = best_starter(PRELOAD)
    yield starter
    starter.close()


def started(starter: Starter) -> Line:
    """Return the line to a worker with an empty bench."""
    line = starter.start()
    line.send(JOB, pickle.dumps((perform, Bench())))
    return line


def sent(line: Line, order: str, /, **params: Any) -> dict[str, Any]:
    """Return the answer of a worker, or raise its error."""
    line.send(TASK, pickle.dumps((order, {"lang": "en", **params})))
    fine, found = pickle.loads(line.receive())
    if not fine:
        raise found
    answer: dict[str, Any] = found
    return answer


def test_a_worker_answers_as_a_bench_does(starter: Starter) -> None:
    """The whole way through a process gives the documents that it gives in this one."""
    line, here = started(starter), sample_bench()
    sample = sent(line, "sample", name="qipao")
    sent(line, "read", sources=sample["sources"])
    sent(line, "score", content=sample["content"], settings={"as_of": DAY})
    for order, params in (
        ("keywords", {"search": "旗袍"}), ("titles", {"n": 1}), ("live", {"text": "改良旗袍女夏"}),
        ("bids", {"classes": ["fits"]}), ("download", {"kind": "keywords_csv"}),
        ("figure", {"name": "market"}),
    ):  # fmt: skip
        assert sent(line, order, **params) == asked(here, order, **params), order
    line.close()


def test_visitors_are_apart_and_errors_travel(starter: Starter) -> None:
    """What one worker has read another has not; an error arrives whole, and its worker works on."""
    first, second = started(starter), started(starter)
    sent(first, "read", sources=sent(first, "sample", name="bottle")["sources"])
    with pytest.raises(TableError, match="there is no keyword table yet"):
        sent(second, "keywords")
    with pytest.raises(ProductError) as caught:
        sent(first, "product", content={"name": "cup", "price": "cheap"})
    assert isinstance(caught.value, KwoptError)
    assert caught.value.params["form_field"] == "price"
    assert '"cheap"' in caught.value.text("en")
    assert sent(first, "keywords")["total"] == 60
    for line in (first, second):
        line.close()


def test_what_is_loaded_before_workers_are_forked() -> None:
    """All that is named to be loaded is there: a name that is wrong would be passed over in silence."""
    limit, module, call = PRELOAD
    assert limit == f"{hold_memory.__module__}:{hold_memory.__name__}"
    assert module == perform.__module__
    assert call == f"{preload.__module__}:{preload.__name__}"
    preload()
