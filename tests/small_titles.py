"""Small seeded title problems and the slow obvious answer to each: every order of every set of words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from random import Random

import numpy as np

from kwopt.errors import TitleError
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.titles.problem.problem import (
    AtLeast,
    AtMost,
    Beside,
    Demand,
    Fluency,
    OnlyWith,
    TitleProblem,
    Word,
)

SIZES = (2, 3, 3, 4, 4, 5)
"""Words of a problem, drawn evenly."""
LETTERS = ("ab", "abc", "旗袍裙女", "a1旗袍", "ab旗袍")
REAL_WORDS = ("包", "单", "肩", "单肩", "女", "女包", "斜挎", "夏", "夏季", "裙", "子", "裙子", "半身裙")
"""Words whose neighbours the real segmenter joins or cuts otherwise: 单|肩 gives 单肩."""


@dataclass(frozen=True, eq=False)
class Instance:
    """A problem, and by brute force the coverage and the value of every lawful title."""

    seed: int
    problem: TitleProblem
    coverage: dict[tuple[int, ...], float]
    values: dict[tuple[int, ...], float]

    @property
    def best(self) -> float:
        """Value of the best title."""
        return max(self.values.values())

    def best_of_each_set(self) -> dict[tuple[int, ...], float]:
        """Value of the best order of each set of words that has a lawful one."""
        best: dict[tuple[int, ...], float] = {}
        for order, value in self.values.items():
            words = tuple(sorted(order))
            best[words] = max(best.get(words, -1.0), value)
        return best


def solved_instances(seeds: Iterable[int], sizes: Sequence[int] = SIZES) -> Iterator[Instance]:
    """Yield the solvable ones of small problems, with their answers."""
    for seed in seeds:
        yield from _solved(seed, sizes)


def _solved(seed: int, sizes: Sequence[int]) -> Iterator[Instance]:
    problem = small_problem(seed, sizes)
    if problem is None:
        return
    lawful = [order for order in orders_of(problem) if is_lawful(problem, order)]
    coverage = {order: coverage_of(problem, order) for order in lawful}
    values = {order: coverage[order] + fluency_of(problem, order) for order in lawful}
    if values:
        yield Instance(seed, problem, coverage, values)


def orders_of(problem: TitleProblem) -> Iterator[tuple[int, ...]]:
    """Yield every order of every set of words."""
    for count in range(1, len(problem.words) + 1):
        yield from permutations(range(len(problem.words)), count)


def text_of(problem: TitleProblem, order: tuple[int, ...]) -> str:
    """Return the title's text: spaces between letters and digits even without a joiner."""
    text = ""
    for place in order:
        shown = problem.words[place].display
        wants = bool(text) and text[-1].isascii() and shown[0].isascii()
        text += (problem.joiner or " " * wants) * bool(text) + shown
    return text


def coverage_of(problem: TitleProblem, order: tuple[int, ...]) -> float:
    """Return the sum of worth times credit, straight from the definitions."""
    phrase, ordered, anyhow = problem.credits
    text = text_of(problem, order)
    characters = text.replace(" ", "")
    within = [i for i, (a, b) in enumerate(pairwise(text), 1) if a.isascii() and b.isascii()]
    borders = {*range(len(characters) + 1)} - {
        i - text[:i].count(" ") for i in within if " " not in text[i - 1 : i + 1]
    }
    words = [problem.words[place].text for place in order]
    inside = [word for place in order for word in problem.words[place].inside]
    total = 0.0
    for demand in problem.demands:
        remaining = list(words)
        in_order = True
        for word in demand.words:
            in_order = in_order and word in remaining
            remaining = remaining[remaining.index(word) + 1 :] if in_order else []
        found = bool(demand.words) and all(word in words + inside for word in demand.words)
        credit = anyhow if found else 0.0
        credit = ordered if found and in_order else credit
        total += demand.worth * (phrase if _stands(demand.text, characters, borders) else credit)
    return total


def _stands(text: str, characters: str, borders: set[int]) -> bool:
    """Say whether `text` begins and ends at borders somewhere in `characters`."""
    places = [i for i in range(len(characters)) if characters.startswith(text, i)]
    return any(i in borders and i + len(text) in borders for i in places)


def fluency_of(problem: TitleProblem, order: tuple[int, ...]) -> float:
    """Return the price of the neighbours and of both ends."""
    fluency = problem.fluency
    if fluency is None or fluency.first is None or fluency.last is None:
        return 0.0
    ends = fluency.first[order[0]] + fluency.last[order[-1]]
    return fluency.weight * float(ends + sum(fluency.pairs[a, b] for a, b in pairwise(order)))


