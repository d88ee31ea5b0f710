"""Demand that waits for facts, added up over pieces of a table."""

import pandas as pd
import pytest

from kwopt import Product, Settings, score_keywords
from kwopt.scoring.questions.asked import Waiting, waiting_rows
from kwopt.scoring.questions.missing import Searches, facts_of, missing_facts
from kwopt.scoring.questions.tallies import FactTally

PRODUCT = Product(name="旗袍", category=("女装", "旗袍"))
WORDS = (
    "旗袍",
    "真丝旗袍",
    "桑蚕丝旗袍",
    "短袖旗袍",
    "红色旗袍",
    "红色真丝旗袍",
    "短袖桑蚕丝旗袍",
    "鞋子",
    "大码旗袍",
)


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    """Return keywords whose searches do not add up without rounding: 0.1 + 0.2 is not 0.3."""
    searches = [1e16, 0.1, 0.2, 1.0, 0.3, 1e15, 0.7, 3.0, None]
    return score_keywords(pd.DataFrame({"keyword": WORDS, "search_volume": searches}), PRODUCT)


@pytest.mark.parametrize("rows", [1, 2, 4])
def test_facts_of_pieces_are_those_of_the_whole(scored: pd.DataFrame, rows: int) -> None:
    """Tallies of pieces of any size give the facts of the whole table, to the last digit."""
    frames = [scored.iloc[start : start + rows] for start in range(0, len(scored), rows)]
    waiting = [Waiting(waiting_rows(frame), PRODUCT, Settings()) for frame in frames]
    confirmed = frozenset().union(*(each.open_words for each in waiting))
    tally = FactTally.total(FactTally.of(each.asked(confirmed)) for each in waiting)
    searches = sum(map(Searches.of, frames), Searches())
    assert facts_of(tally, searches) == missing_facts(scored, PRODUCT) != []


def test_a_pieces_rows_are_held_against_the_open_words_of_all(scored: pd.DataFrame) -> None:
    """A row that waits for two facts fits once both are confirmed, and not by one of them."""
    both = Waiting(waiting_rows(scored[scored["keyword"] == "红色真丝旗袍"]), PRODUCT, Settings())
    assert both.open_words == {"红色", "真丝"}
    assert len(both.asked({"红色", "真丝"}).row) == 2
    assert len(both.asked({"红色"}).row) == 0


def test_nothing_waiting_gives_nothing(scored: pd.DataFrame) -> None:
    """Without waiting rows there is no open word and no question."""
    none = Waiting(waiting_rows(scored.head(0)), PRODUCT, Settings())
    assert none.open_words == frozenset()
    assert facts_of(FactTally.of(none.asked(())), Searches()) == []
