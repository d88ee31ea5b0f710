"""Tests of the seller's lists of words."""

from kwopt.pages.web.visiting.word_lists import toggled, with_word


def test_a_banned_word_leaves_all_lists_that_want_it() -> None:
    """No title can hold what it must not hold; other words stay."""
    settings = {"require": ["旗袍", "国风"], "lock": ["旗袍"], "approve": ["旗袍"], "ban": []}
    assert with_word(settings, "ban", "旗袍") == {
        "require": ("国风",), "lock": (), "ban": ("旗袍",), "approve": ()
    }  # fmt: skip


def test_a_word_that_must_stay_is_banned_no_more() -> None:
    """Keeping a word in the editor takes back that it was banned in the table of keywords."""
    assert with_word({"ban": ["旗袍"]}, "lock", "旗袍")["ban"] == ()


def test_a_second_click_takes_a_word_off_its_list_alone() -> None:
    """Other lists keep the word."""
    found = toggled({"require": ["旗袍"], "approve": ["旗袍"]}, "require", "旗袍")
    assert (found["require"], found["approve"]) == ((), ("旗袍",))


def test_lists_leave_the_settings_alone() -> None:
    """The settings that were given are the same afterwards."""
    settings = {"require": ["旗袍"]}
    toggled(settings, "require", "国风")
    assert settings == {"require": ["旗袍"]}
