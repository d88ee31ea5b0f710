"""History: tables read, titles composed and used, in one file that stays on the machine."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kwopt.history.changes import Changes as Changes
    from kwopt.history.store import Store as Store
    from kwopt.history.titles import Composition as Composition

_HOMES = {"Changes": "changes", "Composition": "titles", "Store": "store"}

__all__ = ["Changes", "Composition", "Store"]


def __getattr__(name: str) -> Any:
    # On first use: the file can be looked at without pandas.
    if name not in _HOMES:
        raise AttributeError(f"module 'kwopt.history' has no attribute {name!r}")
    return getattr(import_module(f"kwopt.history.{_HOMES[name]}"), name)
