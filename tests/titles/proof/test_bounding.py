"""The bound without a title, against every lawful title of small problems."""

import numpy as np

from kwopt.titles.proof.bounding import title_bound
from tests.small_titles import Instance

EVERY = 10
"""Of some 300 problems, one in so many."""


def test_no_title_is_worth_more(instances: list[Instance]) -> None:
    """The bound is at least the value of the best lawful title, known or not."""
    for instance in instances[::EVERY]:
        known = float(np.median(list(instance.values.values())))
        assert title_bound(instance.problem).value >= instance.best * (1 - 1e-6)
        assert title_bound(instance.problem, known=known).value >= instance.best * (1 - 1e-6)
        assert title_bound(instance.problem, tight=True).value >= instance.best * (1 - 1e-6)
