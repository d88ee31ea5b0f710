"""Groups of a report's rows: texts as categories, match types by one vocabulary, days in ISO's form."""

import pandas as pd
import pytest

from kwopt.tables.rows.rowgroups import row_groups


def column(*cells: object) -> list[pd.Series]:
    """Return a column of cells, as a reader gives it."""
    return [pd.Series(list(cells))]


def test_texts_are_trimmed_and_dashes_are_missing() -> None:
    """Names keep their cases and inner spaces; a dash names nothing, and "NA" may be North America."""
    found = row_groups({"campaign": column(" Lamp  EU ", "--", "NA", "Lamp  EU", None)})["campaign"]
    assert found.cat.categories.tolist() == ["Lamp  EU", "NA"]
    assert found.cat.codes.tolist() == [0, -1, 1, 0, -1]


def test_numbers_are_texts() -> None:
    """A workbook's campaign 17 is "17", not 17.0."""
    assert row_groups({"campaign": column(17.0, 18.5)})["campaign"].tolist() == ["17", "18.5"]


def test_empty_groups_are_left_out() -> None:
    """A column in which no row says anything is none."""
    assert row_groups({"campaign": column("-", ""), "date": column("last week", "-"), "targeting": []}) == {}


@pytest.mark.parametrize(
    ("stated", "target", "found"),
    [
        ("EXACT", "lamp", "exact"),
        ("-", "lamp", None),
        ("-", "*", "auto"),
        ("BROAD", "*", "auto"),  # Amazon's reports of 2019 call automatic targeting so
        ("-", "Close-Match", "auto"),
        ("-", 'asin-expanded="B0XXTEST01"', "product"),
        ("-", 'category="Lamps" price<20', "product"),
        ("智能匹配", "lamp", "智能匹配"),
        ("-", "-", None),
    ],
)
def test_match_type_of_a_target(stated: str, target: str, found: str | None) -> None:
    """What is no keyword has the match type of its target; a text that nobody knows stays."""
    groups = row_groups({"match_type": column(stated, "PHRASE"), "targeting": column(target, "desk")})
    assert groups["match_type"].astype(object).where(groups["match_type"].notna(), None).tolist() == [
        found,
        "phrase",
    ]


def test_days() -> None:
    """Days are ISO's in whatever form they stand; "13/" shows that the day stands first."""
    dates = column("13/08/2026", "04/08/2026", "20260805", "2026年8月6日", "soon", None)
    found = row_groups({"date": dates})["date"]
    assert found.tolist()[:5] == ["2026-08-13", "2026-08-04", "2026-08-05", "2026-08-06", "soon"]
    assert pd.isna(found[5])


def test_first_and_last_days() -> None:
    """Two columns of days give the span of a row; a row with one of them has that day."""
    first = pd.Series(["Aug 01, 2026", "2026-08-02", None, None])
    last = pd.Series(["Aug 03, 2026", "2026-08-02", "2026-08-09", None])
    found = row_groups({"date": [first, last]})["date"]
    assert found.tolist()[:3] == ["2026-08-01/2026-08-03", "2026-08-02", "2026-08-09"]
    assert pd.isna(found[3])
