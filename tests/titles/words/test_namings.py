"""How many names of one family a title holds."""

from kwopt.language.lexicon import senses_of
from kwopt.titles.words.namings import MOST_KINDS, namings


def limits(*texts: str, free: tuple[str, ...] = ()) -> dict[tuple[str, ...], int]:
    """Return the groups of some words, with how many of each may stand."""
    return {group.words: group.count for group in namings({t: senses_of(t) for t in texts}, set(free))}


def test_of_three_kinds_of_trousers_two_stand() -> None:
    """牛仔裤, 直筒裤 and 休闲裤 are all trousers: three in one title are padding."""
    assert MOST_KINDS in limits("牛仔裤", "直筒裤", "休闲裤", "女").values()
    assert limits("牛仔裤", "直筒裤") == {}


def test_a_wider_name_beside_two_kinds_is_usual() -> None:
    """Sellers write 裤子 (trousers) beside 直筒裤 and 牛仔裤, too."""
    assert limits("牛仔裤", "直筒裤", "裤子") == {}


def test_kinds_of_wide_families_are_no_synonyms() -> None:
    """A top, trousers and a skirt are all clothes: each says something else."""
    assert limits("卫衣", "裤子", "裙子") == {}


def test_required_names_always_stand() -> None:
    """What the seller requires is no padding to him."""
    three = ("牛仔裤", "直筒裤", "休闲裤")
    assert set(limits(*three, free=three).values()) == {3}
