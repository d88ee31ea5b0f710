"""Keywords that name a device, for products made for devices: 苹果12手机壳 of a case "适用iphone13/12".

Several words together name a device (iphone 12 pro max), so rows are read, not words. A device of another
maker contradicts the product; a model that it does not list of a series that it does is an open question,
as titles have no room for all models. A query for the device itself asks for what the product goes with.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache

import numpy as np

from kwopt.language.devices import Device, DeviceMention, devices_in, may_name_device
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.relevance.evidence import Evidence, row_evidence
from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.reasons import Verdict
from kwopt.scoring.relevance.verdicts import WordVerdicts
from kwopt.scoring.words.rows import BoolArray, FloatArray, IntArray, TokenizedRows


def with_devices(
    evidence: Evidence,
    rows: TokenizedRows,
    listings: FloatArray,
    verdicts: WordVerdicts,
    facts: ProductFacts,
) -> Evidence:
    """Return the evidence with device names read as such; unchanged for a product made for no device."""
    if not facts.devices:
        return evidence
    series = {device.series for device in facts.devices if device.series}
    default = min(series) if len(series) == 1 else None
    named = {row: devices_in(rows.keys[row], default) for row in np.flatnonzero(_candidates(rows)).tolist()}
    named = {row: mentions for row, mentions in named.items() if mentions}
    if not named:
        return evidence
    places = np.array(list(named))
    tokens = [_tokens_outside(rows, row, mentions) for row, mentions in named.items()]
    found = [_verdict([mention.device for mention in named[row]], facts.devices) for row in named]
    rest = row_evidence(_with_tokens(rows, places, tokens), listings[places], verdicts)
    return _replaced(evidence, places, _with_verdicts(rest, rows, places, np.array(found)))


@lru_cache(maxsize=2)
def _candidates(rows: TokenizedRows) -> BoolArray:
    """Return which rows hold a word that may name a device; kept for the next product."""
    marked = np.fromiter(map(may_name_device, rows.vocabulary.words), bool, len(rows.vocabulary.words))
    candidates: BoolArray = rows.count(marked) > 0
    return candidates


def _tokens_outside(rows: TokenizedRows, row: int, mentions: Sequence[DeviceMention]) -> list[int]:
    """Return the words of a row that no mention of a device overlaps."""
    key, place, kept = rows.keys[row], 0, []
    for word in rows.word_of[rows.start[row] : rows.start[row + 1]].tolist():
        start = key.index(rows.vocabulary.words[word], place)
        place = start + len(rows.vocabulary.words[word])
        if not any(mention.start < place and start < mention.end for mention in mentions):
            kept.append(word)
    return kept


def _with_tokens(rows: TokenizedRows, places: IntArray, tokens: list[list[int]]) -> TokenizedRows:
    return TokenizedRows(
        keys=tuple(rows.keys[row] for row in places.tolist()),
        vocabulary=rows.vocabulary,
        start=np.concatenate([[0], np.cumsum([len(words) for words in tokens])]).astype(np.int64),
        word_of=np.array([word for words in tokens for word in words], dtype=np.int64),
    )


def _verdict(asked: Sequence[Device], own: frozenset[Device]) -> Verdict:
    """Return what the product's devices say to the most exact of the devices that a keyword names."""
    exact = [device for device in asked if device.model] or list(asked)
    return max((_device_verdict(device, own) for device in exact), default=Verdict.NEUTRAL)


def _device_verdict(device: Device, own: frozenset[Device]) -> Verdict:
    """Return whether the product is made for a device.

    >>> _device_verdict(Device("苹果", "iphone", "12"), frozenset({Device("苹果", "iphone", "13")})).name
    'UNSTATED'
    """
    if any(_is_meant(device, mine) for mine in own):
        return Verdict.STATED
    listed = any(mine.model for mine in own if mine.series == device.series)
    known = any(device.maker == mine.maker for mine in own)
    return Verdict.UNSTATED if known and (listed or not any(mine.model for mine in own)) else Verdict.DENIED


def _is_meant(asked: Device, own: Device) -> bool:
    """Say whether a device is another or names its family: "13" stands for 13 pro max too."""
    if asked.maker != own.maker or asked.series not in ("", own.series):
        return False
    ending = own.model.removeprefix(asked.model)
    return asked.model in ("", own.model) or (
        asked.model.isdigit() and not ending[:1].isdigit() and ending != own.model
    )


def _with_verdicts(rest: Evidence, rows: TokenizedRows, places: IntArray, found: IntArray) -> Evidence:
    """Return the evidence of the other words with that of the devices added."""
    first_word = rows.word_of[rows.start[places]]
    denied, unstated = found == Verdict.DENIED, found == Verdict.UNSTATED
    whole = rows.total(rows.vocabulary.lengths)[places]
    left = rest.characters
    alone = rest.type_match == TypeMatch.NONE
    return replace(
        rest,
        type_match=np.where(alone, TypeMatch.OTHER, rest.type_match),
        accessory=rest.accessory | alone,
        denied=rest.denied + denied,
        unstated=rest.unstated + unstated,
        device_word=np.where(denied | unstated, first_word, -1),
        stated_share=(rest.stated_share * left + (whole - left) * (found == Verdict.STATED))
        / np.maximum(whole, 1.0),
    )


def _replaced(evidence: Evidence, places: IntArray, other: Evidence) -> Evidence:
    changed = {}
    for field in fields(Evidence):
        if field.name != "pasted":  # the length of the whole keyword tells, not that of its other words
            values = np.array(getattr(evidence, field.name))
            values[places] = getattr(other, field.name)
            changed[field.name] = values
    return replace(evidence, **changed)
