"""Which words may stand together: groups that can all be kept at once."""

import pandas as pd

from kwopt import columns as c
from kwopt.models import Product
from kwopt.titles import compose_titles
from kwopt.titles.words.company import at_most


def test_facts_that_shut_each_other_out_are_not_asked_for_together() -> None:
    """女 and 女士 both state the women of 旗袍, but a title holds one: a bare product still gets a title."""
    frame = pd.DataFrame(
        {
            c.KEYWORD: ["旗袍", "旗袍女", "旗袍女士", "改良旗袍"],
            c.WORTH: [40.0, 30.0, 20.0, 10.0],
            c.ELIGIBLE: True,
        }
    )
    titles = compose_titles(frame, Product(name="旗袍"))
    assert len(titles) == 1
    assert "旗袍" in titles[0].text


def test_a_word_that_the_name_of_the_thing_spells_out_is_not_said_again() -> None:
    """改良旗袍 says 改良 already: 改良版 beside it reads as padding; 女 beside 女装 does not."""
    pairs = {frozenset(group.words) for group in at_most(["改良旗袍", "改良版", "女装", "女"], [])}
    assert frozenset(("改良旗袍", "改良版")) in pairs
    assert frozenset(("女装", "女")) not in pairs


def test_a_word_that_says_more_than_the_name_may_stand_beside_it() -> None:
    """男童 (boys) says children as 儿童手表 does, and male besides; 小孩 (children) says no more."""
    pairs = {frozenset(group.words) for group in at_most(["儿童手表", "男童", "小孩"], [])}
    assert frozenset(("儿童手表", "男童")) not in pairs
    assert frozenset(("儿童手表", "小孩")) in pairs
