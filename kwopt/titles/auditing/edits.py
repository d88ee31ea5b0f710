"""The best title within a small budget of changed words, as steps that each leave a lawful title.

A step takes out, puts in, exchanges or moves one word (or puts two in the place of one). A beam keeps the
best drafts for each number of changed words, so that a step may prepare the next; no step may lose coverage.
The fewest words are changed whose last still pays (`LEAST_GAIN`). This is a search, not a proof: what it
finds is compared with every possible change on small cases by a test; how far any title is from the best
possible one is told by the bound of the whole problem.

What may not stand (a word that a rule forbids, or all that is beyond the limit) is taken out by a step of
its own first, outside the budget.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kwopt.errors import TitleError
from kwopt.titles.auditing.audited import Edit
from kwopt.titles.auditing.changes import Change, Changes, Group
from kwopt.titles.auditing.drafts import Draft
from kwopt.titles.auditing.editrules import EditRules, Remarks
from kwopt.titles.auditing.mending import Mending
from kwopt.titles.auditing.stakes import Stakes
from kwopt.titles.composing.writing import TitleWriter
from kwopt.titles.coverage.telling import Telling, Told
from kwopt.titles.problem.problem import Floats

MAX_CHANGED_WORDS = 2
"""Words that may change unless told otherwise: sellers fear large edits, and Alibaba's own tool ended with
adding or replacing one word; two let one word make room for another."""
LEAST_GAIN = 0.01
"""Share of the worth in reach that each changed word must bring: less is no reason to touch a title."""
LOSS_PRICE = 1.0
"""What a lost unit of today's worth costs beyond itself: a seller has it, and only hopes for gains."""
BEAM = 6
"""Drafts kept for each number of changed words. With one, 7 % of the gain of two changed words is lost; with
12, and twice as many places read, 3 % more is found in twice the time (29 products)."""
READ = 4
"""Places of the same words that the checker reads, the best by estimate."""
KEYWORDS_NAMED = 3
"""Keywords that a step names as won, and as lost."""
_ROUNDING = 1e-9


@dataclass(frozen=True)
class EditBudget:
    """How much may change: words, and code points taken out and put in (None: any number)."""

    words: int = MAX_CHANGED_WORDS
    characters: int | None = None


@dataclass(frozen=True, eq=False)
class _Today:
    """What the title as it is earns and tells."""

    earned: Floats
    told: frozenset[Told]


@dataclass(frozen=True, eq=False)
class _State:
    """A draft that steps lead to, what it earns, and the steps.

    `value` is coverage and fluency, less the prices of what is lost and of what is told no longer.
    """

    draft: Draft
    today: "_Today"
    earned: Floats
    value: float
    characters: int = 0
    steps: tuple[tuple[Change, "_State"], ...] = ()

    @property
    def coverage(self) -> float:
        return float(self.earned.sum())


