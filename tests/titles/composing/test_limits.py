"""No composed text is over its limit, whatever the marketplace, the words and the limits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kwopt.rules.marketplaces import all_marketplaces
from tests.limit_trials import drawn, trial


def test_no_text_of_any_marketplace_is_over_its_limit() -> None:
    """A random problem for every other marketplace: each text has room by the oracle's count."""
    tried = range(0, len(all_marketplaces()), 2)
    texts = [text for seed in tried for text in trial(seed).texts]
    assert [text for text in texts if text.is_too_long] == []
    assert len({text.market for text in texts}) > len(tried) / 2


@settings(max_examples=4)
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_no_random_text_is_over_its_limit(seed: int) -> None:
    """Any seed gives texts within their limits (100,000 of them: `benchmarks/limits.py`)."""
    assert [text for text in trial(seed).texts if text.is_too_long] == []


@settings(max_examples=12)
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_what_the_composer_counts_is_what_the_oracle_counts(seed: int) -> None:
    """Titles of random words that are as long as the composer's count lets them grow have room."""
    assert [text for text in drawn(seed, titles=20).texts if text.is_too_long] == []
