"""The order of a set of words: near the best of all orders, valued as the definitions value it."""

from itertools import pairwise
from typing import Any

import pytest

from kwopt.titles.problem.problem import Demand, TitleProblem, Word
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.search.order import arrange
from kwopt.titles.search.scorer import Orders


def test_reaches_the_best_order_of_nearly_every_set(instances: list[Any]) -> None:
    """At least 99.9 % of the best order's value in the mean, and lawful wherever some order is."""
    shares = []
    for instance in instances:
        orders = Orders(Reachable(instance.problem))
        for words, best in instance.best_of_each_set().items():
            found = arrange(orders, words, kicks=4)
            assert found.lawful, (instance.seed, words)
            assert found.value == pytest.approx(instance.values[found.order], abs=1e-9)
            shares.append((found.value + 1e-9) / (best + 1e-9))
    assert sum(shares) / len(shares) >= 0.999


def test_twenty_words_are_put_in_their_one_best_order() -> None:
    """Demands of two neighbours chain twenty words: the chain is found from a shuffled start."""
    texts = [chr(ord("一") + 37 * i) for i in range(20)]
    demands = tuple(Demand(a + b, (a, b), 1.0) for a, b in pairwise(texts))
    problem = TitleProblem(words=tuple(Word(text, 2) for text in texts), demands=demands, limit=60)
    start = [problem.index[text] for text in (*texts[1::2], *texts[::2])]
    found = arrange(Orders(Reachable(problem)), start, kicks=8, start=start)
    assert "".join(problem.words[place].text for place in found.order) == "".join(texts)
    assert found.value == pytest.approx(19.0)  # nineteen phrases


def test_whole_text_must_survive() -> None:
    """Pairs that survive alone may still spell a third word: such orders are avoided."""
    words = (Word("女", 2), Word("包", 2), Word("邮", 2))

    def cut(text: str) -> list[str]:
        return ["女包邮"] if text == "女包邮" else [*text]

    demand = Demand("包邮", ("包", "邮"), 3.0)
    problem = TitleProblem(words=words, demands=(demand,), limit=9, segment=cut)
    found = arrange(Orders(Reachable(problem)), range(3), kicks=8)
    assert found.lawful
    assert problem.text(found.order) != "女包邮"


def test_same_seed_same_order(instances: list[Any]) -> None:
    """Kicks are seeded: equal calls give equal orders."""
    for instance in instances[:40]:
        orders = Orders(Reachable(instance.problem))
        for words in instance.best_of_each_set():
            assert arrange(orders, words, kicks=3, seed=5) == arrange(orders, words, kicks=3, seed=5)
