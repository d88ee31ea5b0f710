"""The order of bids: pages of ceilings, figures as they are typed, and why there are none."""

from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import SettingError
from kwopt.pages.bench import Bench
from tests.made_bench import asked


def reported(folder: Path, content: dict[str, str]) -> Bench:
    """Return a bench with an advertising report of two words, scored for a product."""
    path = folder / "report"
    text = "keyword,clicks,orders,spend,sales\nwater bottle,1000,50,400,1000\nsteel bottle,800,8,500,160\n"
    path.write_text(text, encoding="utf-8")
    bench = Bench()
    asked(bench, "read", sources=[{"path": str(path), "name": "report.csv"}])
    asked(bench, "score", content=content)
    return bench


def test_bids_stand_by_rank_and_add_up(bench: Bench) -> None:
    """Without a sort the best keywords come first; pages part the rows."""
    ranked = [row["keyword"] for row in asked(bench, "keywords", size=500)["rows"]]
    whole = asked(bench, "bids", size=500)
    assert [row["keyword"] for row in whole["keywords"]] == ranked
    assert (whole["total"], whole["matching"]) == (167, 167)
    second = asked(bench, "bids", page=2, size=100)
    assert [row["keyword"] for row in second["keywords"]] == ranked[100:]


def test_bids_may_be_filtered_and_sorted(bench: Bench) -> None:
    """Classes and parts of keywords choose rows; any column sorts them."""
    found = asked(bench, "bids", classes=["fits"], search="旗袍", sort="safe_ceiling", descending=True)
    ceilings = [row["safe_ceiling"] for row in found["keywords"]]
    assert ceilings == sorted(ceilings, reverse=True)
    assert {row["relevance_class"] for row in found["keywords"]} == {"fits"}
    assert found["matching"] == asked(bench, "keywords", classes=["fits"], search="旗袍")["matching"]


def test_a_stated_profit_wins(bench: Bench) -> None:
    """A profit that is typed stands for the product's own; the price still gives the ROAS."""
    money = asked(bench, "bids", profit_per_order="¥40", max_loss_probability="10%")
    assert money["unit_economics"]["profit_per_order"] == 40.0
    assert money["max_loss_probability"] == 0.1
    assert money["break_even_roas"] == pytest.approx((239 - 20) / 40)  # price less coupon, by profit


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("profit_per_order", "viel", 'profit of an order: "viel" is no amount of money; write it as 11.5'),
        ("max_loss_probability", "0", 'chance of losing money: "0" is not between 0 and 100 %'),
        ("target_roas", "-3", 'target ROAS: "-3" is no number above 0'),
        ("profit_kept", "100%", 'share of the profit to keep: "100%" is not between 0 and 100 %'),
    ],
)
def test_figures_that_cannot_be(bench: Bench, field: str, value: str, said: str) -> None:
    """A figure that cannot be read, or cannot be, is told by its name."""
    with pytest.raises(SettingError, match=said):
        asked(bench, "bids", **{field: value})


@pytest.mark.parametrize(
    ("content", "code"),
    [({"name": "steel bottle"}, "bids.lacks_figures"), ({"name": "b", "price": "20"}, "bids.lacks_figures")],
)
def test_without_money_facts_there_is_a_reason(tmp_path: Path, content: dict[str, str], code: str) -> None:
    """A product without price and cost has no bids, which is no error: the notice says what is missing."""
    found = asked(reported(tmp_path, content), "bids")
    assert (found["total"], found["keywords"]) == (0, [])
    assert [notice["code"] for notice in found["notices"]] == [code]


def test_a_report_has_its_sums_and_lists(tmp_path: Path) -> None:
    """Of a report a page shows few rows; its sums and lists are those of all."""
    bench = reported(tmp_path, {"name": "water bottle"})
    found: dict[str, Any] = asked(bench, "bids", profit_per_order=10, size=1)
    assert len(found["keywords"]) == 1
    assert (found["totals"]["clicks"], found["totals"]["spend"]) == (1800, 900)
    # 8 orders of 10 brought 80 for 500 spent
    assert [row["keyword"] for row in found["waste"]] == ["steel bottle"]


def test_rates_are_found_once(tmp_path: Path) -> None:
    """Other earnings change no rate: bids with kept rates are those of a bench asked for nothing else."""
    kept, new = (reported(tmp_path, {"name": "water bottle"}) for _ in range(2))
    asked(kept, "bids", profit_per_order=3)
    changed = {"profit_per_order": 10, "max_loss_probability": "5%"}
    assert asked(kept, "bids", **changed) == asked(new, "bids", **changed)
