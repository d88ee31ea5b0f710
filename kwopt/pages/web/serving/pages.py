"""The pages of the server: "/" leads to the language, "/zh" and "/en" show the one screen.

The address carries the language, so that texts, `lang` and Quasar's own words are right from the first byte.
Which visit a page shows is known when its tab has connected: the screen is built then.
"""

import logging
from collections.abc import Callable
from typing import Any

from nicegui import Client, ui
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kwopt.locales import LANGUAGES, Lang, locale_of
from kwopt.messages import message
from kwopt.pages.web import layout
from kwopt.pages.web.serving import theme
from kwopt.pages.web.serving.accepted_language import language_asked
from kwopt.pages.web.visiting.visits import Visits

_log = logging.getLogger(__name__)

_CONNECT_SECONDS = 30.0  # s in which a browser opens its websocket, on a slow machine as well


def add_pages(visits: Visits, lang: Lang | None) -> None:
    """Add the pages to NiceGUI's application.

    Parameters
    ----------
    visits
        The visits of the server.
    lang
        Language to which "/" leads; None: what the browser prefers.
    """

    @ui.page("/")
    def lead(request: Request) -> Response:
        stated = request.query_params.get("lang") or lang
        asked = stated if stated in LANGUAGES else language_asked(request.headers.get("accept-language", ""))
        return RedirectResponse(f"/{asked}", 302, {"cache-control": "no-store"})

    for name in LANGUAGES:
        title, tag = message("page.title", lang=name), locale_of(name).tag
        ui.page(f"/{name}", title=title, language=tag)(_screen(visits, name))  # type: ignore[arg-type]


def _screen(visits: Visits, lang: Lang) -> Callable[[Client], Any]:
    async def screen(client: Client) -> None:
        ui.add_css(theme.style_sheet())
        ui.add_head_html(f"<script>{theme.script()}</script>")
        ui.colors(primary=theme.ACCENT)
        waiting = ui.label(message("page.opening", lang=lang)).props("role=status")
        await client.connected(_CONNECT_SECONDS)
        tab = client.tab_id
        if tab is None:  # it was closed while it opened
            return
        waiting.delete()
        try:
            _show(visits, client, tab, lang)
        except Exception as error:  # a page that stays empty says nothing
            _log.exception("fault in building a page")
            ui.label(message("page.fault", {"kind": type(error).__name__}, lang)).props("role=alert")

    return screen


def _show(visits: Visits, client: Client, tab: str, lang: Lang) -> None:
    """Build the screen of a tab's visit, or say that there are too many."""
    visit = visits.arrive(tab, client.id, lang)
    if visit is None:
        ui.label(message("page.too_many", lang=lang)).classes("kw-header").props("role=alert")
        return
    client.on_delete(lambda: visits.leave(tab, client.id))
    client.on_exception(visit.problem)
    spoke, visit.lang = visit.lang, lang
    layout.build(visit)
    if spoke != lang:
        visit.background(visit.redo())
