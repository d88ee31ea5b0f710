"""What a report says, as records of plain texts. Nothing here is escaped yet, and nothing computes."""

from collections.abc import Mapping
from dataclasses import dataclass

from kwopt.locales import Lang
from kwopt.pages.definitions import DefinitionGroup


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, and a smaller remark below it."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; figures stand right, texts left."""

    heading: str
    figures: bool = True


@dataclass(frozen=True)
class Table:
    """A table with its caption; `wide` ones may be moved sideways on a phone. The first column names rows."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: bool = True


@dataclass(frozen=True)
class Remark:
    """A sentence that the seller should know, with its level: info, warning or error."""

    level: str
    text: str


@dataclass(frozen=True)
class Found:
    """A finding of the rules: what it says, what to do instead, where the rule comes from."""

    level: str
    text: str
    suggestion: str
    source: str


@dataclass(frozen=True)
class TitleCard:
    """A title to copy, with what it reaches and what is proven of it."""

    rank: int
    text: str
    figures: tuple[tuple[str, str], ...]
    proof: str
    findings: tuple[Found, ...]


@dataclass(frozen=True)
class FieldCard:
    """A field that stands beside the title; without texts, `told` says why."""

    name: str
    label: str
    texts: tuple[str, ...]
    told: str
    findings: tuple[Found, ...]


@dataclass(frozen=True)
class Step:
    """One edit of today's title: what is done, what the title says then, and what that brings."""

    said: str
    text: str
    effects: tuple[str, ...]


@dataclass(frozen=True)
class Today:
    """Today's title held against the best one."""

    text: str
    told: tuple[str, ...]
    findings: tuple[Found, ...]
    tables: tuple[Table, ...]
    wasted: tuple[str, ...]
    edits_heading: str
    edits: tuple[Step, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class NamedList:
    """Sentences under a heading."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class FileCard:
    """What was understood of one file."""

    name: str
    told: tuple[str, ...]
    columns: Table
    carried: str
    lists: tuple[NamedList, ...]


@dataclass(frozen=True)
class Figure:
    """A picture: plotly's data and layout as JSON, and what it shows in words."""

    name: str
    label: str
    json: str


@dataclass(frozen=True)
class BidPart:
    """What a click may cost, or why that is not known (`remarks`)."""

    economics: Table | None
    told: tuple[str, ...]
    table: Table | None
    more: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything a report says, in the order in which it says it.

    Parameters
    ----------
    head
        Name and value of what the report is about: product, marketplace, day, keywords.
    covered
        Which keywords the titles cover, and how.
    figures
        By the place where they stand; empty for a report without pictures.
    config
        How plotly shows figures, as JSON.
    texts
        Headings and fixed sentences by their names.
    """

    lang: Lang
    product: str
    head: tuple[tuple[str, str], ...]
    titles_told: str
    titles: tuple[TitleCard, ...]
    covered: Table | None
    covered_more: str
    title_remarks: tuple[Remark, ...]
    fields: tuple[FieldCard, ...]
    today: Today | None
    keywords_told: tuple[str, ...]
    keywords: Table | None
    unfit: Table | None
    questions: tuple[str, ...]
    product_remarks: tuple[Remark, ...]
    bids: BidPart
    files: tuple[FileCard, ...]
    settings: Table
    inputs: Table
    definitions: tuple[DefinitionGroup, ...]
    unknown: tuple[str, ...]
    figures: Mapping[str, tuple[Figure, ...]]
    config: str
    version: str
    texts: Mapping[str, str]
