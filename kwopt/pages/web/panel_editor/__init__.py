"""The panel of the editor: a title under the seller's hands, and what each change of it earns."""

from kwopt.pages.web.panel_editor.panel import build

__all__ = ["build"]
