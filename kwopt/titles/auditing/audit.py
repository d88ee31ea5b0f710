"""Audit of a title: what it reaches of what could be reached, what each word earns, which small edits pay.

The title is described as it is, whatever rules it breaks. It is held against the best title for the same
product and keywords, and against the bound of all titles that keep the rules.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from kwopt.arguments import check_kind
from kwopt.models import Product, Settings
from kwopt.rules import Marketplace
from kwopt.titles.auditing.audited import Audit
from kwopt.titles.auditing.desk import title_desk
from kwopt.titles.auditing.edits import MAX_CHANGED_WORDS, EditBudget
from kwopt.titles.auditing.missed import MISSED_SHOWN


def audit_title(
    text: str,
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str | Marketplace = "taobao",
    settings: Settings | None = None,
    max_changed_words: int = MAX_CHANGED_WORDS,
    max_changed_characters: int | None = None,
    locked: Sequence[str] = (),
    missed: int = MISSED_SHOWN,
    seed: int = 0,
) -> Audit:
    """Audit a title: its reach, its words, what it misses, and the best small edits.

    Parameters
    ----------
    text
        Any text of up to 500 characters: also empty, too long, unlawful, or with words that no keyword holds.
    scored
        What `score_keywords` returned for this product. Keywords with `orders` that the title covers as a
        phrase are protected: no edit touches their words.
    max_changed_words, max_changed_characters
        What edits may change: words (two unless told otherwise; 0: no edits), and code points taken out and
        put in (any number unless told otherwise).
    locked
        Words that edits keep, and that the best title must hold.
    missed
        How many missed keywords are listed.

    Raises
    ------
    TitleError
        If the locked and required words cannot stand in a title together, or the text is longer than that.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> audit = audit_title("百搭旗袍短袖", score_keywords(table, product), product)
    >>> [word.text for word in audit.words if word.wasted], audit.edits[0].text
    (['百搭'], '百搭改良旗袍短袖')
    """
    check_kind(text, str, name="text", expected="a text")
    check_kind(product, Product, name="product", expected="a product (read_product makes one)")
    product = replace(product, required_words=tuple(dict.fromkeys([*product.required_words, *locked])))
    desk = title_desk(scored, product, marketplace=marketplace, settings=settings, seed=seed)
    budget = EditBudget(max_changed_words, max_changed_characters)
    return desk.audit(text, budget=budget, missed=missed)