def is_lawful(problem: TitleProblem, order: tuple[int, ...]) -> bool:
    """Say whether constraints (1) to (7) hold."""
    words = [problem.words[place].text for place in order]
    text, there = text_of(problem, order), set(words)
    width = sum(problem.words[place].width for place in order) + text.count(" ")
    return (
        width <= problem.limit
        and there >= set(problem.required)
        and all(len(there & set(group.words)) <= group.count for group in problem.at_most)
        and all(len(there & set(group.words)) >= group.count for group in problem.at_least)
        and all(
            there & (set(item.partners) - {item.word}) for item in problem.only_with if item.word in there
        )
        and all(_is_beside(words, item) for item in problem.beside if item.word in there)
        and (not problem.first or words[0] in problem.first)
        and (not problem.last or words[-1] in problem.last)
        and _survives(problem, words)
    )


def _is_beside(words: list[str], item: Beside) -> bool:
    place = words.index(item.word)
    before, after = words[:place][-1:], words[place + 1 : place + 2]
    return bool(set(before) & set(item.after) or set(after) & set(item.before))


def _survives(problem: TitleProblem, words: list[str]) -> bool:
    """(7): each two neighbours, and the whole."""
    if problem.segment is None:
        return True
    runs = [words, *([a, b] for a, b in pairwise(words))]
    return all(problem.segment("".join(run)) == run for run in runs)


def small_problem(seed: int, sizes: Sequence[int] = SIZES) -> TitleProblem | None:
    """Return a random problem of few words with any of the constraints; None if it contradicts."""
    random = Random(seed)
    real = random.random() < 0.2
    alphabet = random.choice(LETTERS)
    count = random.choice(sizes)
    texts = sorted({_word(random, alphabet, real=real) for _ in range(count)})
    words = tuple(_with_parts(random, text, real=real) for text in texts)
    demands = tuple(_demand(random, texts, alphabet) for _ in range(random.randint(1, 7)))
    size = len(words)
    pairs = np.array([[random.random() for _ in range(size)] for _ in range(size)])
    try:
        return TitleProblem(
            words=words,
            demands=demands,
            limit=random.randint(2, sum(word.width for word in words) + 2),
            joiner="" if real else random.choice(("", " ")),
            credits=random.choice(((1, 0.85, 0.7), (1, 0.5, 0.2), (1, 1, 1), (1, 0.9, 0))),
            fluency=Fluency(
                random.choice((0.0, 0.1, 1.5)),
                pairs,
                np.array([random.random() for _ in range(size)]),
                np.array([random.random() for _ in range(size)]),
            ),
            segment=segmenter(SegmenterSpec()).words if real else None,
            **_constraints(random, texts),
        )
    except TitleError:
        return None


def _word(random: Random, alphabet: str, *, real: bool) -> str:
    if real:
        return random.choice(REAL_WORDS)
    return "".join(random.choice(alphabet) for _ in range(random.choice((1, 1, 2, 2, 3))))


def _with_parts(random: Random, text: str, *, real: bool) -> Word:
    parts = sorted({text[:2], text[1:], text[:1]} - {text, ""})
    inside = tuple(part for part in parts if random.random() < 0.4)
    if real:
        inside = segmenter(SegmenterSpec()).inside(text)
    return Word(text, random.choice((1, 2)) * len(text), inside=inside)


def _demand(random: Random, texts: list[str], alphabet: str) -> Demand:
    size = random.choice((1, 2, 2, 3))
    words = tuple(
        random.choice(texts) if random.random() < 0.85 else random.choice(alphabet) for _ in range(size)
    )
    text = "".join(words)
    shape = random.random()
    if shape < 0.2:
        words = (text,)
    elif shape < 0.35:
        text = text[1:] or text
    return Demand(text, words, round(10 * random.random() ** 3, 3))


def _constraints(random: Random, texts: list[str]) -> dict[str, tuple[object, ...]]:
    def some(count: int) -> tuple[str, ...]:
        return tuple(random.sample(texts, min(count, len(texts))))

    made: dict[str, tuple[object, ...]] = {
        "required": some(1),
        "at_most": (AtMost(some(3), 1),),
        "at_least": (AtLeast(some(2), 1),),
        "only_with": (OnlyWith(some(1)[0], some(2)),),
        "beside": (Beside(some(1)[0], some(1), some(1)),),
        "first": some(2),
        "last": some(2),
    }
    return {name: value for name, value in made.items() if random.random() < 0.2}
