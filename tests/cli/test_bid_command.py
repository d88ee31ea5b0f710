"""`kwopt bid`: ceilings, verdicts, and what must be stated."""

from pathlib import Path

import pytest


def test_bid_document_has_the_contracts_keys(document) -> None:
    """Keyword mode: profit with its parts, ceilings in order, market guesses labelled."""
    found = document("bid", "qipao_keywords.csv", "--product", "qipao.toml", "--as-of", "2026-05-20")
    assert (found["mode"], found["currency"], found["max_loss_probability"]) == ("keywords", "CNY", 0.2)
    parts = "price discount cost shipping commission other_fees refund_reserve profit_per_order"
    further = "packaging payment_fee tax repeat_profit"
    assert set(found["unit_economics"]) == {*parts.split(), *further.split()}
    # R = 239 - 20 = 219; commission 219 x .006 = 1.314;
    # refund reserve .32 x (219 - 1.314 - 82 + 7) = 45.65952;
    # profit = 219 - 1.314 - 82 - 5.5 - 1.5 - 45.65952 = 83.02648
    assert found["unit_economics"]["profit_per_order"] == pytest.approx(83.02648)
    for row in found["keywords"]:
        assert row["safe_ceiling"] <= row["ceiling"]
        assert row["ceiling_low"] <= row["ceiling"] <= row["ceiling_high"]
    assert "bids.market_guess" in [notice["code"] for notice in found["notices"]]


def test_bid_of_a_report_gives_verdicts(document) -> None:
    """Report mode: verdict and reason for each keyword, totals beside them."""
    found = document("bid", "bottle_keywords.csv", "--profit", "10")
    assert found["mode"] == "report"
    assert found["unit_economics"]["profit_per_order"] == 10
    extra = {"impressions", "spend", "sales", "profit", "paid_cpc", "verdict", "reason"}
    assert all(extra <= set(row) for row in found["keywords"])
    assert found["totals"]["clicks"] == sum(row["clicks"] for row in found["keywords"])


@pytest.mark.parametrize("args", [[], ["--profit", "10", "--product", "qipao.toml"]])
def test_bid_needs_exactly_one_of_profit_and_product(call, args: list[str]) -> None:
    """Neither or both of profit and product is refused in one sentence."""
    result = call("bid", "qipao_keywords.csv", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: state one of the three: the profit of one order")


def test_bid_product_without_price(call, here: Path) -> None:
    """A product without price or cost is told which field is missing."""
    (here / "bare.toml").write_text('name = "旗袍"\nprice = 100\n', encoding="utf-8")
    result = call("bid", "qipao_keywords.csv", "--product", "bare.toml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert 'the product "旗袍" does not state cost' in result.stderr


def test_the_currency_of_a_report_is_taken_from_it(document, here: Path) -> None:
    """Yen have no smaller unit: ceilings of a report in JPY are whole, unless another currency is named."""
    (here / "jp.csv").write_text(
        "Currency,Customer Search Term,Impressions,Clicks,Spend,7 Day Total Sales,7 Day Total Orders (#)\n"
        "JPY,水筒,900,100,1500,30000,10\nJPY,ボトル,800,80,1100,9000,3\n",
        encoding="utf-8",
    )
    found = document("bid", "jp.csv", "--profit", "333")
    assert found["currency"] == "JPY"
    assert all(row["ceiling"] == int(row["ceiling"]) for row in found["keywords"])
    assert document("bid", "jp.csv", "--profit", "333", "--currency", "USD")["currency"] == "USD"