@dataclass(frozen=True, eq=False)
class EditSearch:
    """Seeks edits of one title.

    Parameters
    ----------
    keywords
        The texts of the writer's keywords, in its order.
    reach
        Upper bound of coverage value: what the least gain is a share of.
    """

    rules: EditRules
    changes: Changes
    telling: Telling
    stakes: Stakes
    keywords: tuple[str, ...]
    reach: float

    @property
    def _writer(self) -> TitleWriter:
        return self.rules.writer

    def edits(
        self, draft: Draft, budget: EditBudget, *, today: str, marks: Sequence[str]
    ) -> tuple[Edit, ...]:
        """Return the steps to the best title found within the budget; none where none pays.

        Parameters
        ----------
        draft
            The title without marks that may not stand.
        today
            The title as it is.
        marks
            What was taken out of it.

        Raises
        ------
        TitleError
            If the title breaks a rule, or the limit, by words that must stay.
        """
        start = self._mended(draft, today, marks)
        return tuple(self._steps(today, self._best(start, budget)))

    def alternatives(
        self, draft: Draft, budget: EditBudget, *, today: str, marks: Sequence[str], most: int
    ) -> tuple[Edit, ...]:
        """Return single steps of which each could be the next, the best first; none that does not pay.

        Where something may not stand, the only step is to take it out. Parameters and errors are those of
        `edits`; at most `most` steps are returned.
        """
        start = self._mended(draft, today, marks)
        if start.steps:
            return tuple(self._steps(today, start))
        least = LEAST_GAIN * self.reach
        found = [
            (state.value - least * used, state)
            for used, state in self._following(start, budget, budget.words)
            if state.value - start.value >= least * used
        ]
        ranked = sorted(found, key=lambda item: (-item[0], _rank(item[1])))
        best = _kept_first([state for _, state in ranked])[:most]
        return tuple(edit for state in best for edit in self._steps(today, state))

    def _mended(self, draft: Draft, today: str, marks: Sequence[str]) -> _State:
        """Return where edits start: the title, without what may not stand."""
        given = _Today(self._writer.earned(today), self.telling.told(draft.forms))
        mended = Mending(self._writer).mended(draft)
        if mended is None:
            raise TitleError("titles.cannot_mend")
        base, words = mended
        start = self._state(base, given)
        if gone := (*marks, *words):
            start = replace(start, steps=((Change("mend", gone, (), base), start),))
        return start

    def _state(self, draft: Draft, today: _Today) -> _State:
        earned = self._writer.earned(draft.text)
        lost = float((today.earned - earned).clip(min=0).sum())
        fluency = self.changes.estimate.fluency(draft.forms)
        value = float(earned.sum()) + fluency - LOSS_PRICE * lost - self._silence(draft, today)
        return _State(draft, today, earned, value)

    def _silence(self, draft: Draft, today: _Today) -> float:
        """Return the price of what a draft tells no longer."""
        return self.telling.price(today.told, draft.forms) * self.reach

    def _best(self, start: _State, budget: EditBudget) -> _State:
        """Return the best state whose every changed word pays."""
        levels: list[list[_State]] = [[start], *([] for _ in range(budget.words))]
        for used in range(budget.words):
            for state in _kept(levels[used]):
                for words, following in self._following(state, budget, budget.words - used):
                    levels[used + words].append(following)
        least = LEAST_GAIN * self.reach
        ranked = [
            (state.value - least * used, -used, state)
            for used, states in enumerate(levels)
            for state in _kept([state for state in states if self._ends_well(state)])[:1]
        ]
        return max([(start.value, 0, start), *ranked], key=lambda item: item[:2])[2]

    def _ends_well(self, state: _State) -> bool:
        """Say whether the last step pays by itself: only a step that prepares another need not."""
        if len(state.steps) < 2:
            return True
        (_, before), (change, after) = state.steps[-2:]
        return after.coverage - before.coverage >= LEAST_GAIN * self.reach * change.words

    def _following(self, state: _State, budget: EditBudget, words: int) -> Iterator[tuple[int, _State]]:
        """Yield the best lawful drafts one step from a state, with the words that the step changes."""
        remarks = self.rules.remarks(state.draft)
        fluency = state.value - state.coverage
        found: dict[int, list[_State]] = {}
        for group in self.changes.of(state.draft, words):
            same = found.setdefault(group.words, [])
            floor = same[BEAM - 1].value if len(same) >= BEAM else state.value
            if group.words > words or group.hoped + fluency <= floor:
                continue
            best = self._best_of(group, state, budget, remarks)
            if best is not None:
                same.append(best)
                same.sort(key=_rank)
        for used, states in sorted(found.items()):
            yield from ((used, following) for following in states[:BEAM])

    def _best_of(self, group: Group, state: _State, budget: EditBudget, remarks: Remarks) -> _State | None:
        """Return the best lawful draft of a group; None if the best few are not lawful."""
        tried = sorted(
            (-self._hoped(change.draft, state.today), place, change)
            for place, change in enumerate(group.changes())
            if budget.characters is None or state.characters + change.characters <= budget.characters
        )
        best: _State | None = None
        for _, _, change in tried[:READ]:
            found = self._state(change.draft, state.today)
            if (best is None or _rank(found) < _rank(best)) and self._may_follow(
                state, found, change, remarks
            ):
                characters = state.characters + change.characters
                best = replace(found, characters=characters, steps=(*state.steps, (change, found)))
        return best

    def _hoped(self, draft: Draft, today: _Today) -> float:
        return self.changes.estimate.value(draft.forms) - self._silence(draft, today)

    def _may_follow(self, before: _State, after: _State, change: Change, remarks: Remarks) -> bool:
        """Say whether a step keeps coverage and all rules; a move prepares nothing, so it must pay."""
        least = LEAST_GAIN * self.reach if change.kind == "move" else 0.0
        return (
            after.coverage >= before.coverage + least - _ROUNDING * self.reach
            and self.rules.fits(after.draft)
            and self.rules.keeps_company(before.draft, after.draft)
            and self.rules.survives(after.draft)
            and self.rules.remarks(after.draft) <= remarks
        )

    def _steps(self, today: str, best: _State) -> Iterator[Edit]:
        before, earned = today, self._writer.earned(today)
        for change, after in best.steps:
            yield self._edit(before, earned, change, after)
            before, earned = after.draft.text, after.earned

    def _edit(self, before: str, earned: Floats, change: Change, after: _State) -> Edit:
        difference = after.earned - earned
        gain, loss = float(difference.clip(min=0).sum()), float((-difference).clip(min=0).sum())
        order = sorted(range(len(difference)), key=lambda place: (-abs(difference[place]), place))
        least = _ROUNDING * self.reach
        return Edit(
            kind=change.kind,
            remove=" ".join(change.removed),
            add=after.draft.joiner.join(change.added),
            text=after.draft.text,
            gain=gain,
            loss=loss,
            net=gain - loss,
            risk=self.stakes.at_stake(before, after.draft.text),
            changed_characters=change.characters,
            changed_words=change.words,
            risk_basis=self.stakes.basis,
            reach=min(1.0, after.coverage / self.reach),
            gained=tuple(self.keywords[k] for k in order if difference[k] > least)[:KEYWORDS_NAMED],
            lost=tuple(self.keywords[k] for k in order if difference[k] < -least)[:KEYWORDS_NAMED],
        )


def _kept(states: Sequence[_State]) -> list[_State]:
    """Return the best states of different texts."""
    return _kept_first(sorted(states, key=_rank))[:BEAM]


def _kept_first(states: Sequence[_State]) -> list[_State]:
    """Return of states with the same text the first."""
    kept: dict[str, _State] = {}
    for state in states:
        kept.setdefault(state.draft.text, state)
    return list(kept.values())


def _rank(state: _State) -> tuple[float, int, str, tuple[float, ...]]:
    """Return what states are sorted by: value, changed characters, text; of one text, great steps first."""
    return -state.value, state.characters, state.draft.text, tuple(-after.value for _, after in state.steps)
