"""What no composed title may hold, counted over all composed titles: the census of `titles.py`.

Beside it stands how many of the sellers' own titles hold the like: that the checks find something at all.

    over the limit   wider than 60 units
    repeated         an exact word of two hanzi or more twice; the name of the thing is excepted once
    single hanzi     a word of one hanzi that is no audience, season or type
    broken           the finished text, cut again, holds a word that the title was not made of, or an unlisted
                     word that stands whole neither in the product's text nor among the table's words
    past year        before the day in force
    another's brand  a word that the lexicon knows as a brand first of all and the product does not state
    contradiction    a word that the product's facts deny, or the name of another kind of thing
    synonyms         two words of one concept; the name of the thing is excepted once
    forbidden        a finding of level error (`kwopt check`)

Contradictions are read with kwopt's own judgment, word by word: what its lexicon does not know is not found.
That is what the reading by people is for.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from title_baselines import LIMIT, SETTINGS, UNIT
from title_cases import Case, market
from title_reach import Aim

from kwopt import Product
from kwopt.language.lexicon import listed_form, senses_of
from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.roles import Role
from kwopt.language.widths import width
from kwopt.language.years import year_of
from kwopt.models import Finding
from kwopt.rules import check_title
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.relevance.own_types import OwnTypes, TypeMatch
from kwopt.scoring.relevance.reasons import Verdict
from kwopt.scoring.relevance.verdicts import word_verdicts
from kwopt.scoring.words.vocabulary import Vocabulary
from kwopt.titles.composing.job import title_job

WHOLE_ROLES = frozenset({Role.AUDIENCE, Role.SEASON, Role.TYPE})
"""Roles in which a single hanzi is a whole word to a reader: 女, 夏, 裙."""


@dataclass(frozen=True)
class Read:
    """One title as its reader meets it: the text cut anew, and what the product states.

    `made_of` are the words that a composed title was made of.
    """

    text: str
    words: list[str]
    made_of: list[str]
    findings: Sequence[Finding]
    facts: ProductFacts
    stated: str
    known: frozenset[str]


Check = Callable[[Read], Iterator[str]]


def over_the_limit(read: Read) -> Iterator[str]:
    """Yield the width of a title that is too wide."""
    wide = width(read.text, UNIT)
    if wide > LIMIT:
        yield str(wide)


def repeated(read: Read) -> Iterator[str]:
    """Yield exact words of two hanzi or more that stand again."""
    for word, count in Counter(word for word in read.words if len(word) > 1).items():
        if count > (2 if _names_the_thing(word, read.facts) else 1):
            yield word


def single_hanzi(read: Read) -> Iterator[str]:
    """Yield single hanzi that are no whole words."""
    for word in read.words:
        roles = {sense.role for sense in senses_of(word)}
        if len(word) == 1 and not word.isascii() and not roles & WHOLE_ROLES:
            yield word


def broken(read: Read) -> Iterator[str]:
    """Yield words that are not those the title was made of, or that nobody says."""
    yield from (Counter(read.words) - Counter(read.made_of)).elements()
    for word in read.words:
        if listed_form(word) is None and word not in read.known and word not in read.stated:
            yield word


def past_year(read: Read) -> Iterator[str]:
    """Yield years that are over."""
    first = SETTINGS.as_of.year if SETTINGS.as_of else 0
    yield from (word for word in read.words if (year_of(word) or first) < first)


def foreign_brand(read: Read) -> Iterator[str]:
    """Yield brands that the product does not state."""
    for word in read.words:
        senses = senses_of(word)
        if senses and senses[0].role is Role.BRAND and word not in read.stated:
            yield word


def contradiction(read: Read) -> Iterator[str]:
    """Yield words that the product's facts deny."""
    words = tuple(dict.fromkeys(read.words))
    found, own = word_verdicts(Vocabulary.of(words), read.facts), OwnTypes.of(read.facts)
    for place, word in enumerate(words):
        kinds = [sense for sense in senses_of(word) if sense.role is Role.TYPE]
        other = bool(kinds) and all(own.match(sense) == TypeMatch.OTHER for sense in kinds)
        if found.verdict[place] == Verdict.DENIED or other:
            yield word


