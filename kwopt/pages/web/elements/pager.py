"""The buttons that go from page to page of a list, and how many pages there are."""

from collections.abc import Callable

from nicegui import ui

from kwopt.pages.web.visiting.visit import Visit

Go = Callable[[int], None]

_BUTTONS = (
    ("first", "first_page"),
    ("previous", "chevron_left"),
    ("next", "chevron_right"),
    ("last", "last_page"),
)
"""Each button's name and icon; the page's number stands between the second and the third."""


class Pager:
    """Four buttons and the number of the page.

    Parameters
    ----------
    name
        Of the list; ids of the buttons begin with it.
    go
        Called with the number of the page to show, from 1.
    """

    def __init__(self, visit: Visit, name: str, go: Go) -> None:
        self._visit, self._name, self._go = visit, name, go
        self._page = self._pages = 1
        self._buttons: dict[str, ui.button] = {}
        with ui.element("nav").classes("kw-pager") as self._place:
            self._place.props["aria-label"] = visit.say("page.pages")
            for name, icon in _BUTTONS:
                if name == "next":
                    self._label = ui.label("").classes("kw-quiet")
                self._buttons[name] = self._button(name, icon)

    def _button(self, name: str, icon: str) -> ui.button:
        button = ui.button(icon=icon, on_click=lambda: self._go(self._target(name))).props("flat dense round")
        button.props["id"] = f"{self._name}-{name}"
        button.props["aria-label"] = self._visit.say(f"page.page_{name}")
        return button

    def _target(self, name: str) -> int:
        targets = {"first": 1, "previous": self._page - 1, "next": self._page + 1, "last": self._pages}
        return targets[name]

    def show(self, page: int, pages: int) -> None:
        """Show which page it is, of how many; buttons that lead nowhere are off, and one page has none."""
        self._page, self._pages = page, pages
        self._place.set_visibility(pages > 1)
        self._label.set_text(self._visit.say("page.page_of", page=page, pages=pages))
        for name, button in self._buttons.items():
            button.set_enabled(1 <= self._target(name) <= pages and self._target(name) != page)


def pages(rows: int, size: int) -> int:
    """Return how many pages of `size` some rows fill; one where there are none.

    >>> pages(0, 50), pages(50, 50), pages(51, 50)
    (1, 1, 2)
    """
    return max(1, -(-rows // size))
