"""Which of many pieces to put into a field so that they complete the most worth: solved exactly.

Pieces are words of search terms, tags, highlights. y_j = 1 if piece j is taken, z_i <= 1 for each way i in
which a demand can be completed:

    max  sum_k v_k sum_{i of k} credit_i z_i + sum_j gain_j y_j
    s.t. sum_{i of k} z_i <= 1                       (1) one way earns
         z_i <= sum_{j in M} y_j                     (2) for each slot M of way i: one of its pieces is taken
         sum_j width_j y_j <= room                   (3) the joiner counted with each piece
         sum_j y_j <= most                           (4)
         y_i + y_j <= 1 for pieces that exclude each other (5); y binary, z continuous

Solved by HiGHS through scipy; work is limited by nodes, never by seconds. Where pieces come from and how a
field reads is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from kwopt.models import Proof
from kwopt.titles.bounds.selection import LIMIT_REACHED, OBJECTIVE_SCALE, OPTIMAL
from kwopt.titles.problem.problem import Floats

NODE_LIMIT = 2_000
"""Branch-and-bound nodes; the fields of 60 real products needed 1 to some dozen."""
SAME_VALUE = 1e-6
"""Share within which a value and its bound are one: the tolerance of branching."""

Slot = tuple[int, ...]


@dataclass(frozen=True)
class Piece:
    """Something a field may hold: its text, its width with the joiner, and what it is worth by itself."""

    text: str
    width: int
    gain: float = 0.0


@dataclass(frozen=True)
class Completion:
    """A way to complete a demand: a piece of each slot is taken, and `credit` of the worth is earned."""

    slots: tuple[Slot, ...]
    credit: float


@dataclass(frozen=True)
class Lacking:
    """What a demand is worth, and the ways in which pieces can complete it."""

    worth: float
    ways: tuple[Completion, ...]


@dataclass(frozen=True, kw_only=True)
class Covering:
    """One instance of the choice; see the module.

    Parameters
    ----------
    room
        Width that all pieces together may take, None for as much as they like.
    most
        How many pieces there may be, None for any number.
    apart
        Groups of pieces of which only one may be taken.
    """

    pieces: tuple[Piece, ...]
    demands: tuple[Lacking, ...]
    room: int | None = None
    most: int | None = None
    apart: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """The places of the pieces taken, ascending, and how close what they earn is to the best possible."""

    places: tuple[int, ...]
    proof: Proof


def best_pieces(covering: Covering, *, node_limit: int = NODE_LIMIT) -> Chosen:
    """Return the pieces that complete the most worth, with the proof.

    Examples
    --------
    >>> words = (Piece("steel", 6), Piece("kids", 5), Piece("large", 6))
    >>> demands = (Lacking(9.0, (Completion(((0,), (2,)), 1.0),)), Lacking(5.0, (Completion(((1,),), 1.0),)))
    >>> best_pieces(Covering(pieces=words, demands=demands, room=12)).places
    (0, 2)
    """
    if not covering.pieces:
        return Chosen((), Proof(0.0, 0.0, 0.0, True, "milp"))
    model = _Model(covering)
    result = milp(
        -model.objective * model.scale,
        constraints=LinearConstraint(model.matrix, ub=model.limits),
        bounds=Bounds(0.0, 1.0),
        integrality=model.integrality,
        options={"node_limit": node_limit, "mip_rel_gap": 0.0},
    )
    size = len(covering.pieces)
    chosen = [] if result.x is None else np.flatnonzero(result.x[:size] > 0.5).tolist()
    places = _needed(covering, chosen)
    value = earned(covering, places)
    proven = result.status == OPTIMAL
    limited = result.status == LIMIT_REACHED and result.mip_dual_bound is not None
    reported = -float(result.fun if proven else result.mip_dual_bound) if proven or limited else np.inf
    ceiling = sum(demand.worth for demand in covering.demands) + sum(piece.gain for piece in covering.pieces)
    bound = max(value, min(reported / model.scale, ceiling))
    gap = (bound - value) / bound if bound > 0 else 0.0
    return Chosen(places, Proof(value, bound, gap, gap <= SAME_VALUE, "milp"))


def _needed(covering: Covering, places: Sequence[int]) -> tuple[int, ...]:
    """Return the pieces without those that earn nothing beside the others, the last of equals first to go."""
    kept, value = list(places), earned(covering, places)
    for place in reversed(places):
        rest = [other for other in kept if other != place]
        if earned(covering, rest) >= value:
            kept = rest
    return tuple(kept)


def earned(covering: Covering, places: Sequence[int]) -> float:
    """Return what the pieces at `places` earn, by the definitions.

    >>> one = Covering(pieces=(Piece("a", 1, 2.0),), demands=(Lacking(8.0, (Completion(((0,),), 0.5),)),))
    >>> earned(one, [0]), earned(one, [])
    (6.0, 0.0)
    """
    taken = set(places)
    value = sum(covering.pieces[place].gain for place in sorted(taken))
    for demand in covering.demands:
        value += demand.worth * max(
            (way.credit for way in demand.ways if all(taken.intersection(slot) for slot in way.slots)),
            default=0.0,
        )
    return value


class _Model:
    """The matrices: first all y, then all z."""

    def __init__(self, covering: Covering) -> None:
        self._size = len(covering.pieces)
        self._gain = [piece.gain for piece in covering.pieces]
        self._entries: list[tuple[int, int, float]] = []
        self._limits: list[float] = []
        for demand in covering.demands:
            self._add_demand(demand)
        everything = range(self._size)
        if covering.room is not None:
            self._add_row(
                [(place, float(covering.pieces[place].width)) for place in everything], covering.room
            )
        if covering.most is not None:
            self._add_row([(place, 1.0) for place in everything], covering.most)
        for group in covering.apart:
            self._add_row([(place, 1.0) for place in group], 1)
        self.objective: Floats = np.array(self._gain)
        total = float(np.abs(self.objective).sum())
        self.scale = OBJECTIVE_SCALE / total if total > 0 else 1.0
        self.integrality = np.zeros(len(self._gain))
        self.integrality[: self._size] = 1
        self.limits: Floats = np.array(self._limits, dtype=np.float64)
        self.matrix = self._matrix()

    def _add_demand(self, demand: Lacking) -> None:
        first = len(self._gain)
        for column, way in enumerate(demand.ways, first):
            self._gain.append(demand.worth * way.credit)
            for slot in way.slots:
                self._add_row([(column, 1.0), *((place, -1.0) for place in slot)], 0)
        if len(demand.ways) > 1:
            self._add_row([(first + way, 1.0) for way in range(len(demand.ways))], 1)

    def _add_row(self, row: Sequence[tuple[int, float]], limit: float) -> None:
        self._entries += [(len(self._limits), column, value) for column, value in row]
        self._limits.append(float(limit))

    def _matrix(self) -> csr_array:
        shape = (len(self._limits), len(self._gain))
        if not self._entries:
            return csr_array(shape)
        row, column, value = zip(*self._entries, strict=True)
        return csr_array((value, (row, column)), shape=shape)
