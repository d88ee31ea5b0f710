"""What results are called in the language of the reader. Owns the way to the texts, not the texts."""

from dataclasses import dataclass
from typing import Any, Protocol

from kwopt.locales import Lang
from kwopt.messages import message


class Speaker(Protocol):
    """Whoever speaks to people of results, in one language: the command line's voice, a page's wording."""

    @property
    def lang(self) -> Lang:
        """The language."""
        ...

    def say(self, name: str, /, **params: Any) -> str:
        """Return the sentence "cli.`name`"."""
        ...

    def term(self, kind: str, word: str, /) -> str:
        """Return what a word of the results is called; the word itself where it has no name."""
        ...


def marketplace_label(label: str, lang: Lang) -> str:
    """Return the name of a marketplace in a language.

    >>> marketplace_label("淘宝", "zh"), marketplace_label("淘宝", "en")
    ('淘宝', 'Taobao')
    """
    return message("cli.marketplace_label", {"marketplace": label}, lang)


@dataclass(frozen=True)
class Wording:
    """A speaker who also has the sentences of one section of messages.

    >>> Wording("zh").term("class", "fits"), Wording("en").term("measure", "parsecs")
    ('符合', 'parsecs')
    """

    lang: Lang
    section: str = "cli"

    def say(self, name: str, /, **params: Any) -> str:
        """Return the sentence "cli.`name`"."""
        return message(f"cli.{name}", params, self.lang)

    def term(self, kind: str, word: str, /) -> str:
        """Return what a word of the results is called; the word itself where it has no name."""
        try:
            return self.say(f"{kind}_{word.replace(' ', '_')}")
        except KeyError:  # other rooms may grow their words without the pages
            return word

    def own(self, name: str, /, **params: Any) -> str:
        """Return a sentence of the speaker's own section."""
        return message(f"{self.section}.{name}", params, self.lang)
