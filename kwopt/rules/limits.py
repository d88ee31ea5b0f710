"""How long a text is, how many words and values it holds, and what of it stands beyond the limit."""

from collections.abc import Iterator

from kwopt.language.widths import fitting_length
from kwopt.models import Finding
from kwopt.rules.fieldrule import RuleLevel
from kwopt.rules.fields import FieldText, Remark, Span

_SHORTEN = "rules.suggest_shorten"


def limit_findings(checked: FieldText) -> Iterator[Finding]:
    """Yield what is too long or too short, in the field's unit and in words."""
    rule = checked.rule
    length = rule.width(checked.text)
    params = {"width": length, "unit": rule.unit}
    if length > rule.max:
        params |= {"limit": rule.max, "excess": length - rule.max}
        yield checked.finding("over_limit", "error", Remark(overhang(checked), params, _SHORTEN))
    elif rule.soft_max is not None and length > rule.soft_max:
        params |= {"limit": rule.soft_max}
        yield checked.finding("over_advised", "warning", Remark(None, params, _SHORTEN))
    if length < rule.min:
        remark = Remark(None, params | {"limit": rule.min}, "rules.suggest_lengthen")
        yield checked.finding("under_minimum", "error", remark)
    yield from _word_limits(checked)


def _word_limits(checked: FieldText) -> Iterator[Finding]:
    rule, count = checked.rule, len(checked.text.split())
    limits: tuple[tuple[str, RuleLevel, int | None], ...] = (
        ("too_many_words", "error", rule.max_words),
        ("many_words", "warning", rule.soft_max_words),
    )
    for name, level, limit in limits:
        if limit is not None and count > limit:
            yield checked.finding(name, level, Remark(None, {"count": count, "limit": limit}, _SHORTEN))


def overhang(checked: FieldText) -> Span:
    """Return the span of what stands beyond the limit; empty at the end where all has room.

    >>> from kwopt.rules.marketplaces import marketplace
    >>> market = marketplace("kuaishou")
    >>> overhang(FieldText("国风新中式改良旗袍女夏季", market, market.field("short_title")))
    (10, 12)
    """
    text, rule = checked.text, checked.rule
    return fitting_length(text, rule.max, rule.width), len(text)
