"""The numeric estimator: scikit-learn's rules, and that counts count once."""

from collections.abc import Callable

from sklearn.utils.estimator_checks import parametrize_with_checks

from kwopt.scoring import RateShrinker


@parametrize_with_checks([RateShrinker()])
def test_follows_scikit_learn(estimator: RateShrinker, check: Callable[[RateShrinker], None]) -> None:
    """Every check that scikit-learn has for an estimator of numbers passes."""
    check(estimator)
