"""`--settings FILE.toml`: any option of any command by its long name; the command line wins.

Keys are options without dashes in front ("n", "shop-strength" or "shop_strength"); `map` is a table. An
option of another command is allowed, so that one file serves them all; an unknown key is an error.
"""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from kwopt.cli.voice import Voice
from kwopt.errors import SettingError

_NOT_HERE = frozenset({"settings", "help"})


def apply_settings(ctx: click.Context, _param: click.Parameter, path: str | None) -> str | None:
    """Make the values of a settings file the defaults of the options; a click callback."""
    if path is None or ctx.resilient_parsing:
        return path
    defaults = settings_in(path, ctx)
    ctx.default_map = {**(ctx.default_map or {}), **defaults}
    ctx.ensure_object(Voice).settle(defaults)
    return path


def settings_in(path: str, ctx: click.Context) -> dict[str, Any]:
    """Return the parameters that a settings file states, under the names click gives them.

    Raises
    ------
    SettingError
        If the file is missing or no TOML, or holds a key that is no option; the nearest is named.
    """
    names = _parameters(ctx)
    found = {}
    for key, value in read_toml(path).items():
        option = key.replace("_", "-")
        if option not in names:
            raise _unknown(path, key, sorted(names))
        found[names[option].name or option] = _as_given(value, names[option])
    return found


def read_toml(path: str) -> dict[str, Any]:
    """Return the values of a TOML file.

    Raises
    ------
    SettingError
        If it is missing, cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingError("cli.no_settings_file", file=path) from error
    except OSError as error:
        raise SettingError("cli.unreadable_settings_file", file=path, problem=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError("cli.broken_settings_file", file=path, problem=str(error)) from error


def _parameters(ctx: click.Context) -> dict[str, click.Option]:
    """Return the options of all commands by name, those of the running command over the others."""
    group = ctx.find_root().command
    commands = [ctx.command]
    if isinstance(group, click.Group):
        listed = [group.get_command(ctx, name) for name in group.list_commands(ctx)]
        commands = [command for command in listed if command] + commands
    options = [param for command in commands for param in command.params]
    names = [(name.lstrip("-"), param) for param in options for name in param.opts]
    return {name: param for name, param in names if isinstance(param, click.Option) and name not in _NOT_HERE}


def _unknown(path: str, key: str, names: list[str]) -> SettingError:
    near = get_close_matches(key.replace("_", "-"), names, n=1, cutoff=0.5)
    if near:
        return SettingError("cli.unknown_setting_near", file=path, key=key, near=near[0])
    return SettingError("cli.unknown_setting", file=path, key=key, choices=tuple(names))


def _as_given(value: Any, option: click.Option) -> Any:
    """Return a TOML value as click expects it of the command line."""
    if isinstance(value, Mapping):
        return [f"{name}={item}" for name, item in value.items()]
    if option.multiple and not isinstance(value, list):
        return [value]
    return value
