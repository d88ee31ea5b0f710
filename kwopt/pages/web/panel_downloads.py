"""Everything that can be downloaded, with a word on what each file is.

The bench makes and names the files; this panel asks for one at a time and hands it to the browser.
"""

from functools import partial

from nicegui import ui

from kwopt.errors import KwoptError
from kwopt.pages.web.elements.texts import text_in
from kwopt.pages.web.visiting.visit import Visit

KINDS = (
    "everything_zip", "report_html", "titles_csv", "titles_json", "keywords_xlsx", "keywords_csv",
    "bids_xlsx", "bids_csv",
)  # fmt: skip
"""What can be downloaded, in the order in which sellers want it."""


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    _DownloadsPanel(visit)


class _DownloadsPanel:
    """The list of files, each with its button."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._wording = visit.wording("page_downloads")
        self._buttons: dict[str, ui.button] = {}
        own = self._wording.own
        with ui.element("section").classes("kt-panel"):
            text_in("p", own("lead"), classes="kw-quiet")
            self._state = text_in("p", classes="kt-state").props('role="status" id="downloads-state"')
            with ui.element("ul").classes("kt-files"):
                for kind in KINDS:
                    self._file(kind)

    def _file(self, kind: str) -> None:
        own, name = self._wording.own, self._wording.own(kind)
        with ui.element("li"):
            button = ui.button(own("download"), on_click=partial(self._download, kind))
            button.props(f'no-caps outline id="download-{kind}"').props["aria-label"] = (
                f"{own('download')} {name}"
            )
            with ui.element("div"):
                text_in("strong", name)
                text_in("div", own(f"{kind}_help"), classes="kw-quiet")
        self._buttons[kind] = button

    async def _download(self, kind: str) -> None:
        """Have a file made; its button rests meanwhile, so that a second click makes no second file."""
        button = self._buttons[kind]
        self._state.set_text(self._wording.own("making", what=self._wording.own(kind)))
        button.disable()
        try:
            file = await self._visit.save(kind)
        except KwoptError as error:
            self._state.set_text(error.text(self._visit.lang))
            return
        finally:
            button.enable()
        told = [self._wording.own("made", file=file["name"])]
        told += [notice["message"] for notice in file["notices"] if notice["level"] == "warning"]
        self._state.set_text("; ".join(told))
