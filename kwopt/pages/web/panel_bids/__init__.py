"""The panel of bids: what a click on each keyword may cost."""

from kwopt.pages.web.panel_bids.panel import build

__all__ = ["build"]
