"""Product files: TOML, JSON or YAML, an open file or a mapping, turned into a `Product`.

Owns how a file's text becomes fields and values, and the sentence for every way that can go wrong. What a
field means and which figures are possible is `kwopt.models.Product`'s. Season and year that are left out
stay unknown: nothing is guessed from names.
"""

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kwopt.arguments import check_kind
from kwopt.errors import ProductError
from kwopt.models import Product
from kwopt.products.names import FIELDS, field_named, nearest_name
from kwopt.products.parsers import PARSERS, SYNTAX_ERRORS, RepeatedNameError, guessed_suffix, one_line
from kwopt.products.texts import decoded, text_of_path
from kwopt.products.toml_slips import slip_of
from kwopt.products.values import VALUE_READERS, fraction_meant

ProductSource = str | os.PathLike[str] | BinaryIO | Mapping[str, Any]

_UNNAMED = "<product>"  # what errors call an open file without a name


def read_product(source: ProductSource) -> Product:
    """Read one product from a TOML, JSON or YAML file, an open binary file, or a mapping.

    Parameters
    ----------
    source
        Path; file open for reading bytes (its name decides the format; without a name JSON is tried for
        text that begins with "{", then TOML, then YAML); or a mapping of field names to values.
        Fields: see `kwopt.models.Product`; they may bear Chinese names too ("售价", "包装", "税率"; in TOML
        in quotes). Numbers may be text ("39.9", "5%"); `category` a list or a path ("女装 > 旗袍");
        `attributes` a table or a list of pairs, in which a name may repeat.

    Raises
    ------
    SettingError
        If the source is of another kind.
    ProductError
        If the file is missing, empty, or broken; if a field is unknown, or stands there under two names; if
        a value cannot be understood or lies outside its range; or without name, title and category.

    Examples
    --------
    >>> read_product({"name": "旗袍", "price": "239", "commission_rate": "5%"}).commission_rate
    0.05
    >>> read_product({"name": "旗袍", "atributes": {}})
    Traceback (most recent call last):
    kwopt.errors.ProductError: unknown product field "atributes"; did you mean "attributes"?
    """
    if isinstance(source, Mapping):
        return _product(source, None)
    if hasattr(source, "read"):
        name = str(getattr(source, "name", _UNNAMED))
        return _product(_parsed(decoded(source.read(), name), name), name)
    check_kind(source, (str, os.PathLike), name="source", expected="a path, an open binary file or a mapping")
    if not str(source):
        raise ProductError("products.no_file_named")
    path = Path(source)
    return _product(_parsed(text_of_path(path), str(path)), str(path))


def _parsed(text: str, name: str) -> Mapping[str, Any]:
    if not text.strip():
        raise ProductError("products.empty", file=name)
    content = _by_suffix(text, name)
    if isinstance(content, list) and len(content) == 1:
        content = content[0]
    if not isinstance(content, Mapping):
        raise ProductError("products.not_a_table", file=name)
    if not content:
        raise ProductError("products.empty", file=name)
    return content


def _by_suffix(text: str, name: str) -> Any:
    suffix = Path(name).suffix.lower()
    if suffix not in PARSERS:
        if name != _UNNAMED and suffix:
            raise ProductError("products.unknown_format", file=name, suffix=suffix, choices=tuple(PARSERS))
        suffix = guessed_suffix(text)
    try:
        return _whole(PARSERS[suffix](text), name)
    except RepeatedNameError as error:
        raise ProductError("products.repeated_name", file=name, column=error.args[0]) from error
    except SYNTAX_ERRORS as error:
        slip = slip_of(text, error) if isinstance(error, tomllib.TOMLDecodeError) else None
        if slip is not None:
            raise ProductError(slip[0], file=name, **slip[1]) from error
        raise ProductError(
            "products.broken", file=name, format=suffix[1:].upper(), problem=one_line(error)
        ) from error


def _whole(content: Any, name: str) -> Any:
    """Return what a parser found; half of a character, which JSON can hold, cannot be written."""
    try:
        json.dumps(content, ensure_ascii=False, default=str).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ProductError(
            "products.half_character", file=name, value=f"\\u{ord(error.object[error.start]):04x}"
        ) from error
    return content


def _product(content: Mapping[str, Any], file: str | None) -> Product:
    # What Product itself would refuse of a single value, the readers refuse first, with file and field; so
    # the only error left is that of a product without any name.
    names = _names_by_field(content, file)
    values = {field: _value(field, name, content[name], file) for field, name in names.items()}
    try:
        return Product(**values)
    except ProductError as error:
        raise ProductError("products.nothing_named", file=file, place=_place(file)) from error


def _names_by_field(content: Mapping[str, Any], file: str | None) -> dict[str, str]:
    """Return for each field with a value the name that it bears in the file."""
    names: dict[str, str] = {}
    for name, value in content.items():
        if value is None:
            continue
        field = field_named(name)
        if field is None:
            raise _unknown_field(name, file)
        if field in names:
            raise ProductError(
                "products.same_field", file=file, column=name, other=names[field], place=_place(file)
            )
        names[field] = name
    return names


def _value(field: str, name: str, value: Any, file: str | None) -> Any:
    kind, read = VALUE_READERS[field]
    try:
        return read(value)
    except (TypeError, ValueError, KeyError) as error:
        fraction = fraction_meant(value) if kind == "rate" else None
        code = f"products.bad_{kind}" if fraction is None else "products.rate_in_percent"
        raise ProductError(
            code, file=file, column=name, value=value, place=_place(file), fraction=fraction
        ) from error


def _unknown_field(name: str, file: str | None) -> ProductError:
    near = nearest_name(name)
    if near:
        return ProductError("products.unknown_field", file=file, column=name, near=near, place=_place(file))
    return ProductError("products.foreign_field", file=file, column=name, fields=FIELDS, place=_place(file))


def _place(file: str | None) -> str:
    """Return the words that open a sentence about a file; nothing for a product that has none."""
    return f"{file}: " if file else ""
