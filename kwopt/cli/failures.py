"""The one place that turns whatever went wrong into a sentence on stderr and an exit code.

1 for errors of kwopt and of the system, 2 for usage, 130 for Ctrl-C. Nothing here writes to stdout.
"""

import json
import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import click

from kwopt.cli.request import OPTION_NAMES
from kwopt.cli.voice import Voice
from kwopt.errors import KwoptError, SettingError
from kwopt.models import Notice

ERROR, USAGE, INTERRUPTED = 1, 2, 130

DEBUG_VARIABLE = "KWOPT_DEBUG"
"""Environment variable under which a fault of kwopt itself shows its traceback."""


_ALIKE = 0.7
"""How alike two options must be to be taken for one another: --fromat is --format, --field is not --help."""


_USAGE_CODES = frozenset({
    "runs.no_scheduler", "runs.resume_or_restart", "runs.scheduler_unused", "shop.no_output",
    "shop.scores_over_output",
})  # fmt: skip
"""Errors of the library that on a command line are a wrong use of options."""


_ARGUMENT_CODES = frozenset({"errors.unknown_choice", "errors.bad_value", "errors.wrong_kind"})
"""Errors of a setting; one that no file states was typed."""


def _is_usage(error: KwoptError) -> bool:
    """Return whether an error of the library is a wrong use of options: 2, as for those that click finds."""
    typed = isinstance(error, SettingError) and error.where.get("file") is None
    return error.code in _USAGE_CODES or (typed and error.code in _ARGUMENT_CODES)


class StatedUsageError(click.UsageError):
    """A wrong use of options that only kwopt can see: a message code and its parameters."""

    def __init__(self, ctx: click.Context | None, code: str, **params: Any) -> None:
        super().__init__(code, ctx)
        self.code = code
        self.params = params


def shown_name(param: click.Parameter | None) -> str:
    """Return what a person calls a parameter: an option's name in the help, an argument's metavar."""
    if param is None:
        return ""
    if isinstance(param, click.Argument):
        return (param.metavar or param.human_readable_name).strip("[]")
    usual = f"-{OPTION_NAMES.get(param.name or '', '')}"
    return usual if usual in param.opts else max(param.opts, key=len)


Problem = tuple[str, dict[str, Any]]


def guarded(run: Callable[[], Any], voice: Voice) -> int:
    """Call `run` and return the exit code; what it raises becomes one sentence."""
    try:
        result = run()
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(voice.say("interrupted"), err=True)
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.UsageError as error:
        _report(voice, _stated(*_usage_problem(error)), help_path=_help_path(error))
        return USAGE
    except KwoptError as error:
        _report(voice, Notice.of(error))
        return USAGE if _is_usage(error) else ERROR
    except OSError as error:
        _report(voice, _stated("cli.system_error", {"problem": _system_problem(error)}))
        return ERROR
    except MemoryError:
        _report(voice, _stated("cli.out_of_memory", {}))
        return ERROR
    except Exception as error:  # a seller should read a sentence, not a traceback, whatever we did wrong
        if os.environ.get(DEBUG_VARIABLE):
            raise
        problem = " ".join(str(error).split())
        _report(voice, _stated("cli.fault", {"kind": type(error).__name__, "problem": problem}))
        return ERROR
    return int(result or 0)


def _stated(code: str, params: Mapping[str, Any]) -> Notice:
    return Notice(code, "error", params)


def _report(voice: Voice, problem: Notice, help_path: str | None = None) -> None:
    """Say a problem on stderr: the `kwopt.error/1` document on one line, or a sentence."""
    if voice.as_json:
        from kwopt.payloads import error_document  # loads NumPy: only when something is wrong

        click.echo(json.dumps(error_document(problem, voice.lang), ensure_ascii=False), err=True)
        return
    click.echo(voice.say("error", text=problem.to_dict(voice.lang)["message"]), err=True)
    if help_path:
        click.echo(voice.say("see_help", command=help_path), err=True)


def _help_path(error: click.UsageError) -> str | None:
    return error.ctx.command_path if error.ctx else None


def _usage_problem(error: click.UsageError) -> Problem:
    for kind, problem in _USAGE_PROBLEMS:
        if isinstance(error, kind):
            return problem(error)
    return "cli.usage", {"problem": error.format_message()}


def _no_such_option(error: Any) -> Problem:
    near = get_close_matches(error.option_name, error.possibilities or (), n=1, cutoff=_ALIKE)
    if near:
        return "cli.unknown_option_near", {"option": error.option_name, "near": near[0]}
    code = "cli.unknown_option" if error.option_name.startswith("--") else "cli.unknown_letter"
    return code, {"option": error.option_name}


def _missing(error: Any) -> Problem:
    if isinstance(error.param, click.Argument):
        return "cli.missing_argument", {"argument": shown_name(error.param)}
    return "cli.missing_option", {"option": shown_name(error.param)}


def _bad_value(error: Any) -> Problem:
    if error.param is None:
        return "cli.usage", {"problem": error.message}
    return "cli.bad_option", {"option": shown_name(error.param), "problem": error.message.rstrip(".")}


_USAGE_PROBLEMS: tuple[tuple[type[click.UsageError], Callable[[Any], Problem]], ...] = (
    (StatedUsageError, lambda error: (error.code, error.params)),
    (click.NoSuchOption, _no_such_option),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_value),
)


def _system_problem(error: OSError) -> str:
    problem = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {problem}" if error.filename else problem
