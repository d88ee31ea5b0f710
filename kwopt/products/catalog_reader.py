"""How the rows of a catalog become products: fields, attributes, options and variants put together.

A row that cannot be understood becomes an error with row, column and value. What is left out without harm is
counted, and told once for the whole catalog.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kwopt.errors import ProductError
from kwopt.models import Notice, Product
from kwopt.products.catalog_cells import attribute_pairs, is_blank, read_cell, whole_characters
from kwopt.products.catalog_headers import UNUSED, Meaning, groups_rows, meaning_of
from kwopt.products.catalog_records import CatalogRecord
from kwopt.products.names import FIELDS, spelled
from kwopt.products.values import VALUE_READERS, fraction_meant

_NAMED = 12
"""Columns that a notice names."""

_NO_OPTION = "default title"  # Shopify's value of the only option of a product without variants


@dataclass(frozen=True)
class CatalogRow:
    """One product of a catalog, or the error of its row. `row` is as a spreadsheet or an editor shows it."""

    row: int
    product: Product | None = None
    error: Notice | None = None
    product_id: str | None = None


@dataclass
class _Draft:
    """A product as far as it was read: its row, its values, and the attributes of columns of their own."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    group: str | None = None
    error: ProductError | None = None


class CatalogReader:
    """Reads the rows of one catalog, one after the other, and counts what it cannot use.

    Parameters
    ----------
    file
        What to call the catalog in messages.
    column_map
        Product field to header.
    """

    def __init__(self, file: str | None, column_map: Mapping[str, str]) -> None:
        self.file = file
        self.mapped = _mapped(column_map, file)
        self.meanings: dict[str, Meaning] = {}
        self.unused: Counter[str] = Counter()
        self.second: Counter[tuple[str, str]] = Counter()
        self.left_out: Counter[str] = Counter()
        self.halves: Counter[str] = Counter()
        self.headers_again = 0

    def rows(self, records: Iterable[CatalogRecord]) -> Iterator[CatalogRow]:
        """Yield the products, rows of one group together."""
        open_draft: _Draft | None = None
        for record in records:
            values = {
                header: self._whole(header, value)
                for header, value in record.values.items()
                if not is_blank(value)
            }
            if record.error is None and (not values or self._is_header(values)):
                continue
            group = next((str(value) for header, value in values.items() if groups_rows(header)), None)
            if open_draft is not None and group is not None and self._continues(open_draft, group, values):
                self._add_variant(open_draft, values)
                continue
            if open_draft is not None:
                yield self._finished(open_draft)
            open_draft = self._draft(record, values, group)
        if open_draft is not None:
            yield self._finished(open_draft)

    def _whole(self, header: str, value: Any) -> Any:
        """Return a value that files can hold, and count it if it was none."""
        mended = whole_characters(value)
        self.halves[header] += mended is not value
        return mended

    def _meaning(self, header: str) -> Meaning:
        if header not in self.meanings:
            self.meanings[header] = self.mapped.get(spelled(header)) or meaning_of(header)
        return self.meanings[header]

    def _is_header(self, values: Mapping[str, Any]) -> bool:
        """Say whether a row repeats the headers: two of its cells, or its only one, name their columns."""
        same = sum(
            isinstance(value, str) and self._meaning(header).kind == "field"
            and meaning_of(value).name == self._meaning(header).name
            for header, value in values.items()
        )  # fmt: skip
        found = same >= min(2, len(values))
        self.headers_again += found
        return found

    def _continues(self, draft: _Draft, group: str, values: Mapping[str, Any]) -> bool:
        titles = [value for header, value in values.items() if self._meaning(header).name == "title"]
        return group == draft.group and (not titles or titles[0] == draft.values.get("title"))

    def _add_variant(self, draft: _Draft, values: Mapping[str, Any]) -> None:
        for pair in self._options(draft, values):
            if pair not in draft.pairs:
                draft.pairs.append(pair)

    def _options(self, draft: _Draft, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the options of a row; their names stand in the first row of a product alone."""
        parts = [(self._meaning(header), str(value).strip()) for header, value in values.items()]
        draft.options.update({part.name: text for part, text in parts if part.kind == "option_name"})
        stated = [(draft.options.get(part.name), text) for part, text in parts if part.kind == "option_value"]
        return [(name, text) for name, text in stated if name and text.casefold() != _NO_OPTION]

    def _draft(self, record: CatalogRecord, values: Mapping[str, Any], group: str | None) -> _Draft:
        draft = _Draft(record.row, group=group, error=record.error)
        for header in self._in_order(values):
            meaning = self._meaning(header)
            if meaning.kind == "field":
                self._add_field(draft, meaning.name, header, values[header])
            elif meaning.kind == "attribute":
                self._add_attribute(draft, meaning.name, header, values[header])
            elif meaning is UNUSED:
                self.unused[header] += 1
        draft.pairs += self._options(draft, values)
        return draft

    def _in_order(self, values: Mapping[str, Any]) -> list[str]:
        return sorted(values, key=lambda header: self._meaning(header).order)

    def _add_field(self, draft: _Draft, name: str, header: str, value: Any) -> None:
        if name in draft.values and name != "selling_points":
            self.second[header, name] += 1
            return
        try:
            read = read_cell(name, value)
        except (TypeError, ValueError, KeyError):
            draft.error = draft.error or self._refusal(name, header, value, draft.row)
            return
        self.left_out[header] += bool(read.left_out)
        if name == "selling_points":
            draft.values[name] = (*draft.values.get(name, ()), *read.value)
        elif read.value is not None:
            draft.values[name] = read.value

    def _add_attribute(self, draft: _Draft, name: str, header: str, value: Any) -> None:
        try:
            draft.pairs += attribute_pairs(name, value)
        except (TypeError, ValueError, KeyError):
            draft.error = draft.error or self._refusal("attributes", header, value, draft.row)

    def _refusal(self, field: str, header: str, value: Any, row: int) -> ProductError:
        kind = VALUE_READERS[field][0]
        fraction = fraction_meant(value) if kind == "rate" else None
        code = f"products.bad_{kind}" if fraction is None else "products.rate_in_percent"
        return ProductError(
            code,
            file=self.file,
            row=row,
            column=header,
            value=value,
            fraction=fraction,
            place=self._place(row),
        )

    def _finished(self, draft: _Draft) -> CatalogRow:
        named = draft.values.get("product_id")
        if draft.error is None:
            try:
                pairs = (*draft.values.pop("attributes", ()), *draft.pairs)
                return CatalogRow(draft.row, Product(**draft.values, attributes=pairs), product_id=named)
            except ProductError as error:
                draft.error = self._nameless(draft) if error.code == "products.nameless" else error
        where = draft.error.where | {"row": draft.row} | ({"file": self.file} if self.file else {})
        params = {"place": self._place(draft.row)} | _stated(draft.error.params)
        error_notice = Notice(draft.error.code, "error", params, **where)
        return CatalogRow(draft.row, error=error_notice, product_id=named)

    def _nameless(self, draft: _Draft) -> ProductError:
        return ProductError("products.catalog_nameless", row=draft.row, place=self._place(draft.row))

    def _place(self, row: int) -> str:
        """Return the words that open a sentence about a row."""
        return f"{self.file or ''}:{row}: ".lstrip(":")

    def check_map(self) -> None:
        """Refuse a map that names a column which no row has."""
        there = set(map(spelled, self.meanings))
        for header in self.mapped:
            if header not in there:
                raise ProductError(
                    "products.catalog_no_column",
                    file=self.file or "-",
                    column=header,
                    headers=list(self.meanings),
                )

    def notices(self) -> Iterator[Notice]:
        """Yield what was left out, each kind once."""
        if self.unused:
            shown = [header for header, _ in self.unused.most_common(_NAMED)]
            params = {"count": len(self.unused), "names": shown, "more": max(0, len(self.unused) - _NAMED)}
            yield Notice("products.catalog_unused", "info", params, file=self.file)
        for (header, name), count in sorted(self.second.items()):
            params = {"field": name, "count": count}
            yield Notice("products.catalog_second", "info", params, file=self.file, column=header)
        for header, count in sorted(self.left_out.items()):
            if count:
                code = _LEFT_OUT.get(self._meaning(header).name, "products.catalog_left_out")
                yield Notice(code, "warning", {"count": count}, file=self.file, column=header)
        for header, count in sorted((+self.halves).items()):
            code = "products.catalog_half_characters"
            yield Notice(code, "warning", {"count": count}, file=self.file, column=header)
        if self.headers_again:
            yield Notice("products.catalog_headers", "info", {"count": self.headers_again}, file=self.file)


_LEFT_OUT = {"price": "products.catalog_ranges", "cost": "products.catalog_ranges"}


def _stated(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if value is not None}


def _mapped(column_map: Mapping[str, str], file: str | None) -> dict[str, Meaning]:
    for name in column_map:
        if name not in FIELDS:
            raise ProductError(
                "errors.unknown_choice", file=file, what="product field", value=name, choices=FIELDS
            )
    return {spelled(header): Meaning("field", name, -1) for name, header in column_map.items()}
