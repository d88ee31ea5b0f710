"""The panel of settings: marketplace, shop, weight of competition, day; and what a change did to the top."""

from kwopt.pages.web.panel_settings.panel import build

__all__ = ["build"]
