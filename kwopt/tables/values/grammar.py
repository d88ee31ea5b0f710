"""The grammar of figures in exports, as patterns that `re` and RE2 read alike.

Owns which texts are numbers, ranges, bounds or "not known". What they amount to is `cells` (one cell) and
`cellcolumns` (a column). The patterns are for texts in plain form: NFKC, lower case, single spaces.
"""

import re

MISSING = frozenset(
    {
        "", "-", "--", "---", "—", "——", "–", "/", "n/r", "n/a", "n.a.", "na", "nan", "null", "none", "nil",
        "(null)", "<na>", "\\n", "unknown", "not available", "暂无", "暂无数据", "无", "无数据", "未知",
        "数据不足", "样本不足", "∞", "+∞", "-∞", "inf", "-inf", "infinity", "-infinity", "*", "**", "***",
        "****", "-%", "--%", "∞%", "nan%", "#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!",
    }
)  # fmt: skip
"""Cells that say "not known", in plain form. Never zero."""

NA_TOKENS = ["", "-", "--", "—", "∞", " --", "NaN", "nan", "N/A", "null", "NULL", "\\N", "暂无"]
"""The commonest of them, as a CSV engine may be told, so that a column of numbers stays one."""

EXPONENTS = {
    "百": 2, "千": 3, "k": 3, "万": 4, "萬": 4, "w": 4, "m": 6, "百万": 6, "千万": 7, "亿": 8, "億": 8,
    "b": 9, "bn": 9,
}  # fmt: skip
"""Multipliers as powers of ten: "1.2万" is read as 1.2e4, so that no digit is lost to a product."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "¥": "CNY", "元": "CNY", "块": "CNY", "rmb": "CNY", "€": "EUR", "£": "GBP",
    "円": "JPY", "₩": "KRW", "₹": "INR", "rs": "INR", "₽": "RUB", "฿": "THB", "₺": "TRY", "₫": "VND",
    "zł": "PLN", "kč": "CZK", "r$": "BRL", "hk$": "HKD", "nt$": "TWD", "mx$": "MXN", "c$": "CAD",
    "ca$": "CAD", "a$": "AUD", "au$": "AUD", "s$": "SGD",
}  # fmt: skip
"""Code of each mark of money; a mark that is no key here is its own code."""

COUNTED = ("人次", "次", "人", "名", "个", "件", "笔", "单", "条", "款", "家", "位", "倍", "天")
"""Measure words that may follow a figure, without a meaning for its size."""

LOWER = (">", "≥", "≧", ">=", "超过", "大于", "高于", "不低于", "不少于", "至少")
UPPER = ("<", "≤", "≦", "<=", "小于", "低于", "少于", "不足", "不超过", "不高于", "至多")
ABOUT = ("约", "≈")
AT_LEAST = ("+", "以上", "及以上", "起")
AT_MOST = ("以下", "及以下", "以内", "之内")
RISES = ("↑", "▲", "上升", "升", "增长")
FALLS = ("↓", "▼", "下降", "降")

_CODES = (
    "usd|eur|gbp|cny|rmb|jpy|krw|inr|rub|thb|brl|hkd|cad|aud|aed|sar|dkk|sek|nok|pln|czk|chf|mxn|sgd|myr|idr|vnd"
    "|php|twd|try|nzd|zar|egp|huf|ron"
)
_MARKS = rf"(?:us|hk|nt|mx|ca|au|r|c|a|s)?\$|[¥€£₩₹₽฿₺₫]|{_CODES}"
_DIGITS = (
    r"[0-9]{1,3}(?:[, '’][0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"  # lakh and crore: 1,23,456
    r"|[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
)


def _any(texts: "tuple[str, ...]") -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


_AFTER = rf"{_MARKS}|rs|zł|kč|[元円块]|{_any(COUNTED)}"
_TIMES = _any(tuple(EXPONENTS))


def _figure(side: str) -> str:
    """Return the pattern of digits with what belongs to them; its groups end in `side`."""
    return (
        rf"(?P<digits{side}>{_DIGITS}){'(?:e(?P<exponent>[+-]?[0-9]+))?' if not side else ''}"
        rf" ?(?P<times{side}>{_TIMES})? ?(?P<percent{side}>%?)"
    )


NUMBER = (
    rf"^(?P<open>\(?)(?P<bound>{_any(LOWER + UPPER + ABOUT)})? ?(?P<sign>[+-]|{_any(RISES + FALLS)})?"
    rf" ?(?P<before>{_MARKS}|rs)? ?(?P<inner>-?){_figure('')} ?(?P<plus>\+?) ?(?P<after>{_AFTER})?"
    rf" ?(?P<end>{_any(AT_LEAST + AT_MOST + RISES + FALLS)})?(?P<close>\)?)$"
)
"""One figure, with whatever an export puts around it."""

RANGE = (
    rf"^(?P<before>{_MARKS}|rs)? ?{_figure('_low')} ?(?P<between>{_AFTER})? ?(?:~+|-+|–+|—+|至|到|to)"
    rf" ?(?P<before_high>{_MARKS}|rs)? ?{_figure('_high')} ?(?P<after>{_AFTER})?$"
)
"""Two figures with a tilde, dash or word between them."""

RUN = r"[0-9.][0-9., '’]*"
"""Digits with whatever may stand between them. A text with each run as "1" is its form: a column of a
million figures has a dozen forms."""

WITH_EXPONENT = r"[0-9.]e[+-]?[0-9]"
"""A figure whose own exponent is a second run of digits."""

PLAIN_NUMBER = r"^(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,9})?)%?$"
"""The commonest figures, which need no taking apart."""

PLAIN_EXPONENT = r"^[0-9]{1,3}(?:\.[0-9]{1,17})?[eE][+-]?[0-9]{1,2}$"
"""Figures as programs write tiny and huge ones."""

NO_END = r"^(?:0[0-9]+|20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))$"
"""Digits that are a part of a date and no end of a range: "08", and days written as 20260810."""
