"""The page of the advertising law: the words that each rule objects to, its article, and how sure it is."""

from docs.generate.markdown import page, plain, table, words
from kwopt.locales import Lang
from kwopt.messages import message
from kwopt.rules.law import LawRule, law_rules

SHOWN_WORDS = 8
"""Words of a rule that its row shows; the data file has all."""


def law_page(lang: Lang) -> str:
    """Return the page of all rules of the advertising law, the strictest first as the data has them."""
    own = words(lang)
    header = [own["law_words"], own["level"], own["article"], own["law_date"], own["grade"], own["exempt"]]
    return page(
        own["law_title"], own["law_intro"], table(header, [_rule(rule, lang) for rule in law_rules()])
    )


def _rule(rule: LawRule, lang: Lang) -> list[str]:
    own = words(lang)
    shown = "、".join(rule.words[:SHOWN_WORDS]) or own["law_pattern"]
    left = len(rule.words) - SHOWN_WORDS
    return [
        plain(shown + (own["law_more"].format(count=left) if left > 0 else "")),
        own[f"level_{rule.level}"], plain(rule.source), rule.source_date, rule.confidence,
        plain(message(rule.exemption, {}, lang)) if rule.exemption else "",
    ]  # fmt: skip
