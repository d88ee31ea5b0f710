"""What every bench needs, made once in the process from which workers are forked.

A fork has none of its parent's threads, and would wait for them in vain: so word lists and rules are loaded,
a few keywords are judged and a title is made ready, but nothing is read by Arrow and nothing is solved.
"""

import pandas as pd

from kwopt import columns as c
from kwopt.bids import bid_result
from kwopt.language.segment import load_dictionary
from kwopt.locales import LANGUAGES
from kwopt.messages import message
from kwopt.models import Product
from kwopt.plots import figure_config
from kwopt.rules import check_title
from kwopt.scoring import score_keywords
from kwopt.scoring.questions.missing import missing_facts
from kwopt.tables.planning.formats import formats, known_headers, meanings, row_signs
from kwopt.titles.composing.job import title_job

_KEYWORDS = ("旗袍", "改良旗袍短袖", "真丝旗袍", "iphone13手机壳", "water bottle 32 oz")
"""One of each kind that word lists are asked for."""


def preload() -> None:
    """Load dictionaries, word lists and rules."""
    load_dictionary()
    for lang in LANGUAGES:
        message("bench.no_table", lang=lang)
        figure_config(lang)
    for load in (formats, known_headers, meanings, row_signs):
        load()
    product = Product(name="旗袍", attributes=(("袖长", "短袖"), ("适用季节", "夏季")))
    figures = {
        c.SEARCH_VOLUME: 900.0,
        c.BUYERS_PER_VISITOR: 0.04,
        c.CLICK_THROUGH_RATE: 0.9,
        c.MARKET_CPC: 1.0,
    }
    scored = score_keywords(pd.DataFrame({c.KEYWORD: _KEYWORDS} | figures), product)
    missing_facts(scored, product)
    title_job(scored, product, marketplace="taobao", settings=None).composition()
    check_title("改良旗袍女夏季", marketplace="taobao")
    bid_result(scored, profit_per_order=38.0)
