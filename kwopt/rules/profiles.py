"""A user's own rules for marketplaces: read from plain values, checked key by key, laid over the shipped.

The form is that of `resources/marketplaces.toml`, and holds only what differs: `[taobao.title]` with
`max = 50`, or keys at the marketplace for all its fields. A key that no rule has is refused, and the nearest
is named, because a rule that is spelled wrongly would silently not hold. "off" takes a rule away.
"""

import codecs
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, get_args

from kwopt.errors import SettingError
from kwopt.rules.fieldrule import BrandRule, Composed, Confidence, FieldRule, RuleLevel

OFF = "off"
_NEW = "new"
_NAMING = ("name", _NEW)
"""What says which field is meant. `new` is no fault where the data came to hold the field."""
TABLE = "a table of rules, as [taobao.title]"
"""What errors call a marketplace's or a field's rules."""
_LEVELS = get_args(RuleLevel)
_UNSET = {item.name: item.default for item in fields_of(FieldRule)}
"""What a key is where no rule holds: the default of the record."""


@dataclass(frozen=True)
class OwnRules:
    """A user's rules for one marketplace: values for all fields, for single ones, and for new fields."""

    shared: Mapping[str, Any] = field(default_factory=dict)
    by_field: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    new_fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    label: str | None = None

    def of_field(self, name: str) -> dict[str, Any]:
        """Return the values that a field is given."""
        return {**self.shared, **self.by_field.get(name, {})}


def own_rules(
    values: Mapping[str, Any], *, known: Sequence[str], place: str, file: str | None = None
) -> OwnRules:
    """Return the user's rules for a marketplace whose fields are `known`, every key and value checked.

    Parameters
    ----------
    values
        Field to values; or keys for all fields; or `fields`, a list of such tables with a `name`, as the data
        file has it. A field that the marketplace lacks must say `new = true`.
    place
        What errors call the marketplace.

    Raises
    ------
    SettingError
        If a field or key is unknown, or a value makes no sense.

    Examples
    --------
    >>> own_rules({"emoji": "off", "title": {"max": 50}}, known=["title"], place="taobao").of_field("title")
    {'emoji': None, 'max': 50}
    """
    reader = _Reader(place, file)
    shared, by_field, new_fields = {}, {}, {}
    for name, entry in _fields(values, reader):
        if entry.get(_NEW) is True and name not in (*known, "title"):
            new_fields[name] = reader.values(_without(entry, *_NAMING), name)
        else:
            by_field[_known_field(name, known, reader)] = reader.values(_without(entry, *_NAMING), name)
    for name in known:
        if name in values and not isinstance(values[name], Mapping):
            raise reader.bad(name, TABLE, values[name])
    keys = {key: value for key, value in values.items() if not _is_fields(key, value) and key != "label"}
    shared = reader.values(keys, None)
    label = values.get("label")
    if label is not None and not _TEXT.holds(label):
        raise reader.bad("label", _TEXT.expected, label)
    return OwnRules(shared, by_field, new_fields, label)


