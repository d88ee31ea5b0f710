"""Commands and options whose help speaks the reader's language: texts come from the messages files.

A command's text is "cli.help_NAME", its line in the list of commands "cli.short_NAME", an option's
"cli.option_NAME" with its default filled in.
"""

import click
from click.types import OptionHelpExtra

from kwopt.cli.voice import Voice


class SpokenOption(click.Option):
    """An option whose help is found when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's names and its help."""
        self.help = voice_of(ctx).say(f"option_{self.name}", default=self.default)
        return super().get_help_record(ctx)

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Return what stands in brackets behind the help."""
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = voice_of(ctx).say("required")
        return extra


class SpokenFormatter(click.HelpFormatter):
    """Help whose headings speak the reader's language."""

    def __init__(self, voice: Voice, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._voice = voice

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, prefix or self._voice.say("usage_prefix"))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section, which click calls by its English name."""
        self.write(f"{'':>{self.current_indent}}{self._voice.say(f'section_{heading.lower()}')}\n")


class SpokenCommand(click.Command):
    """A command whose help is found when it is shown."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the whole help."""
        formatter = SpokenFormatter(voice_of(ctx), ctx.terminal_width, ctx.max_content_width)
        self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's text, examples included."""
        self.help = voice_of(ctx).say(f"help_{self.name}")
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the command's line in the list of commands, whole."""
        del limit
        return voice_of(click.get_current_context(silent=True)).say(f"short_{self.name}")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = voice_of(ctx).say("option_help")
        return option


def voice_of(ctx: click.Context | None) -> Voice:
    """Return the voice in which the running command line speaks."""
    found = ctx.find_object(Voice) if ctx else None
    return found or Voice("en")
