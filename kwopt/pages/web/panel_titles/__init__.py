"""The panel of proposed titles: cards to read and copy, today's title, the texts that go along."""

from kwopt.pages.web.panel_titles.panel import build

__all__ = ["build"]
