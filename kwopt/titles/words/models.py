"""The words by which a title names the devices that a product is made for: a case that fits which phone.

Which devices these are, the facts say; how many a title lists is `company`'s.
"""

from collections.abc import Sequence
from functools import cache

from kwopt.language.devices import devices_in
from kwopt.language.lexicon import lexicon, senses_of
from kwopt.language.roles import Role
from kwopt.scoring.facts.facts import ProductFacts

MOST_OFFERED = 4
"""Names of models that are offered to a title beyond those of keywords: the shortest."""


def names_own_model(word: str, facts: ProductFacts) -> bool:
    """Say whether a word names a model, not just a maker or a series, that the product is made for."""
    if all(sense.role is not Role.MODEL for sense in senses_of(word)):
        return False
    series = {device.series for device in facts.devices if device.series}
    found = devices_in(word, min(series) if len(series) == 1 else None)
    return any(mention.device.model and mention.device in facts.devices for mention in found)


def model_words(words: Sequence[str], facts: ProductFacts) -> list[str]:
    """Return names of the product's models to offer where none of `words` names one."""
    if not facts.devices or any(names_own_model(word, facts) for word in words):
        return []
    named = [word for word in _full_names() if names_own_model(word, facts)]
    return sorted(named, key=lambda word: (len(word), word))[:MOST_OFFERED]


@cache
def _full_names() -> tuple[str, ...]:
    """Return the listed words that name a model by themselves: 苹果11, but not 12promax."""
    return tuple(
        word
        for word, senses in lexicon().items()
        if any(sense.role is Role.MODEL for sense in senses)
        and any(mention.device.model for mention in devices_in(word))
    )
