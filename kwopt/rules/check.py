"""Check a title, or another field, against its marketplace and the law.

Owns the brand and category rules, the user's own lists, and the record of a checked title. The other checks
live in their modules: limits, values, characters, repetition, wordlists, law.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kwopt.arguments import check_kind, words_of
from kwopt.language.lexicon import types_of
from kwopt.language.normalize import match_form
from kwopt.models import Finding, Product
from kwopt.rules.brands import brand_findings
from kwopt.rules.characters import character_findings
from kwopt.rules.fieldrule import USER_SOURCE, FieldRule
from kwopt.rules.fields import FieldText, Remark, Span
from kwopt.rules.folding import FoldedText, fold
from kwopt.rules.law import law_findings
from kwopt.rules.limits import limit_findings
from kwopt.rules.marketplaces import Marketplace
from kwopt.rules.marketplaces import marketplace as find_marketplace
from kwopt.rules.repetition import repeated_elsewhere, repetition_findings
from kwopt.rules.values import value_findings, values_of
from kwopt.rules.wordlists import word_findings


@dataclass(frozen=True)
class CheckedTitle:
    """One checked text: its length in the marketplace's unit, and what was found.

    `ok` is whether no finding is an error; `file` and `row` say where the text came from, if anywhere.
    """

    text: str
    index: int
    width: int
    limit: int
    minimum: int | None
    unit: str
    findings: tuple[Finding, ...]
    file: str | None = None
    row: int | None = None

    @property
    def ok(self) -> bool:
        """Whether no finding is of level error."""
        return not any(finding.level == "error" for finding in self.findings)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form of one entry of `titles`; texts of findings in `lang`."""
        return {
            "text": self.text,
            "index": self.index,
            "file": self.file,
            "row": self.row,
            "width": self.width,
            "limit": self.limit,
            "minimum": self.minimum,
            "unit": self.unit,
            "ok": self.ok,
            "findings": [finding.to_dict(lang) for finding in self.findings],
        }


@dataclass(frozen=True, kw_only=True)
class TitleCheck:
    """What to check texts against; made once for many texts.

    Parameters
    ----------
    marketplace
        A marketplace or its name.
    field
        The field the texts stand in; "title" is the marketplace's first.
    product
        Its brand and approved words are approved, its forbidden words forbidden.
    approved
        Words the seller answers for (registered names, claims with proof): nothing inside them is a finding
        of the law or of a word list.
    forbidden
        Words the seller never wants; they win over approved ones.
    foreign_brands
        Names of others' brands, which may not stand in the text.
    category_words
        Words of which one must stand in a field that asks for its category; without them any kind of goods
        that the lexicon knows will do, where the words of the text are given.
    """

    marketplace: str | Marketplace
    field: str = "title"
    product: Product | None = None
    approved: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    foreign_brands: tuple[str, ...] = ()
    category_words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.market.field(self.field)
        for name in ("approved", "forbidden", "foreign_brands", "category_words"):
            object.__setattr__(self, name, words_of(getattr(self, name)))

    @property
    def market(self) -> Marketplace:
        """The marketplace itself."""
        named = self.marketplace
        return named if isinstance(named, Marketplace) else find_marketplace(named)

    def findings(
        self, text: str, words: Sequence[str] | None = None, *, beside: str | None = None
    ) -> list[Finding]:
        """Return what is wrong with `text`: limits, characters, words, law, each by place.

        Parameters
        ----------
        words
            The exact words of the text in order, if a segmenter has cut it; repetition is then exact.
        beside
            The title (or whichever field it must not repeat) beside which the text stands.
        """
        check_kind(text, str, name="text", expected="a text")
        rule = self.market.field(self.field)
        whole = FieldText(text, self.market, rule)
        if rule.separator is None:
            found = self._value_findings(whole, words)
        else:
            values = values_of(text, rule)
            found = [*value_findings(whole, values)]
            for value in values:
                inside = self._value_findings(FieldText(value.text, self.market, rule), None)
                found += [_moved(finding, value.start) for finding in inside]
        if beside:
            found += repeated_elsewhere(whole, beside)
        return _as_wished(found, rule)

    def _value_findings(self, checked: FieldText, words: Sequence[str] | None) -> list[Finding]:
        """Return what is wrong with one value of the field."""
        text = checked.text
        folded = fold(text)
        approved = tuple(_spans(folded, self._approved_words()))
        law = law_findings(text, approved=approved) if self.market.law == "cn" else []
        judged = {finding.span for finding in law}
        risky = [finding for finding in word_findings(checked, approved) if finding.span not in judged]
        return [
            *limit_findings(checked),
            *self._listed_words(checked, folded),
            *character_findings(checked),
            *self._brand(checked, folded),
            *self._category(checked, folded, words),
            *brand_findings(checked, self.product, words, approved),
            *law,
            *risky,
            *repetition_findings(checked, words),
        ]

    def report(
        self,
        text: str,
        *,
        index: int = 0,
        words: Sequence[str] | None = None,
        file: str | None = None,
        row: int | None = None,
        beside: str | None = None,
    ) -> CheckedTitle:
        """Return `text` with its length, limits and findings, as the `check` document lists it.

        >>> TitleCheck(marketplace="taobao").report("改良旗袍").to_dict()["width"]
        8
        """
        rule = self.market.field(self.field)
        longest = max(rule.width(value.text) for value in values_of(text, rule))
        found = self.findings(text, words, beside=beside)
        return CheckedTitle(
            text=text, index=index, width=longest, limit=rule.max, minimum=rule.min or None, unit=rule.unit,
            findings=tuple(found), file=file, row=row,
        )  # fmt: skip

    def _approved_words(self) -> tuple[str, ...]:
        if self.product is None:
            return self.approved
        brand = (self.product.brand,) if self.product.brand else ()
        return (*self.approved, *self.product.approved_words, *brand)

    def _listed_words(self, checked: FieldText, folded: FoldedText) -> Iterator[Finding]:
        """Yield the words on the user's own lists; these are the user's rules, so they refuse."""
        mine = self.product.forbidden_words if self.product else ()
        for name, words in (
            ("forbidden_word", (*self.forbidden, *mine)),
            ("foreign_brand", self.foreign_brands),
        ):
            for span in sorted(set(_spans(folded, words))):
                remark = Remark(span, suggestion="rules.suggest_delete", source=USER_SOURCE, confidence="A")
                yield checked.finding(name, "error", remark)
        for span in sorted(set(_spans(folded, checked.rule.forbidden_words))):
            remark = Remark(span, suggestion="rules.suggest_delete")
            yield checked.finding("forbidden_words", "error", remark)

    def _brand(self, checked: FieldText, folded: FoldedText) -> Iterator[Finding]:
        rule, brand = checked.rule, self.product.brand if self.product else None
        places = sorted(_spans(folded, (brand,))) if brand else []
        if rule.brand == "first" and brand and (not places or places[0][0] > 0):
            remark = Remark(params={"brand": brand}, suggestion="rules.suggest_brand_first")
            yield checked.finding("missing_brand", "warning", remark)
        if rule.brand == "absent" and places:
            remark = Remark(places[0], suggestion="rules.suggest_delete")
            yield checked.finding("needless_brand", "warning", remark)
        if rule.brand == "never":
            for span in places:
                remark = Remark(span, suggestion="rules.suggest_delete")
                yield checked.finding("brand_not_allowed", "error", remark)

    def _category(
        self, checked: FieldText, folded: FoldedText, words: Sequence[str] | None
    ) -> Iterator[Finding]:
        """Yield the lack of a category word: one of those given, else any that the lexicon knows."""
        level, wanted = checked.rule.category_word, self.category_words
        if level is None:
            return
        if wanted and not any(_spans(folded, wanted)):
            remark = Remark(params={"words": list(wanted)}, suggestion="rules.suggest_category_word")
            yield checked.finding("missing_category_word", level, remark)
        elif not wanted and words is not None and not any(types_of(match_form(word)) for word in words):
            remark = Remark(rule="missing_category_word", suggestion="rules.suggest_category_word")
            yield checked.finding("no_category_word", "warning", remark)


