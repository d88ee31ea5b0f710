"""Every small change of a draft that is worth a look: words taken out, put in, exchanged, moved.

Which words may come in is read off the keywords that the draft misses: one or two words that a keyword
lacks. Changes are ranked by what their words could earn at best, in whatever order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kwopt.titles.auditing.audited import EditKind
from kwopt.titles.auditing.drafts import Draft
from kwopt.titles.auditing.editrules import EditRules
from kwopt.titles.auditing.estimates import Estimate

MOST_NEEDED = 2
"""Words that come in at one step: a keyword that lacks more is out of reach of a small change."""


@dataclass(frozen=True)
class Change:
    """One changed draft: how it came about, and how many words and code points changed."""

    kind: EditKind
    removed: tuple[str, ...]
    added: tuple[str, ...]
    draft: Draft

    @property
    def words(self) -> int:
        """Words changed: of an exchange the greater number, of a move one."""
        return max(len(self.removed), len(self.added))

    @property
    def characters(self) -> int:
        """Code points taken out and put in; of a move those of the word."""
        taken, put = sum(map(len, self.removed)), sum(map(len, self.added))
        return taken if self.kind == "move" else taken + put


@dataclass(frozen=True, eq=False)
class Group:
    """Changes of which one is wanted at most: the same words, at different places.

    Parameters
    ----------
    hoped
        Coverage value with these words at best: every keyword whose words are there as a phrase.
    words
        Words changed by each.
    """

    hoped: float
    words: int
    changes: Callable[[], Iterator[Change]]


@dataclass(frozen=True, eq=False)
class Changes:
    """Finds changes of drafts under some rules."""

    rules: EditRules
    estimate: Estimate

    def of(self, draft: Draft, budget: int) -> list[Group]:
        """Return the changes of at most `budget` words, the most promising first."""
        takeable = [
            place for place, piece in enumerate(draft.pieces) if not (piece.fixed or _is_bound(draft, place))
        ]
        groups = [*self._exchanges(draft, None, budget), *self._moves(draft, takeable)]
        for place in takeable:
            groups += self._exchanges(draft, place, budget)
        return sorted(groups, key=lambda group: -group.hoped)

    def _exchanges(self, draft: Draft, place: int | None, budget: int) -> Iterator[Group]:
        """Yield what could come for the word at `place` (None: for none), and its taking out alone."""
        rest = draft if place is None else draft.without(place)
        base, hopes = self._hopes(rest, min(budget, MOST_NEEDED))
        for words, hoped in hopes.items():
            if self._fits(rest, words) and self.rules.may_join(words, draft.forms, rest.forms):
                yield Group(hoped, len(words), partial(self._placed, draft, place, words))
        if place is not None:
            change = Change("remove", (draft.pieces[place].text,), (), rest)
            yield Group(base, 1, partial(iter, (change,)))

    def _moves(self, draft: Draft, takeable: Sequence[int]) -> Iterator[Group]:
        hoped, _ = self._hopes(draft, 0)
        for place in takeable:
            yield Group(hoped, 1, partial(_moved, draft, place))

    def _hopes(self, rest: Draft, most: int) -> tuple[float, dict[tuple[str, ...], float]]:
        """Return the worth of keywords whose words are all there; and that with words that others lack."""
        base, lacking = 0.0, dict[tuple[str, ...], float]()
        for lack, worth in self.estimate.lacking(rest.forms):
            if not lack:
                base += worth
            elif len(lack) <= most and all(word in self.rules.problem.index for word in lack):
                key = tuple(sorted(lack))
                lacking[key] = lacking.get(key, 0.0) + worth
        return base, {
            key: base + worth + (sum(lacking.get((word,), 0.0) for word in key) if len(key) > 1 else 0.0)
            for key, worth in lacking.items()
        }

    def _fits(self, rest: Draft, words: Sequence[str]) -> bool:
        """Say whether words could fit, spaces aside."""
        width = self.rules.writer.job.field.width
        return width(rest.text) + sum(width(self.rules.piece(word).text) for word in words) <= (
            self.rules.problem.limit
        )

    def _placed(self, draft: Draft, place: int | None, words: tuple[str, ...]) -> Iterator[Change]:
        """Yield the draft with `words` at every place, one word side by side with the other, both ways."""
        rest = draft if place is None else draft.without(place)
        gone = () if place is None else (draft.pieces[place].text,)
        pieces = [self.rules.piece(word) for word in words]
        for order in (pieces, pieces[::-1]) if len(pieces) > 1 else (pieces,):
            for target in _open_places(rest):
                came = tuple(piece.text for piece in order)
                yield Change("replace" if gone else "add", gone, came, rest.inserted(target, order))


def _moved(draft: Draft, place: int) -> Iterator[Change]:
    """Yield the draft with one word at every other place."""
    piece, rest = draft.pieces[place], draft.without(place)
    for target in _open_places(rest):
        if target != place:
            yield Change("move", (piece.text,), (piece.text,), rest.inserted(target, [piece]))


def _is_bound(draft: Draft, place: int) -> bool:
    """Say whether a word is tied to a neighbour."""
    return draft.pieces[place].tied or (place + 1 < len(draft.pieces) and draft.pieces[place + 1].tied)


def _open_places(draft: Draft) -> list[int]:
    """Return the places where a word may come in."""
    return [
        place
        for place in range(len(draft.pieces) + 1)
        if place == len(draft.pieces) or not draft.pieces[place].tied
    ]
