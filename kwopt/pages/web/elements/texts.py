"""Elements that are nothing but text, as it is and never markup: their place in the outline, no look."""

from nicegui.elements.mixins.text_element import TextElement


def heading(level: int, text: str) -> TextElement:
    """Create a heading: h1 for the page, h2 for a step or tab, h3 within panels."""
    return text_in(f"h{level}", text)


def text_in(tag: str, text: str = "", *, classes: str = "") -> TextElement:
    """Create an element of any kind that holds a text: the cell of a table, an entry of a list."""
    return TextElement(tag=tag, text=text).classes(classes)
