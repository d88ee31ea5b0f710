"""Commands and options whose help speaks the reader's language: texts come from the messages files.

A command's text is "cli.help_NAME", its line in the list of commands "cli.short_NAME", an option's
"cli.option_NAME" with its default filled in.
"""

import click

from kwopt.cli.voice import Voice


class SpokenOption(click.Option):
    """An option whose help is found when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's names and its help."""
        self.help = voice_of(ctx).say(f"option_{self.name}", default=self.default)
        return super().get_help_record(ctx)


class SpokenCommand(click.Command):
    """A command whose help is found when it is shown."""

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
