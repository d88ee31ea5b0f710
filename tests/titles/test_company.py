"""Which words may stand together: groups that can all be kept at once."""

import pandas as pd

from kwopt import columns as c
from kwopt.models import Product
from kwopt.titles import compose_titles


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
