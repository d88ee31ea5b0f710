"""What a change of a title may do: which words may come in, and which must stay.

What the title says already is the seller's: its sins may stay. A change may not add one: words that come in
are of the problem's vocabulary (true of the product, wanted by shoppers or stated), crowd no group of words
of which a title holds only some, stand beside a partner where they need one; the head noun and the facts
that a title must name stay; nothing that the rules find is new; and the text, cut again, gives its words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kwopt.language.lexicon import types_of
from kwopt.language.normalize import match_form
from kwopt.language.types import type_tree
from kwopt.titles.auditing.drafts import Draft, Piece
from kwopt.titles.composing.writing import TitleWriter
from kwopt.titles.problem.problem import AtLeast, AtMost, Beside, TitleProblem
from kwopt.titles.words.company import at_least, at_most, beside

Remarks = frozenset[tuple[str, str | None]]


@dataclass(frozen=True, eq=False)
class EditRules:
    """The rules for changes of one title.

    Parameters
    ----------
    today
        Words of the title in match form, also those outside the problem's vocabulary.
    """

    problem: TitleProblem
    writer: TitleWriter
    today: tuple[str, ...]

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.problem.index, *sorted(self.today)]))

    @cached_property
    def _groups(self) -> dict[str, list[AtMost]]:
        """Groups of which a title holds only some, by word."""
        found: dict[str, list[AtMost]] = {}
        for group in at_most(self._texts, self.problem.required):
            for word in group.words:
                found.setdefault(word, []).append(group)
        return found

    @cached_property
    def _needed(self) -> tuple[AtLeast, ...]:
        return tuple(at_least(self._texts, self.writer.job.facts))

    @cached_property
    def _fragments(self) -> dict[str, Beside]:
        """Words that stand only beside some others."""
        free = set(self.problem.required)
        return {item.word: item for item in beside(self._texts, self.problem.demands, free)}

    def piece(self, text: str) -> Piece:
        """Return a word of the vocabulary as it is written."""
        return Piece(self.problem.words[self.problem.index[text]].display, text)

    @cached_property
    def _too_general(self) -> frozenset[str]:
        """Kinds of things two or more levels above those that title and product name (衣服 for 牛仔裤)."""
        tree = type_tree()
        named = {*self.writer.job.facts.types, *(kind for form in self.today for kind in types_of(form))}
        near = {above for kind in named for above in (kind, *tree.ancestors(kind)[:1])}
        return frozenset(above for kind in named for above in tree.ancestors(kind)[1:]) - near

    def _is_plain(self, word: str) -> bool:
        """Say whether a word is near enough to the thing: of kinds above it, sellers name the next one.

        Real titles of trousers hold 裤子 in 27 %, 衣服 in 2 %; of sweaters 上衣 in 22 %, 衣服 in 2 %.
        """
        kinds = types_of(word)
        return not kinds or not self._too_general.issuperset(kinds)

    def may_join(self, words: Sequence[str], before: Sequence[str], rest: Sequence[str]) -> bool:
        """Say whether words of the vocabulary may come to the `rest` of the words that stood `before`.

        What the characters say already (32oz for 32 and oz) is no news, and a repetition to a reader. A group
        that is crowded already may be as crowded after an exchange, never more.
        """
        after = [*rest, *words]
        if not all(map(self._is_plain, words)):
            return False
        if "".join(words) in "".join(rest) or any(word in rest for word in words):
            return False
        return all(
            _count(after, group) <= max(group.count, _count(before, group))
            for word in words
            for group in self._groups.get(word, ())
        )

    def keeps_company(self, before: Draft, after: Draft) -> bool:
        """Say whether a change keeps what must be named, and leaves no further fragment alone."""
        old, new = before.forms, after.forms
        for least in self._needed:
            named = sum(form in least.words for form in new)
            if named < min(least.count, sum(form in least.words for form in old)):
                return False
        return len(self._alone(new)) <= len(self._alone(old)) and not (
            (self._alone(new) - self._alone(old)) & (set(new) - set(old))
        )

    def _alone(self, forms: Sequence[str]) -> set[str]:
        """Return the fragments without a partner beside them."""
        bordered = ["", *forms, ""]
        return {
            form
            for before, form, after in zip(bordered, forms, bordered[2:], strict=False)
            if (item := self._fragments.get(form)) and before not in item.after and after not in item.before
        }

    def fits(self, draft: Draft) -> bool:
        """Say whether the text keeps the limit."""
        return self.writer.job.field.width(draft.text) <= self.problem.limit

    def survives(self, draft: Draft) -> bool:
        """Say whether the text, cut again, gives its words."""
        return tuple(self.writer.job.cutter.words(match_form(draft.text))) == draft.forms

    def remarks(self, draft: Draft) -> Remarks:
        """Return what the rules find in a text, to be compared."""
        findings = self.writer.findings(draft.text, [piece.text for piece in draft.pieces])
        return frozenset((finding.code, finding.text) for finding in findings)


def _count(forms: Iterable[str], group: AtMost) -> int:
    return sum(form in group.words for form in forms)
