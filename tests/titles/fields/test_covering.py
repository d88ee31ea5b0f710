"""The choice of pieces for a field: as good as trying all, within its room, and honestly bounded."""

from itertools import combinations
from random import Random

import pytest

from kwopt.titles.fields.covering import Completion, Covering, Lacking, Piece, best_pieces, earned

SEEDS = range(60)


def small_covering(seed: int) -> Covering:
    """Return a seeded instance of up to eight pieces and six demands."""
    random = Random(seed)
    count = random.randint(1, 8)
    pieces = tuple(
        Piece(f"p{place}", random.randint(2, 9), random.choice([0.0, 0.0, 0.5])) for place in range(count)
    )
    demands = []
    for _ in range(random.randint(0, 6)):
        ways = []
        for credit in sorted(random.sample([1.0, 0.85, 0.7], random.randint(1, 2)), reverse=True):
            slots = [
                tuple(sorted(random.sample(range(count), random.randint(1, min(2, count)))))
                for _ in range(random.randint(1, 3))
            ]
            ways.append(Completion(tuple(slots), credit))
        demands.append(Lacking(random.choice([1.0, 3.0, 8.0, 20.0]), tuple(ways)))
    apart = (tuple(random.sample(range(count), 2)),) if count > 2 and random.random() < 0.5 else ()
    return Covering(
        pieces=pieces, demands=tuple(demands), room=random.choice([None, 8, 15]),
        most=random.choice([None, 2, 4]), apart=apart,
    )  # fmt: skip


def is_allowed(covering: Covering, places: tuple[int, ...]) -> bool:
    """Say whether a set of pieces keeps all limits, by their definitions."""
    width = sum(covering.pieces[place].width for place in places)
    return (
        (covering.room is None or width <= covering.room)
        and (covering.most is None or len(places) <= covering.most)
        and all(len(set(group) & set(places)) <= 1 for group in covering.apart)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_as_good_as_trying_all(seed: int) -> None:
    """The pieces keep all limits, earn as much as the best of all sets, and the bound is no lower."""
    covering = small_covering(seed)
    size = len(covering.pieces)
    sets = (places for count in range(size + 1) for places in combinations(range(size), count))
    best = max(earned(covering, places) for places in sets if is_allowed(covering, places))
    chosen = best_pieces(covering)
    assert is_allowed(covering, chosen.places)
    assert chosen.proof.value == pytest.approx(best)
    assert chosen.proof.bound >= best - 1e-6
    assert chosen.proof.proven


@pytest.mark.parametrize("seed", SEEDS)
def test_no_needless_piece(seed: int) -> None:
    """Every piece taken earns something that the others do not."""
    covering = small_covering(seed)
    places = best_pieces(covering).places
    for place in places:
        rest = [other for other in places if other != place]
        assert earned(covering, rest) < earned(covering, places)


def test_nothing_to_choose_from() -> None:
    """Without pieces nothing is taken, and that is proven best."""
    chosen = best_pieces(Covering(pieces=(), demands=()))
    assert (chosen.places, chosen.proof.proven) == ((), True)
