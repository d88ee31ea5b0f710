"""A place where files are dropped or chosen. Owns the element, not what is done with the files.

Quasar's uploader brings the dropping and the sending; its own looks give way to what the panel puts there.
Each file is a request of its own, so that the server's limit holds for each.
"""

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from nicegui import ui
from nicegui.elements.upload_files import FileUpload
from nicegui.events import GenericEventArguments, UploadEventArguments

from kwopt.pages.web.options import MEGABYTE

Take = Callable[[FileUpload], Coroutine[Any, Any, None]]
Refuse = Callable[..., Coroutine[Any, Any, None]]

_REJECTED = "(entries) => emit(entries.map((entry) => [entry.file.name, entry.failedPropValidation]))"
_FAILED = "(info) => emit(info.files.map((file) => [file.name, 'failed']))"
_REASONS = {"max-file-size": "too_large", "accept": "wrong_kind"}
"""Names of the uploader's checks, and of the messages on them; "not_sent" for anything else."""


@dataclass(frozen=True)
class DropZone:
    """How files are taken.

    Parameters
    ----------
    element_id
        Id of the uploader in the page.
    section
        Section of messages, with the names `wrong_kind`, `too_large` and `not_sent`.
    suffixes
        Ends of names that may be sent.
    limit
        Bytes that a file may have.
    take
        Is awaited with each file that arrived.
    refuse
        Is awaited with a message code and its parameters for each that was not sent.
    begun
        Is called when files begin to be sent.
    multiple
        Whether several files may be chosen at once.
    """

    element_id: str
    section: str
    suffixes: tuple[str, ...]
    limit: int
    take: Take
    refuse: Refuse
    begun: Callable[[], None] = lambda: None
    multiple: bool = True

    @property
    def megabytes(self) -> int:
        """The limit as people read it."""
        return self.limit // MEGABYTE

    @contextmanager
    def element(self) -> Iterator[Callable[[str], ui.button]]:
        """Create the uploader; what is created in the block stands in it.

        Yields a function that creates a button with a text, which opens the browser's choice of files.
        """
        upload = ui.upload(
            multiple=self.multiple, auto_upload=True, max_file_size=self.limit, on_upload=self._uploaded
        )
        upload.props(f"id={self.element_id} flat accept={','.join(self.suffixes)}").classes("kw-drop")
        upload.on("rejected", self._refused, js_handler=_REJECTED)
        upload.on("failed", self._refused, js_handler=_FAILED)
        upload.on("start", self.begun, args=[])
        upload.on("finish", lambda: _forget(upload))

        def pick(text: str) -> ui.button:
            opens = f"() => getElement({upload.id}).$refs.qRef.pickFiles()"
            return ui.button(text).props("no-caps unelevated dense").on("click", js_handler=opens)

        with upload.add_slot("list"):
            ui.element("span")
        with upload.add_slot("header"):
            with ui.element("span").classes("kw-picker"):
                ui.element("q-uploader-add-trigger")
            yield pick

    async def _uploaded(self, event: UploadEventArguments) -> None:
        await self.take(event.file)

    async def _refused(self, event: GenericEventArguments) -> None:
        for name, reason in event.args:
            await self.refuse(f"{self.section}.{_REASONS.get(reason, 'not_sent')}", **self._params(str(name)))

    def _params(self, name: str) -> dict[str, Any]:
        return {"name": name, "limit": self.megabytes}


def _forget(upload: ui.upload) -> None:
    """Let the uploader forget what it sent or could not send: the same file may be chosen again."""
    upload.run_method("removeUploadedFiles")
    upload.run_method("removeQueuedFiles")
