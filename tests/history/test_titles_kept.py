"""Titles in a store: composed, audited, and in use from when to when."""

from datetime import date

import pytest

from kwopt.errors import HistoryError, SettingError
from kwopt.history import Composition, Store
from kwopt.models import Product, Settings
from tests.made_history import title

OLD, NEW, THIRD = "改良旗袍女", "改良旗袍女夏国风", "改良旗袍女夏国风短袖"
MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))


def composed(text: str, day: date, *, stated: str | None = OLD, marketplace: str = "taobao") -> Composition:
    """Return a title composed for the product P1, whose file states today's title."""
    return Composition(
        product=Product(name="旗袍", title=stated, product_id="P1"), marketplace=marketplace,
        titles=[("composed", title(text))], as_of=day, settings=Settings(as_of=day),
    )  # fmt: skip


def test_titles_come_by_day_with_what_they_reached(store: Store) -> None:
    """Composed titles with their figures, and the stated one, which was in use on that day."""
    store.add_titles(composed(NEW, JUNE))
    store.add_titles(composed(THIRD, MAY, stated=None))
    found = store.titles("P1")
    assert found[["day", "event", "text"]].to_numpy().tolist() == [
        ["2026-05-01", "composed", THIRD], ["2026-06-01", "used", OLD], ["2026-06-01", "composed", NEW],
    ]  # fmt: skip
    assert found["reach"].fillna(-1).tolist() == [0.9, -1, 0.9]
    assert found["gap"].tolist()[0] == pytest.approx(1 / 6)


def test_the_same_call_of_a_day_is_kept_once(store: Store) -> None:
    """Composed again on the same day with the same settings, titles replace those of before."""
    numbers = {store.add_titles(composed(text, JUNE)).number for text in (NEW, THIRD)}
    made = store.titles()[lambda rows: rows["event"] == "composed"]
    assert (len(numbers), made["text"].tolist()) == (1, [THIRD])


def test_a_title_is_in_use_until_another_is_seen(store: Store) -> None:
    """Equal statements in a row are one use; a title that returns is another one."""
    for day, stated in ((MAY, OLD), (date(2026, 5, 9), OLD), (JUNE, NEW), (JULY, OLD)):
        store.add_titles(composed(THIRD, day, stated=stated))
    assert store.in_use("P1")[["text", "first_seen", "last_seen"]].to_numpy().tolist() == [
        [OLD, "2026-05-01", "2026-05-09"],
        [NEW, "2026-06-01", "2026-06-01"],
        [OLD, "2026-07-01", "2026-07-01"],
    ]  # fmt: skip


def test_the_seller_says_that_a_proposal_was_taken(store: Store) -> None:
    """The seller's word holds for its day, and has the figures with which the title was composed."""
    store.add_titles(composed(NEW, JUNE))
    store.add_use("旗袍", NEW, on=JUNE)
    store.add_titles(composed(NEW, JUNE))  # the file still states the old title
    used = store.titles("P1")[lambda rows: rows["event"] == "used"]
    assert used[["text", "reach", "stated_by"]].to_numpy().tolist() == [[NEW, 0.9, "seller"]]


def test_a_file_that_was_not_brought_up_to_date(store: Store) -> None:
    """A replaced title that a file still states is not in use again; a third one is."""
    store.add_titles(composed(NEW, MAY))
    store.add_use("P1", NEW, on=JUNE)
    stale = store.add_titles(composed(NEW, JULY))
    fresh = store.add_titles(composed(NEW, date(2026, 8, 1), stated=THIRD))
    assert (stale.replaced_on, fresh.replaced_on) == ("2026-06-01", None)
    assert store.in_use("P1")["text"].tolist() == [OLD, NEW, THIRD]


def test_marketplaces_stand_apart(store: Store) -> None:
    """A product has a title in each marketplace; one said without marketplace is where the last one was."""
    store.add_titles(composed(NEW, MAY))
    store.add_titles(composed(NEW, JUNE, marketplace="pinduoduo"))
    store.add_use("P1", THIRD, on=JULY)
    last = store.in_use("P1").groupby("marketplace")["text"].last()
    assert last.to_dict() == {"pinduoduo": THIRD, "taobao": OLD}


def test_products_are_known_by_id_and_by_name(store: Store) -> None:
    """The id goes before the name; a name that several bear is an error, as an unknown one is."""
    with pytest.raises(HistoryError, match="holds no titles yet"):
        store.titles("P1")
    store.add_titles(composed(NEW, MAY))
    assert len(store.titles("旗袍")) == len(store.titles("p1")) == 2
    with pytest.raises(HistoryError, match='holds no product "P2"; known: P1'):
        store.titles("P2")
    other = Product(name="旗袍", product_id="P2")
    store.add_titles(Composition(product=other, marketplace="jd", titles=[], as_of=MAY, settings=Settings()))
    with pytest.raises(HistoryError, match='several products are called "旗袍"; name one by its id: P1, P2'):
        store.titles("旗袍")


def test_halves_of_characters_are_marked(store: Store) -> None:
    """A broken emoji in a product file is no reason to lose the titles."""
    store.add_titles(composed(NEW, MAY, stated=OLD + "\ud83d"))
    assert store.in_use("P1")["text"].tolist() == [OLD + "?"]


def test_an_empty_title_is_in_use_nowhere(store: Store) -> None:
    """A title of blanks is a mistake."""
    store.add_titles(composed(NEW, MAY))
    with pytest.raises(HistoryError, match="the title in use is empty"):
        store.add_use("P1", "  ", on=JUNE)


def test_a_marketplace_has_one_name(store: Store) -> None:
    """However it is called its titles stand together; one that does not exist is refused."""
    store.add_titles(composed(NEW, MAY, marketplace="淘宝"))
    store.add_use("P1", THIRD, on=JUNE, marketplace="TAOBAO")
    assert set(store.titles()["marketplace"]) == {"taobao"}
    with pytest.raises(SettingError, match="taoboa"):
        store.add_use("P1", THIRD, on=JUNE, marketplace="taoboa")