def synonyms(read: Read) -> Iterator[str]:
    """Yield words of one concept, joined by =."""
    groups: dict[tuple[str, str], list[str]] = {}
    for word in dict.fromkeys(read.words):
        for sense in senses_of(word)[:1]:
            groups.setdefault((str(sense.role), sense.concept), []).append(word)
    for members in groups.values():
        if len(members) > (2 if _names_the_thing(members[0], read.facts) else 1):
            yield "=".join(members)


def forbidden(read: Read) -> Iterator[str]:
    """Yield what `kwopt check` refuses."""
    yield from (found.text or found.code for found in read.findings if found.level == "error")


CHECKS: dict[str, Check] = {
    "over the limit": over_the_limit,
    "repeated word": repeated,
    "single hanzi": single_hanzi,
    "broken word": broken,
    "past year": past_year,
    "another's brand": foreign_brand,
    "contradiction": contradiction,
    "synonyms": synonyms,
    "forbidden": forbidden,
}


def _names_the_thing(word: str, facts: ProductFacts) -> bool:
    return any(sense.role is Role.TYPE and sense.concept in facts.type_names for sense in senses_of(word))


def _stated(product: Product) -> str:
    values = [value for _, value in product.attributes]
    parts = [product.title or "", product.brand or "", *product.category, *values]
    return "\n".join(without_spaces(match_form(part)) for part in parts)


def read_titles(case: Case) -> tuple[Read | None, Read]:
    """Return a case's composed title, if any, and the seller's, as a reader meets them."""
    job = title_job(case.scored, case.product, marketplace="taobao", settings=SETTINGS)
    known = frozenset(market().index.rows.tokens.vocabulary.words)
    facts, stated = job.facts, _stated(case.product)

    def read(text: str, made_of: list[str] | None, findings: Sequence[Finding]) -> Read:
        words = job.cutter.words(match_form(text))
        return Read(text, words, words if made_of is None else made_of, findings, facts, stated, known)

    own, title = case.texts["seller"], case.title
    seller = read(own, None, check_title(own, marketplace="taobao", product=case.product))
    if title is None:
        return None, seller
    return read(title.text, [match_form(token.text) for token in title.tokens], title.findings), seller


def census_section(cases: Sequence[Case]) -> tuple[list[str], list[Aim]]:
    """Return the text and the aims of the census; of the sellers' titles counts alone."""
    reads = {case.name: read_titles(case) for case in cases}
    composed = {name: own for name, (own, _) in reads.items() if own}
    lines = [f"# census of {len(composed)} composed titles, beside the {len(reads)} sellers' own", ""]
    lines.append(f"  {'titles with':16} {'kwopt':>6} {'seller':>6}   kwopt's, by product")
    aims = []
    for name, check in CHECKS.items():
        found = {case: list(dict.fromkeys(check(read))) for case, read in composed.items()}
        guilty = {case: words for case, words in found.items() if words}
        sellers = sum(any(True for _ in check(seller)) for _, seller in reads.values())
        told = "; ".join(f"{case}: {' '.join(words)}" for case, words in guilty.items())
        lines.append(f"  {name:16} {len(guilty):6d} {sellers:6d}   {told}".rstrip())
        aims.append(Aim(f"census: {name}", "0", str(len(guilty)), not guilty))
    unlisted = sorted({word for read in composed.values() for word in _only_searched(read)})
    return [*lines, f"  unlisted words that only keywords back: {' '.join(unlisted) or 'none'}", ""], aims


def _only_searched(read: Read) -> list[str]:
    return [w for w in read.words if not senses_of(w) and w not in read.stated and year_of(w) is None]
