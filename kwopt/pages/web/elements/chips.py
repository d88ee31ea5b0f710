"""A chip: a word that was put somewhere, which a click takes back."""

from collections.abc import Callable
from typing import Any

from nicegui import ui


def chip(text: str, undo: Callable[[], Any], *, label: str) -> ui.button:
    """Create a chip with a text; `label` says to screen readers what a click takes back."""
    button = ui.button(text, on_click=undo).props("outline dense no-caps icon-right=close").classes("kw-word")
    button.props["aria-label"] = label
    return button
