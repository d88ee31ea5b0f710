"""Results as JSON: plain values, the envelope, and bodies with the contract's keys."""

import json
import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.bids import bid_result
from kwopt.errors import TableError
from kwopt.models import Notice, Product, Settings
from kwopt.payloads import (
    Envelope,
    Records,
    bid_body,
    check_body,
    error_document,
    frame_records,
    json_parts,
    plain,
    product_document,
    scored_records,
    settings_in_force,
    values,
)
from kwopt.rules import TitleCheck
from kwopt.scoring import score_keywords


def to_json(document: Mapping[str, Any]) -> str:
    """Return the text of a document."""
    return "".join(json_parts(document))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES, max_size=5))
def test_every_document_is_valid_json_and_reads_back(document: dict[str, object]) -> None:
    """Whatever a document holds, its text is strict JSON and reads back as the plain values."""
    expected = plain(document)
    assert json.loads(to_json(expected), parse_constant=pytest.fail) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (np.float64("nan"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.float64(0.1), 0.1),
        (np.array([1.5, np.nan]), [1.5, None]),
        ((1, (2, None)), [1, [2, None]]),
        (date(2026, 5, 20), "2026-05-20"),
        (np.str_("旗袍"), "旗袍"),
    ],
)
def test_plain_values(value: object, expected: object) -> None:
    """NaN and its kin are null, NumPy's scalars are Python's, dates are ISO text."""
    found = plain(value)
    assert found == expected
    assert type(found) in (type(None), int, bool, float, list, str)


def test_floats_keep_full_precision() -> None:
    """A float reads back as the same float."""
    third = 1 / 3
    assert json.loads(to_json({"x": [third]}))["x"] == [third]
    assert math.isclose(third, 0.3333333333333333, rel_tol=0, abs_tol=0)


def test_envelope_comes_first_and_in_order() -> None:
    """The envelope's keys open the document in the contract's order."""
    envelope = Envelope(
        command="score",
        inputs=[{"file": "a.csv"}],
        notices=[Notice("bids.no_profit", "warning", {"profit": 0})],
    )
    found = envelope.around({"counts": {}})
    assert list(found) == ["schema", "kwopt", "settings", "inputs", "notices", "counts"]
    assert found["schema"] == "kwopt.score/1"
    assert found["notices"][0]["level"] == "warning"
    assert "profit 0" in found["notices"][0]["message"]


def test_settings_in_force_holds_both_kinds() -> None:
    """Scoring's settings and a command's own options stand in one mapping; nothing is lost."""
    found = settings_in_force(Settings(as_of=date(2026, 5, 1)), {"n": 2, "competition": 0.9, "map": None})
    assert (found["as_of"], found["competition"], found["n"], found["map"]) == ("2026-05-01", 0.5, 2, None)


def test_records_of_a_frame_are_plain() -> None:
    """Missing values of every kind of column are null; whole numbers stay whole."""
    frame = pd.DataFrame({
        "a": [1.5, np.nan], "b": [1, 2], "c": pd.array(["x", None], dtype="str"), "d": [True, False],
        "e": pd.array([1, None], dtype="Int64"),
    })  # fmt: skip
    assert frame_records(frame) == [
        {"a": 1.5, "b": 1, "c": "x", "d": True, "e": 1},
        {"a": None, "b": 2, "c": None, "d": False, "e": None},
    ]


def test_records_are_a_list_that_is_made_when_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records made in parts are those made at once, from any place, and print alike."""
    monkeypatch.setattr(values, "_ROWS_AT_ONCE", 2)
    frame = pd.DataFrame({"a": [1, 2, 3]})
    lazy = Records(frame, frame_records)
    assert list(lazy) == lazy[:] == frame_records(frame)
    assert (len(lazy), lazy[-1]) == (3, {"a": 3})
    assert to_json({"b": lazy}) == to_json({"b": frame_records(frame)})
    assert to_json(plain({"b": Records(frame[:0], frame_records)})) == to_json({"b": []})


def test_reasons_are_objects_or_null() -> None:
    """A keyword's reason is code, words and text; a keyword that fits has none."""
    table = pd.DataFrame({"keyword": ["旗袍", "运动鞋"], "search_volume": [900.0, 9000.0]})
    fits, wrong = scored_records(score_keywords(table, Product(name="旗袍")))
    assert fits["reason"] is None
    assert set(wrong["reason"]) == {"code", "words", "text"}
    assert wrong["reason"]["code"] == wrong["reason_code"]


def test_product_document_holds_what_is_stated() -> None:
    """Fields that say nothing are left out."""
    found = product_document(Product(name="旗袍", attributes={"袖长": "短袖"}, price=239))
    assert found is not None
    assert (found["name"], found["price"], found["attributes"]) == ("旗袍", 239, [["袖长", "短袖"]])
    assert not {"brand", "year", "approved_words"} & set(found)
    assert product_document(None) is None


def test_check_body_is_a_list_also_for_one() -> None:
    """One title is a list of one."""
    body = check_body([TitleCheck(marketplace="taobao").report("改良旗袍")], "taobao")
    assert (body["marketplace"], body["ok"], len(body["titles"])) == ("taobao", True, 1)


def test_bid_body_words_reasons_of_a_report() -> None:
    """A report's reason is a sentence, its code beside it."""
    report = pd.DataFrame({"keyword": ["旗袍"], "clicks": [100], "orders": [5], "spend": [80.0]})
    body = bid_body(bid_result(report, profit_per_order=38.0))
    row = body["keywords"][0]
    assert row["reason_code"].startswith("bids.")
    assert not row["reason"].startswith("bids.")


def test_error_document_says_what_and_where() -> None:
    """An error's document has code, level, sentence, parameters and place."""
    found = error_document(Notice.of(TableError("tables.no_file", file="a.csv")), "en")
    assert found == {
        "schema": "kwopt.error/1",
        "error": {
            "code": "tables.no_file", "level": "error",
            "message": "a.csv: there is no such file; check the path", "params": {}, "file": "a.csv",
        },
    }  # fmt: skip
