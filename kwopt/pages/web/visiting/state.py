"""What a visit knows: plain values that outlive a reload of the page and a change of language."""

from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]

NAMING = ("name", "title", "category")
"""Fields of the product's form of which one must be filled in before there is a product."""


@dataclass
class VisitState:
    """The state of one visit; panels show it, and change it before they tell of the change.

    Parameters
    ----------
    sources
        What `read` is asked for: `{"path", "name"}` of each file.
    encoding, sheet, column_map
        The other parameters of `read`.
    table
        The answer of `read`; None without a table.
    product_content, product
        Fields of the product's form as they stand, and the answer of `product`.
    settings
        Parameters of `score`: marketplace, shop_strength, competition, as_of, require, ban, approve, lock.
    scores, titles
        The answers of `score` and `titles`.
    proving
        Whether titles are being proven now: better ones, or a better proof, may come.
    title_count
        How many titles are asked for.
    title_text
        The text in the editor.
    tab
        Name of the tab that is open.
    kept
        What single panels remember: sort order, page, search; keys begin with the panel's name.
    """

    sources: list[Document] = field(default_factory=list)
    encoding: str | None = None
    sheet: str | None = None
    column_map: dict[str, str] = field(default_factory=dict)
    table: Document | None = None
    product_content: Document = field(default_factory=dict)
    product: Document | None = None
    settings: Document = field(default_factory=dict)
    scores: Document | None = None
    titles: Document | None = None
    proving: bool = False
    title_count: int = 3
    title_text: str = ""
    tab: str = "titles"
    kept: Document = field(default_factory=dict)

    def reading(self) -> Document:
        """Return the parameters of `read`."""
        return {
            "sources": self.sources, "encoding": self.encoding, "sheet": self.sheet,
            "column_map": self.column_map,
        }  # fmt: skip

    @property
    def named(self) -> bool:
        """Whether the product has what it may be called by."""
        return any(str(self.product_content.get(field) or "").strip() for field in NAMING)

    def scoring(self) -> Document:
        """Return the parameters of `score`."""
        return {"content": self.product_content if self.named else {}, "settings": self.settings}