def _without(entry: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


def _is_fields(key: str, value: Any) -> bool:
    return key == "fields" or (isinstance(value, Mapping) and key != "levels")


def _fields(values: Mapping[str, Any], reader: "_Reader") -> list[tuple[str, Mapping[str, Any]]]:
    named = [(key, value) for key, value in values.items() if _is_fields(key, value) and key != "fields"]
    listed = values.get("fields", ())
    if isinstance(listed, Mapping):
        listed = [
            {**entry, "name": name} if isinstance(entry, Mapping) else entry for name, entry in listed.items()
        ]
    for entry in listed if isinstance(listed, Sequence) else (listed,):
        if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
            raise reader.bad("fields", "tables with a name", entry)
        named.append((entry["name"], entry))
    return named


def _known_field(name: str, known: Sequence[str], reader: "_Reader") -> str:
    """Return a field's own name; "title" is the first, as everywhere."""
    if name in known:
        return name
    if name == "title":
        return known[0]
    raise reader.unknown("rules.own_unknown_field", name, known)


@dataclass(frozen=True)
class _Reader:
    """Checks keys and values, and says where they stand."""

    place: str
    file: str | None
    field: str | None = None

    def values(self, entry: Mapping[str, Any], name: str | None) -> dict[str, Any]:
        """Return the values of one table, in the form of the record."""
        inside = _Reader(self.place, self.file, name)
        return {key: inside.value(key, value) for key, value in entry.items()}

    def value(self, key: str, value: Any) -> Any:
        """Return one value; "off" is what holds where there is no rule."""
        if key not in _KINDS:
            raise self.unknown("rules.own_unknown_key", key, tuple(_KINDS))
        kind = _KINDS[key]
        if value == OFF and _UNSET[key] in (None, "", ()):
            return _UNSET[key]
        if not kind.holds(value):
            raise self.bad(key, kind.expected, value)
        return value

    def unknown(self, code: str, name: str, known: Sequence[str]) -> SettingError:
        """Return the error for a name that nothing has; the nearest one is named."""
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        return SettingError(
            f"{code}_near" if near else code, file=self.file, place=self._file_before,
            what=self.field or self.place, name=name, near=near[:1], choices=tuple(known),
        )  # fmt: skip

    def bad(self, key: str, expected: str, value: Any) -> SettingError:
        """Return the error for a value that makes no sense."""
        name = ".".join(part for part in (self.place, self.field, key) if part)
        return SettingError(
            "errors.bad_value", file=self.file, name=self._file_before + name, expected=expected, value=value
        )

    @property
    def _file_before(self) -> str:
        return f"{self.file}: " if self.file else ""


@dataclass(frozen=True)
class _Kind:
    """What a value must be."""

    expected: str
    holds: Callable[[Any], bool]


def _is_whole(value: Any, least: int = 0) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _is_words(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(word, str) and word for word in value)


def _is_levels(value: Any) -> bool:
    return isinstance(value, Mapping) and all(level in (*_LEVELS, OFF) for level in value.values())


def _is_encoding(value: Any) -> bool:
    try:
        return isinstance(value, str) and codecs.lookup(value) is not None
    except LookupError:
        return False


def _one_of(*choices: str) -> _Kind:
    return _Kind(f"one of: {', '.join(choices)}", lambda value: value in choices)


_WHOLE = _Kind("a whole number of 0 or more", _is_whole)
_POSITIVE = _Kind("a whole number of 1 or more", lambda value: _is_whole(value, 1))
_TEXT = _Kind("a text", lambda value: isinstance(value, str))
_WORDS = _Kind("a list of words", _is_words)
_LEVEL = _one_of(*_LEVELS)
_KINDS: dict[str, _Kind] = (
    dict.fromkeys(("max", "soft_max", "max_words", "soft_max_words", "values", "repeat_max"), _POSITIVE)
    | dict.fromkeys(("min", "min_values"), _WHOLE)
    | {"unit": _TEXT, "brand": _one_of(*get_args(BrandRule))}
    | {"composed": _one_of(*get_args(Composed))}
    | dict.fromkeys(("forbidden", "discouraged", "once", "forbidden_start", "separator"), _TEXT)
    | {"encoding": _Kind("an encoding, as gbk", _is_encoding)}
    | dict.fromkeys(("forbidden_words", "repeat_exempt"), _WORDS)
    | dict.fromkeys(("emoji", "all_caps", "category_word", "synonyms", "latin_only"), _LEVEL)
    | dict.fromkeys(("duplicate_value", "repeat_level", "excludes_level"), _LEVEL)
    | {"spaced": _Kind("true or false", lambda value: isinstance(value, bool)), "excludes": _TEXT}
    | dict.fromkeys(("confidence", "repeat_confidence"), _one_of(*get_args(Confidence)))
    | {"source": _TEXT, "levels": _Kind('a table of rules, each "error", "warning" or "off"', _is_levels)}
    | {
        "source_date": _Kind(
            "a date (2026-05-01)",
            lambda value: isinstance(value, date) and not isinstance(value, datetime),
        )
    }
)
"""What a user may override, and what it must be; a test holds the keys equal to those of the record."""


def own_keys() -> tuple[str, ...]:
    """Return the keys that a user may set for a field."""
    return tuple(_KINDS)
