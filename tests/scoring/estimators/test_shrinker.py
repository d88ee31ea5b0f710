"""The numeric estimator: scikit-learn's rules, and that counts count once."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.utils.estimator_checks import parametrize_with_checks

from kwopt.errors import SettingError, TableError
from kwopt.scoring import RateShrinker


@parametrize_with_checks([RateShrinker()])
def test_follows_scikit_learn(estimator: RateShrinker, check: Callable[[RateShrinker], None]) -> None:
    """Every check that scikit-learn has for an estimator of numbers passes."""
    check(estimator)


def rows(count: int = 40) -> NDArray[np.float64]:
    """Return rows of 100 visitors: 16 orders in one group, 4 in the other."""
    group = np.arange(count) % 2
    return np.column_stack([np.full(count, 100.0), np.where(group, 4.0, 16.0), np.eye(2)[group]])


def test_rows_without_counts_get_what_their_features_suggest() -> None:
    """A row without visitors is expected where the rows of its group are: 16 % and 4 %."""
    found = RateShrinker().fit(rows()).transform([[0, 0, 1, 0], [0, 0, 0, 1]])
    assert found[:, 0] == pytest.approx([0.16, 0.04], rel=0.05)
    assert ((found[:, 1] < found[:, 0]) & (found[:, 0] < found[:, 2])).all()


def test_counts_of_rows_learned_from_count_once() -> None:
    """A row that was learned from is known less well than an equal row that comes on top of all others."""
    shrinker = RateShrinker().fit(rows(6))
    learned, added = shrinker.transform([rows(6)[0], rows(6)[0] + [0, 1e-6, 0, 0]])
    assert learned[2] - learned[1] > added[2] - added[1]


def test_orders_above_visitors_count_as_visitors() -> None:
    """150 orders of 100 visitors are a rate of 1, and no more."""
    above, at_most = rows(), rows()
    above[::2, 1], at_most[::2, 1] = 150, 100
    first, second = (RateShrinker().fit(found).transform(found) for found in (above, at_most))
    assert first.tobytes() == second.tobytes()


def test_no_features_are_one_account() -> None:
    """With counts alone, a row without visitors is expected at the mean of the rows: 10 %."""
    found = RateShrinker().fit(rows()[:, :2]).transform([[0, 0]])
    assert found[0, 0] == pytest.approx(0.1, rel=0.1)


def test_level_is_the_share_inside() -> None:
    """A wider interval has the same mean."""
    narrow, wide = (RateShrinker(level=level).fit(rows()).transform(rows()) for level in (0.5, 0.9))
    assert narrow[:, 0].tobytes() == wide[:, 0].tobytes()
    assert (narrow[:, 2] - narrow[:, 1] < wide[:, 2] - wide[:, 1]).all()


def test_levels_have_spreads_of_their_own() -> None:
    """The groups, which tell of rates, spread further than noise, which does not; both by name."""
    noise = np.random.default_rng(0).normal(size=(40, 6))
    shrinker = RateShrinker(column_levels=["group", "group", *["noise"] * 6]).fit(np.hstack([rows(), noise]))
    assert shrinker.spreads_["group"] > 2 * shrinker.spreads_["noise"]
    assert RateShrinker().fit(rows()).spreads_.keys() == {"features"}


def test_frames_come_out_where_asked_for() -> None:
    """With pandas output, the columns bear kwopt's names."""
    found = RateShrinker().set_output(transform="pandas").fit(rows()).transform(rows())
    assert found.columns.tolist() == ["conversion", "conversion_low", "conversion_high"]


@pytest.mark.parametrize(
    ("shrinker", "text"),
    [
        (RateShrinker(level=80), "level must be above 0 and below 1; found 80"),
        (
            RateShrinker(column_levels=["words"]),
            '"column_levels" names the level of each feature: there are 2 features, and 1 names',
        ),
    ],
)
def test_settings_are_checked_in_fit(shrinker: RateShrinker, text: str) -> None:
    """A setting outside what it may be is refused by fit, in a sentence."""
    with pytest.raises(SettingError) as refused:
        shrinker.fit(rows())
    assert str(refused.value) == text


def test_features_beyond_arithmetic_are_refused() -> None:
    """Features of hundreds of millions are to be scaled, and the place is named."""
    wide = rows()
    wide[3, 2] = 1e9
    with pytest.raises(TableError) as refused:
        RateShrinker().fit(wide)
    assert str(refused.value) == "X[3, 2] is 1000000000.0; 1e+06 is the limit: scale features to about 1"


def test_negative_features_are_allowed() -> None:
    """Only counts are 0 or more."""
    shifted = rows() - [0, 0, 0.5, 0.5]
    assert np.isfinite(RateShrinker().fit(shifted).transform(shifted)).all()
    with pytest.raises(ValueError, match="Negative values in data"):
        RateShrinker().fit(-rows())
