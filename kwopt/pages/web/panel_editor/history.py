"""What can be taken back in the editor: texts that a click replaced, rules of words that were changed.

Letters typed are the field's own to take back. Kept in the visit's state, so a change of language loses none.
"""

from dataclasses import dataclass, field

from kwopt.pages.web.visiting.state import Document, VisitState
from kwopt.pages.web.visiting.word_lists import word_lists

MOST_STEPS = 50
"""Steps that are remembered: more than anybody takes back."""

_KEY = "editor_history"


@dataclass(frozen=True)
class Step:
    """How it was before: the text, or else the rules of words."""

    text: str | None = None
    rules: Document = field(default_factory=dict)


class EditorHistory:
    """The steps of one visit, newest last.

    Examples
    --------
    >>> history = EditorHistory(VisitState(settings={"ban": ["显瘦"]}))
    >>> history.remember_rules()
    >>> history.remember_text("改良旗袍")
    >>> history.take_back().text, history.take_back().rules["ban"], history.take_back()
    ('改良旗袍', ('显瘦',), None)
    """

    def __init__(self, state: VisitState) -> None:
        self._state = state

    def remember_text(self, text: str) -> None:
        """Remember a text that is about to be replaced; the same twice counts once."""
        steps = self._steps
        if not steps or steps[-1].text != text:
            self._remember(Step(text=text))

    def remember_rules(self) -> None:
        """Remember the rules of words that are about to be changed."""
        self._remember(Step(rules=dict(word_lists(self._state.settings))))

    def take_back(self) -> Step | None:
        """Return how it was before the last step, which is forgotten; None where there is none."""
        return self._steps.pop() if self._steps else None

    @property
    def _steps(self) -> list[Step]:
        steps: list[Step] = self._state.kept.setdefault(_KEY, [])
        return steps

    def _remember(self, step: Step) -> None:
        self._state.kept[_KEY] = [*self._steps[1 - MOST_STEPS :], step]
