"""What names of materials say beyond the material, and the data behind it."""

import pytest

from kwopt.language.lexicon import senses_of
from kwopt.language.materials import name_beyond, said_pure
from kwopt.language.roles import Role
from kwopt.resources import load_toml


@pytest.mark.parametrize(
    ("word", "materials", "beyond"),
    [
        ("棉", ["棉"], None),
        ("棉质面料", ["棉"], "棉质"),  # one ending is taken off, not two
        ("真丝", ["桑蚕丝"], None),  # listed as the same
        ("蚕丝", ["桑蚕丝"], None),  # shorter than its material: says less
        ("全羊毛", ["羊毛"], "纯羊毛"),
        ("纯羊毛", ["羊毛"], "纯羊毛"),
        ("全头层", ["真皮"], "头层"),  # listed, so 全 is no share of the fibres
        ("牛皮", ["真皮", "牛皮"], None),  # one of its own materials
    ],
)
def test_a_narrower_name_is_told_from_another_form(word: str, materials: list[str], beyond: str) -> None:
    """What is neither the material, nor shorter, nor listed beside it, says more."""
    assert name_beyond(word, materials) == beyond


def test_a_share_of_100_percent_is_read_on_either_side() -> None:
    """Composition labels write the fibre before its share or after it; 95 % is not pure."""
    assert said_pure("棉100%") == ["棉"]
    assert said_pure("100% 羊毛") == ["羊毛"]
    assert said_pure("棉95% 氨纶5%") == []
    assert said_pure("a1100%棉") == []


def test_words_of_the_lexicon_mean_what_they_say_beyond_their_material() -> None:
    """Two words for pure cotton mean one more thing than cotton, and the same."""
    cotton, pure, whole = (set(senses_of(word)) for word in ("棉", "纯棉", "全棉"))
    assert pure == whole
    assert [sense.concept for sense in pure - cotton] == ["纯棉"]


def test_listed_names_stand_in_one_group_only() -> None:
    """A name that said the same as two others would make these two the same."""
    groups = load_toml("material_names.toml")["same"]
    names = [name for first, others in groups.items() for name in (first, *others)]
    assert sorted(names) == sorted(set(names))


def test_listed_names_are_materials_of_the_lexicon() -> None:
    """A group without a word of the lexicon would say nothing."""
    for first, others in load_toml("material_names.toml")["same"].items():
        roles = {sense.role for name in (first, *others) for sense in senses_of(name)}
        assert Role.MATERIAL in roles, first
