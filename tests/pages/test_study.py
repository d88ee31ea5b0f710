"""A study: every result is that of its room, and what is missing is said instead of raised."""

import pytest

from kwopt.bids import bid_result
from kwopt.models import Product
from kwopt.pages.study import Earnings, Study, study
from kwopt.titles.auditing.audit import audit_title
from kwopt.titles.composing.compose import compose
from kwopt.titles.fields import compose_fields
from tests.made_studies import MONEY, keywords, made_study


def test_results_are_those_of_their_rooms(whole: Study) -> None:
    """Titles, fields and the audit are what the library's own functions return."""
    settings, product, scored = whole.settings, whole.product, whole.scored
    expected = compose(scored, product, n=2, settings=settings, effort="fast")
    assert [title.text for title in whole.titles.titles] == [title.text for title in expected.titles]
    first = expected.titles[0].text
    fields = compose_fields(scored, product, title=first, settings=settings, effort="fast")
    assert {name: field.text for name, field in whole.fields.items()} == {
        name: field.text for name, field in fields.items()
    }
    audit = audit_title(str(product.title), scored, product, settings=settings)
    assert whole.audit is not None
    assert (whole.audit.words, whole.audit.reach) == (audit.words, pytest.approx(audit.reach, rel=0.05))


def test_bids_come_best_keyword_first(whole: Study) -> None:
    """Ceilings are those of the ranked keywords: price 200 less cost 120 leaves 80 an order."""
    assert whole.bids is not None
    assert whole.bids.unit_economics.profit_per_order == 80.0
    assert whole.bids.frame["keyword"].tolist() == whole.ranked["keyword"].tolist()
    assert whole.bids.frame.equals(bid_result(whole.ranked, product=whole.product).frame)


def test_a_stated_profit_takes_the_place_of_cost(whole: Study) -> None:
    """A profit of 50 is used as it is, and what a buyer pays (200) gives the break-even of 4."""
    found = study(
        whole.table, Product(name="改良旗袍", price=200.0), earnings=Earnings(profit_per_order=50.0)
    )  # fmt: skip
    assert found.bids is not None
    assert (found.bids.unit_economics.profit_per_order, found.bids.break_even_roas) == (50.0, 4.0)


@pytest.mark.parametrize(
    ("columns", "facts", "code", "level"),
    [
        ((), {}, "bids.lacks_figures", "info"),
        (("keyword", "search_volume"), MONEY, "bids.no_rates", "info"),
        ((), {"price": 100.0, "cost": 20.0, "discount": 120.0}, "products.discount_above_price", "warning"),
    ],
)
def test_without_money_there_is_a_reason(columns, facts, code: str, level: str) -> None:
    """Where price, cost or rates are missing, or contradict each other, a notice says so instead of bids."""
    found = made_study(keywords(*columns), **facts)
    assert found.bids is None
    assert found.why_no_bids is not None
    assert (found.why_no_bids.code, found.why_no_bids.level) == (code, level)
    assert [notice.code for notice in found.notices].count(code) == 1


def test_without_a_title_nothing_is_audited() -> None:
    """A product that has no title yet has no audit; its best keywords are there all the same."""
    assert made_study().audit is None


def test_where_nothing_fits_the_reason_is_said_once() -> None:
    """Neither a title nor fields, and one notice, though titles and the audit both have it."""
    found = made_study(name="陶瓷马克杯", category=("杯子",), title="陶瓷马克杯", attributes={"材质": "陶瓷"})
    assert (found.titles.titles, dict(found.fields)) == ((), {})
    assert [notice.code for notice in found.notices].count("titles.nothing_fits") == 1


def test_old_rules_are_told_for_the_day_of_the_study(whole: Study) -> None:
    """A study two years after the marketplace's rules were seen says that they are old."""
    seen = whole.marketplace.title.source_date
    later = whole.settings.__class__(as_of=seen.replace(year=seen.year + 2))
    found = study(whole.table, whole.product, settings=later, effort="fast")
    assert "rules.old_data" in [notice.code for notice in found.notices]
