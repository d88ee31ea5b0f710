"""Headings and other elements that are nothing but text: their place in the page's outline, no look."""

from nicegui.elements.mixins.text_element import TextElement


def heading(level: int, text: str) -> TextElement:
    """Create a heading: h1 for the page, h2 for a step or tab, h3 within panels."""
    return text_in(f"h{level}", text)


def text_in(tag: str, text: str) -> TextElement:
    """Create an element of a kind that holds a text, as it is: the cell of a table, an entry of a list."""
    return TextElement(tag=tag, text=text)


def said(tag: str, text: str = "", *, classes: str = "") -> TextElement:
    """Create an element of any HTML tag with a text in it."""
    return text_in(tag, text).classes(classes)
