"""What a command was told, as one frozen record. It holds what was said, and opens nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from kwopt.cli.voice import Voice

_PLACES = frozenset((
    "voice", "stated", "keywords", "titles", "listings", "product", "marketplaces", "settings_file",
    "format", "output", "upload", "lang",
    "page", "known", "catalog", "more_keywords", "scores", "jobs", "engine", "scheduler", "resume", "restart",
    "store", "words", "used", "used_on",
))  # fmt: skip
"""Fields that say where things come from or go to; they change no figure."""


OPTION_NAMES = {
    "all_titles": "titles",
    "beside": "title",
    "catalog_columns": "catalog_map",
    "columns": "map",
    "count": "n",
    "profit_per_order": "profit",
    "profit_kept": "keep_profit",
    "of_marketplace": "marketplace",
    "of_product": "product",
    "segmenters": "segmenter",
    "unit": "by",
    "value_per_order": "value",
}
"""How a field is called on the command line, where that differs."""


LISTING_SUFFIXES = (
    ".txt", ".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".json", ".jsonl", ".parquet", ".csv.gz", ".zip",
)  # fmt: skip
"""Ends by which an argument is a file of titles rather than a title."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """The options of one call; a field that the command has no option for keeps its default.

    Parameters
    ----------
    voice
        The language to speak.
    stated
        Names of the fields that the command has options for.
    columns
        Canonical column to header ("--map").
    """

    voice: Voice
    stated: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    edits: int = 2
    max_changed_characters: int | None = None
    segmenters: tuple[str, ...] = ()
    sample: str = "qipao"
    product: str | None = None
    marketplace: str = "taobao"
    marketplaces: str | None = None
    field: str = "title"
    listings: tuple[str, ...] = ()
    column: str | None = None
    beside: str | None = None
    count: int = 1
    prove: bool = False
    effort: str = "full"
    sort: bool = False
    require: tuple[str, ...] = ()
    ban: tuple[str, ...] = ()
    foreign_brand: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()
    approve: tuple[str, ...] = ()
    shop_strength: str = "growing"
    competition: float = 0.5
    as_of: date | None = None
    user_dict: str | None = None
    columns: Mapping[str, str] | None = None
    encoding: str | None = None
    sheet: str | None = None
    known: bool = False
    catalog: str | None = None
    catalog_columns: Mapping[str, str] | None = None
    catalog_encoding: str | None = None
    catalog_sheet: str | None = None
    more_keywords: tuple[str, ...] = ()
    keywords_top: int = 10
    scores: str | None = None
    allocate: bool = False
    jobs: int | None = None
    engine: str = "local"
    scheduler: str | None = None
    resume: bool = False
    restart: bool = False
    profit_per_order: float | None = None
    price: float | None = None
    margin: float | None = None
    target_roas: float | None = None
    target_acos: float | None = None
    profit_kept: float = 0.0
    max_increase: float = 0.0
    max_loss_probability: float = 0.2
    unit: str = "keyword"
    budget: float | None = None
    explore_share: float = 0.15
    upload: str | None = None
    upload_format: str = "generic"
    currency: str | None = None
    by: str | None = None
    value_per_order: float | None = None
    purchases_per_buyer: float | None = None
    impressions_scale: float = 1.0
    level: float = 0.8
    store: str | None = None
    words: tuple[str, ...] = ()
    all_titles: bool = False
    changes: bool = False
    between: tuple[int, int] | None = None
    threshold: float = 0.3
    of_product: str | None = None
    of_marketplace: str | None = None
    used: str | None = None
    used_on: date | None = None
    settings_file: str | None = None
    format: str = "table"
    output: str | None = None
    page: str | None = None
    figures: bool = True
    lang: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of all inputs, which nothing may be written over."""
        named = (
            *self.keywords, *self.listed_files, self.product, self.user_dict, self.settings_file,
            self.marketplaces, self.catalog, self.store,
        )  # fmt: skip
        return tuple(path for path in named if path and path != "-")

    @property
    def listed_files(self) -> tuple[str, ...]:
        """Paths of the files of titles: those named as such, and arguments that end as tables do."""
        return (*(text for text in self.titles if text.lower().endswith(LISTING_SUFFIXES)), *self.listings)

    @property
    def must_hold(self) -> tuple[str, ...]:
        """Words that titles must hold; locked ones are also words of the dictionary, so none is broken."""
        return (*self.require, *self.lock)

    @property
    def target(self) -> str | None:
        """The file to write to; None for stdout."""
        return None if self.output in (None, "-") else self.output

    def options_in_force(self) -> dict[str, Any]:
        """Return every option of the command that can change figures or texts, stated or not."""
        names = [item.name for item in fields(self) if item.name in self.stated and item.name not in _PLACES]
        figures = {OPTION_NAMES.get(name, name): getattr(self, name) for name in names}
        return figures | {"lang": self.voice.lang}
