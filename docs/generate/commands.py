"""The page of commands: what `kwopt --help` and `kwopt COMMAND --help` say, in a reader's language."""

import click

from docs.generate.markdown import block, code, joined, page, plain, slug, table, words
from kwopt.cli.main import COMMANDS, cli
from kwopt.cli.voice import Voice
from kwopt.locales import Lang

VERBATIM = "\b\n"
"""How click marks a paragraph whose lines are kept as they stand."""


def commands_page(lang: Lang) -> str:
    """Return the page of all commands and their options."""
    own = words(lang)
    voice = Voice(lang)
    group = click.Context(cli, info_name="kwopt", obj=voice, **cli.context_settings)
    contents = [[_link(name), plain(voice.say(f"short_{name}"))] for name in COMMANDS]
    return page(
        own["commands_title"],
        own["commands_intro"],
        table([own["command"], own["meaning"]], contents),
        *[part for name in COMMANDS for part in _command(name, group, voice)],
        f"## {own['commands_every']}",
        _options(cli, group, own),
    )


def _link(name: str) -> str:
    shown = f"kwopt {name}"
    return f"[{code(shown)}](#{slug(shown)})"


def _command(name: str, group: click.Context, voice: Voice) -> list[str]:
    command = cli.get_command(group, name)
    context = click.Context(command, info_name=name, parent=group)
    own = words(voice.lang)
    paragraphs = voice.say(f"help_{name}").strip().split("\n\n")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    return [
        f"## kwopt {name}", block([usage]), *map(_paragraph, paragraphs), _options(command, context, own),
    ]  # fmt: skip


def _paragraph(text: str) -> str:
    lines = text.removeprefix(VERBATIM).splitlines()
    shown = [line.strip() for line in lines if line.startswith(" ")]
    prose = plain(joined("\n".join(line for line in lines if not line.startswith(" "))))
    return f"{prose}\n\n{block(shown, 'sh')}" if shown else prose


def _options(command: click.Command, context: click.Context, own: dict[str, str]) -> str:
    records = [item.get_help_record(context) for item in command.get_params(context)]
    return table(
        [own["option"], own["meaning"]],
        [[code(names), plain(text)] for names, text in filter(None, records) if text],
    )
