"""The files that stages leave for one another, a block each. Knows nothing of what is in them."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BlockFiles:
    """The files that concern the block of a number, in a work folder."""

    folder: Path
    number: int

    @property
    def scored(self) -> Path:
        """Scored rows."""
        return self._named("scored")

    @property
    def keys(self) -> Path:
        """Keys of the rows, in their order."""
        return self._named("keys")

    @property
    def waiting(self) -> Path:
        """Rows that wait for a fact."""
        return self._named("waiting")

    @property
    def cut(self) -> Path:
        """Keywords cut into words, until they are scored."""
        return self.folder / f"cut-{self.number:06d}.pickle"

    def _named(self, what: str) -> Path:
        return self.folder / f"{what}-{self.number:06d}.arrow"
