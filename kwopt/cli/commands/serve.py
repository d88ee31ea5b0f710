"""`kwopt serve`: the page in a browser, on this computer."""

import click

from kwopt.cli import options
from kwopt.cli.spoken import SpokenCommand, voice_of
from kwopt.cli.types import Number
from kwopt.locales import Lang
from kwopt.pages.web.options import DEFAULT_HOST, DEFAULT_UPLOAD_MB, LOOPBACK_NAMES, MEGABYTE, ServeOptions

MOST_UPLOAD_MB = 4_000
"""Largest upload that may be allowed, in MB: the reader refuses tables long before."""


@click.command(cls=SpokenCommand)
@options.option("--host", metavar="ADDRESS", default=DEFAULT_HOST)
@options.option("--port", metavar="N", type=Number(1, 65_535, whole=True))
@options.option("--open/--no-open", "open_page", default=True)
@options.option(
    "--max-upload", metavar="MB", type=Number(1, MOST_UPLOAD_MB, whole=True), default=DEFAULT_UPLOAD_MB
)
@options.language
@click.pass_context
def serve(
    ctx: click.Context, *, host: str, port: int | None, open_page: bool, max_upload: int, lang: Lang | None
) -> None:
    """Serve the page in which keywords, titles and bids are worked on with the mouse."""
    # Imported here: NiceGUI must not slow `kwopt --help` down.
    from kwopt.pages.web.serving.server import run

    voice = voice_of(ctx)
    if host not in LOOPBACK_NAMES:
        click.echo(voice.say("serve_open_to_all", host=host), err=True)
    run(
        ServeOptions(host=host, port=port, open=open_page, max_upload=max_upload * MEGABYTE, lang=lang),
        ready=lambda address: click.echo(voice.say("serve_ready", address=address), err=True),
    )
    click.echo(voice.say("serve_ended"), err=True)
