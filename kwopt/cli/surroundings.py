"""What stands around a result in its document: settings in force, fingerprints of inputs, notices."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kwopt.cli.request import Request
from kwopt.files.digests import sha256_of_file
from kwopt.models import Notice, Settings
from kwopt.payloads import Envelope, settings_in_force
from kwopt.tables.table import ReadFiles


def surroundings(
    request: Request,
    command: str,
    *,
    table: ReadFiles | None = None,
    settings: Settings | None = None,
    notices: Sequence[Notice] = (),
    inputs: Sequence[Mapping[str, Any]] = (),
) -> Envelope:
    """Return the envelope of a command's document."""
    return Envelope(
        command=command,
        settings=settings_in_force(settings, request.options_in_force()),
        inputs=[*inputs, *(table.inputs if table else ()), *_other_inputs(request)],
        notices=notices,
        lang=request.voice.lang,
    )


def _other_inputs(request: Request) -> list[dict[str, Any]]:
    others = (request.product, request.user_dict, request.settings_file, request.marketplaces)
    named = [path for path in (*request.listed_files, *others) if path]
    return [{"file": Path(path).name, "sheet": None, "sha256": _sha256(path)} for path in named]


def _sha256(path: str) -> str | None:
    # What came through stdin has been read already and cannot be read again.
    return None if path == "-" else sha256_of_file(path)
