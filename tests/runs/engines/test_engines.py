"""What all engines of this machine promise: the same results, in order, few tasks in flight."""

from collections.abc import Callable, Iterator
from itertools import count, islice

import pytest

from kwopt.errors import RunError, TableError
from kwopt.runs.engines import CrewedEngine, Engine, InProcess, Processes
from kwopt.runs.engines.engine import IN_FLIGHT
from kwopt.runs.engines.starting import NewInterpreters
from tests.run_tasks import raise_odd, refuse_five, scaled, unsendable

MAKERS: dict[str, Callable[[], Engine]] = {
    "in_process": InProcess,
    "processes": lambda: CrewedEngine(Processes(2)),
    "new_interpreters": lambda: CrewedEngine(Processes(2, starter=NewInterpreters())),
}


@pytest.fixture(scope="module", params=MAKERS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each kind of engine in turn."""
    with MAKERS[request.param]() as made:
        yield made


def test_results_come_in_the_order_of_tasks(engine: Engine) -> None:
    """The first result belongs to the first task, and so on: 7 x 0, 7 x 1, ..."""
    assert list(engine.map(scaled, range(100), 7)) == list(range(0, 700, 7))


def test_unordered_results_come_with_their_tasks(engine: Engine) -> None:
    """As they come, results are paired with their tasks, none twice and none left out."""
    assert sorted(engine.unordered(scaled, range(50), 7)) == [(task, 7 * task) for task in range(50)]


def test_no_tasks_give_no_results(engine: Engine) -> None:
    """An empty list of tasks is worked off at once."""
    assert list(engine.map(scaled, [], 7)) == []
    assert list(engine.unordered(scaled, [], 7)) == []


def test_few_tasks_are_in_flight(engine: Engine) -> None:
    """Tasks are taken as results are: of endless tasks, no more than a few a worker are ever taken."""
    taken: list[int] = []
    endless = (taken.append(number) or number for number in count())
    results = engine.map(scaled, endless, 1)
    assert list(islice(results, 3)) == [0, 1, 2]
    assert len(taken) <= 3 + IN_FLIGHT * engine.workers
    results.close()  # type: ignore[attr-defined]


def test_exceptions_come_through_unchanged(engine: Engine) -> None:
    """What the function raises arrives with its class, code and place, after the results before it."""
    results = engine.map(refuse_five, range(1000))
    assert list(islice(results, 5)) == [0, 1, 2, 3, 4]
    with pytest.raises(TableError) as raised:
        next(results)
    assert raised.value.code == "tables.empty"
    assert raised.value.where["file"] == "五.csv"
    assert raised.value.where["row"] == 5


def test_an_engine_works_on_after_an_exception(engine: Engine) -> None:
    """One call that fails leaves nothing behind for the next."""
    with pytest.raises(TableError):
        list(engine.unordered(refuse_five, range(10)))
    assert list(engine.map(scaled, [1, 2], 3)) == [3, 6]


def test_calls_may_be_nested(engine: Engine) -> None:
    """A second call may begin before the results of a first are taken; each keeps its shared value."""
    both = zip(engine.map(scaled, range(20), 2), engine.map(scaled, range(20), 3), strict=True)
    assert list(both) == [(2 * task, 3 * task) for task in range(20)]


@pytest.mark.parametrize("function", [unsendable, raise_odd])
def test_what_cannot_be_sent_is_said(function: Callable[[object, object], object]) -> None:
    """A result, or an exception, that cannot be pickled is a clear error, not a lost worker."""
    with CrewedEngine(Processes(1)) as engine, pytest.raises(RunError) as raised:
        list(engine.map(function, [1]))
    assert raised.value.code == "runs.cannot_be_sent"