def check_title(
    text: str,
    *,
    marketplace: str | Marketplace,
    product: Product | None = None,
    approved: Sequence[str] = (),
    forbidden: Sequence[str] = (),
    field: str = "title",
    words: Sequence[str] | None = None,
    beside: str | None = None,
) -> list[Finding]:
    """Return what is wrong with a title on a marketplace; an empty list if nothing was found.

    For many texts make a `TitleCheck` once. Parameters are described there.

    Raises
    ------
    SettingError
        If there is no such marketplace or field.

    Examples
    --------
    >>> [(item.level, item.text) for item in check_title("全网最低价真丝旗袍", marketplace="taobao")]
    [('error', '全网最低价')]
    >>> check_title("改良旗袍2024夏季短袖", marketplace="taobao")
    []
    """
    checker = TitleCheck(
        marketplace=marketplace, field=field, product=product,
        approved=tuple(approved), forbidden=tuple(forbidden),
    )  # fmt: skip
    return checker.findings(text, words, beside=beside)


def _moved(finding: Finding, by: int) -> Finding:
    """Return a finding in one value as one in the whole text."""
    if finding.span is None:
        return finding
    return replace(finding, span=(finding.span[0] + by, finding.span[1] + by))


def _as_wished(found: Sequence[Finding], rule: FieldRule) -> list[Finding]:
    """Return findings at the levels that the field gives their rules; the user's own levels are sure."""
    if not rule.levels:
        return list(found)
    levels = {finding.rule: rule.level_of(finding.rule.rpartition(".")[2]) for finding in found}
    kept = [finding for finding in found if levels[finding.rule] != "off"]
    return [_at_level(finding, levels[finding.rule], rule) for finding in kept]


def _at_level(finding: Finding, level: str | None, rule: FieldRule) -> Finding:
    if level is None:
        return finding
    changed = replace(finding, level="error" if level == "error" else "warning")
    if "levels" not in rule.overridden:
        return changed
    return replace(changed, source=USER_SOURCE, confidence="A")


def _spans(folded: FoldedText, words: Iterable[str]) -> Iterator[Span]:
    """Yield where the words stand in the text, compared in folded form."""
    for word in words:
        wanted = fold(word).text.strip()
        start = folded.text.find(wanted) if wanted else -1
        while start >= 0:
            yield folded.span(start, start + len(wanted))
            start = folded.text.find(wanted, start + 1)
