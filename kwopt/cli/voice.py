"""In which language, and in which form, the command line speaks. Owns the choice, not the texts."""

import locale
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kwopt.locales import LANGUAGES, Lang
from kwopt.pages.wording import Wording


@dataclass
class Voice:
    """The language of texts, and whether errors are JSON lines.

    Settled from the raw arguments, because an error can come before options are understood; the only
    record of the command line that changes: a settings file may name a language later.
    """

    lang: Lang
    as_json: bool = False
    lang_stated: bool = False
    format_stated: bool = False

    @classmethod
    def heard(cls, args: Sequence[str], environment: Mapping[str, str]) -> "Voice":
        """Return the voice that arguments and environment ask for.

        >>> Voice.heard(["score", "--lang=zh", "--format", "json"], {})
        Voice(lang='zh', as_json=True, lang_stated=True, format_stated=True)
        """
        named, form = stated_option(args, "--lang"), stated_option(args, "--format")
        lang = _known(named) if named in LANGUAGES else usual_language(environment)
        return cls(lang, form == "json", lang_stated=named is not None, format_stated=form is not None)

    def settle(self, defaults: Mapping[str, Any]) -> None:
        """Take language and form from a settings file, where the arguments name none."""
        if not self.lang_stated and defaults.get("lang") in LANGUAGES:
            self.lang = _known(defaults["lang"])
        if not self.format_stated and "format" in defaults:
            self.as_json = defaults["format"] == "json"

    def say(self, name: str, /, **params: Any) -> str:
        """Return the sentence "cli.`name`" in this voice's language."""
        return Wording(self.lang).say(name, **params)

    def term(self, kind: str, word: str, /) -> str:
        """Return what a word of the results is called on screen; the word itself where it has no name.

        >>> Voice("zh").term("class", "fits"), Voice("zh").term("measure", "parsecs")
        ('符合', 'parsecs')
        """
        return Wording(self.lang).term(kind, word)


def stated_option(args: Sequence[str], option: str) -> str | None:
    """Return the last value that `option` is given among raw arguments, or None.

    >>> stated_option(["score", "--lang", "zh", "--lang=en"], "--lang")
    'en'
    """
    found = None
    for place, arg in enumerate(args):
        if arg == option and place + 1 < len(args):
            found = args[place + 1]
        elif arg.startswith(f"{option}="):
            found = arg.partition("=")[2]
    return found


def usual_language(environment: Mapping[str, str]) -> Lang:
    """Return the language of KWOPT_LANG, else of the locale: zh* is Chinese, anything else English.

    >>> usual_language({"LANG": "zh_CN.UTF-8"}), usual_language({"LC_ALL": "de_DE.UTF-8"})
    ('zh', 'en')
    """
    for name in ("KWOPT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _known(environment[name])
    return _known(_locale_name())


def _locale_name() -> str:
    # Windows sets none of the variables; its locale is called "Chinese (Simplified)_China" there.
    if os.name != "nt":
        return ""
    return (locale.getlocale()[0] or "").replace("Chinese", "zh")


def _known(name: str) -> Lang:
    return "zh" if name.lower().startswith("zh") else "en"
