"""Where the parties of a coupling map stand, in steps: one step to the right is a column, one down is a row.

Whoever waits stands to the left of whom they wait for, as far as loops allow. A party that has a place keeps it: only
new ones find a place beside those they have to do with. Laying out everything anew is what people ask for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import ceil, hypot, log, sqrt

from facilitator.coupling_lines import Box, Lines
from facilitator.couplings import CouplingMap, Wait

Place = tuple[float, float]
Places = Mapping[str, Place]
_Layer = list[tuple[str, float]]

STEP_X, STEP_Y = 172.0, 66.0
"""How long the steps are against each other; on a screen at its usual size these are pixels."""
BOX_WIDTH, BOX_HEIGHT = 0.66, 0.56
"""The size of a party's box, in steps."""
APART_X, APART_Y = 0.78, 0.74
"""Two boxes do not touch when their middles are so far apart in either direction."""
_ROOMY = 1.3
"""So far apart new parties in one column are, that arrows find a way between them."""
_OFFERED = 10
"""So many free places are compared for a new party."""
_FEW = 16
"""For so many parties several ways to stand are compared."""
_ROWS = (1.0, 1.2, 1.4, 1.8)
"""How far rows are apart in those ways."""
_SHAPE = 1.7
"""How much wider than high a map should be."""
_ASIDE = 0.08
"""What it costs that somebody does not stand left of whom they wait for."""
_UNFOLDED, _FOLDED = 4, 10
"""So many columns stand beside each other on any screen, and of so many layers every way to join them is looked at."""
_HIGHEST = 3
"""So many parties layers may share a column with."""
_STRETCHED = ((0.95, 1.0), (1.1, 1.3))
"""Steps are longer or shorter than usual as the room for a map is, while boxes keep their size."""
_COMPARED = 10
"""Of so many ways with the best shape it is looked whether arrows run through foreign boxes."""
FURTHEST = 1_000.0
"""How far from the corner a party can stand, in steps."""


def arranged(now: CouplingMap) -> dict[str, Place]:
    """Return a place for every party, whatever places they have: in columns, from those who wait to those waited for.

    Parties that have to do with each other stand together; the rest stands below.
    """
    found: dict[str, Place] = {}
    alone: list[str] = []
    top = 0.0
    for group in _groups(now):
        if len(group) == 1:
            alone.append(group[0])
            continue
        inside = _best(_layers(group, now), len(group), now)
        for each, (x, y) in inside.items():
            found[each] = (x, top + y)
        top = max(found[each][1] for each in inside) + 1.0
    across = max(4, ceil(sqrt(len(alone))))
    for number, each in enumerate(alone):
        found[each] = (float(number % across), float(ceil(top) + number // across))
    return {each.id: found[each.id] for each in now.parties}


def is_unplaced(now: CouplingMap) -> bool:
    """Tell whether nothing of a map has a place yet, so that `places` arranges it as a whole."""
    return bool(now.waits) and all(each.x is None or each.y is None for each in now.parties)


def get_ready() -> None:
    """Read what laying out needs: it takes a while, and nothing but a map needs it. May run in a worker thread."""
    import grandalf.graphs
    import grandalf.layouts  # noqa: F401


# Desk and room look at the same few maps again and again.
@lru_cache(8)
def places(now: CouplingMap) -> Places:
    """Return a place for every party: its own where it has one, else one beside those it has to do with.

    A map of which no party has a place is arranged as a whole.
    """
    kept = {each.id: (each.x, each.y) for each in now.parties if each.x is not None and each.y is not None}
    if is_unplaced(now):
        return arranged(now)
    found: dict[str, Place] = dict(kept)
    missing = [each.id for each in now.parties if each.id not in kept]
    while missing:
        # Who has to do with most of those that stand comes first, so that nobody is placed without a neighbour.
        best = max(missing, key=lambda each: sum(_other(each, wait) in found for wait in now.waits_of(each)))
        missing.remove(best)
        found[best] = beside(best, now, found)
    return {each.id: found[each.id] for each in now.parties}


def beside(party_id: str, now: CouplingMap, taken: Places) -> Place:
    """Return a free place for a party: left of whom it waits for, right of who waits for it, near both."""
    wanted = [
        (taken[wait.whom][0] - 1.0, taken[wait.whom][1])
        if wait.who == party_id
        else (taken[wait.who][0] + 1.0, taken[wait.who][1])
        for wait in now.waits_of(party_id)
        if _other(party_id, wait) in taken
    ]
    if wanted:
        count = len(wanted)
        near = (sum(x for x, _ in wanted) / count, sum(y for _, y in wanted) / count)
        offered = list(islice(_free_places(near, tuple(taken.values()), _ROOMY), _OFFERED))
        return min(offered, key=lambda place: _in_the_way(party_id, place, now, taken))
    if not taken:
        # One column is left free for whoever turns out to wait for the first one.
        return 1.0, 0.0
    across = max(4, ceil(sqrt(len(taken))) + 1)
    number = 0
    while not is_free(place := (float(number % across), number // across * 1.5), taken.values(), _ROOMY):
        number += 1
    return place


def _in_the_way(party_id: str, place: Place, now: CouplingMap, taken: Places) -> int:
    """Return how often a straight arrow would run through a foreign box if the party stood at `place`."""
    where = {**taken, party_id: place}
    ends = [(wait.who, wait.whom) for wait in now.waits if wait.who in where and wait.whom in where]
    own = [pair for pair in ends if party_id in pair]
    found = sum(
        _meets(where[who], where[whom], box)
        for who, whom in own
        for each, box in taken.items()
        if each not in (who, whom)
    )
    return found + sum(
        _meets(where[who], where[whom], place) for who, whom in ends if party_id not in (who, whom)
    )


def _meets(start: Place, end: Place, box: Place) -> bool:
    """Tell whether the straight line between two places runs through the box at a third."""
    half_x, half_y = BOX_WIDTH / 2 + 0.05, BOX_HEIGHT / 2 + 0.08
    # Most lines are nowhere near: a map of 150 arrows asks some thousand times for each new party.
    if (
        (start[0] < box[0] - half_x and end[0] < box[0] - half_x)
        or (start[0] > box[0] + half_x and end[0] > box[0] + half_x)
        or (start[1] < box[1] - half_y and end[1] < box[1] - half_y)
        or (start[1] > box[1] + half_y and end[1] > box[1] + half_y)
    ):
        return False
    across, down = end[0] - start[0], end[1] - start[1]
    low, high = 0.0, 1.0
    for begin, way, middle, half in (
        (start[0], across, box[0], half_x),
        (start[1], down, box[1], half_y),
    ):
        if abs(way) < 1e-9:
            if abs(begin - middle) > half:
                return False
            continue
        one, other = (middle - half - begin) / way, (middle + half - begin) / way
        low, high = max(low, min(one, other)), min(high, max(one, other))
    return low < high


def is_free(place: Place, taken: Iterable[Place], apart_y: float = APART_Y) -> bool:
    """Tell whether a box at `place` touches none of the others."""
    x, y = place
    return all(abs(x - other[0]) >= APART_X or abs(y - other[1]) >= apart_y for other in taken)


def free_place(wanted: Place, taken: Iterable[Place]) -> Place:
    """Return the free place nearest to `wanted`: that itself, or one in half steps around it, never left or above 0."""
    return next(_free_places(wanted, tuple(taken), APART_Y))


def _free_places(wanted: Place, taken: Sequence[Place], apart_y: float) -> Iterator[Place]:
    """Yield free places, ever further from the one that is wanted."""
    x = min(max(round(wanted[0], 2), 0.0), FURTHEST)
    y = min(max(round(wanted[1], 2), 0.0), FURTHEST)
    if is_free((x, y), taken, apart_y):
        yield x, y
    for across, down in _around():
        place = (round(x * 2) / 2 + across, round(y * 2) / 2 + down)
        if min(place) >= 0.0 and is_free(place, taken, apart_y):
            yield place


def _around() -> Iterator[Place]:
    """Yield half steps ever further from the middle."""
    ring = 1
    while True:
        reach = range(-ring, ring + 1)
        edge = [(a, b) for a in reach for b in reach if max(abs(a), abs(b)) == ring]
        for a, b in sorted(edge, key=lambda each: (hypot(each[0], each[1] * 0.8), each[1] < 0, each[0] < 0)):
            yield a / 2, b / 2
        ring += 1


def _other(party_id: str, wait: Wait) -> str:
    return wait.whom if wait.who == party_id else wait.who


def _groups(now: CouplingMap) -> list[list[str]]:
    """Return the parties that hang together, largest group first, else in the order of the map."""
    beside_of: dict[str, set[str]] = {each.id: set() for each in now.parties}
    for wait in now.waits:
        beside_of[wait.who].add(wait.whom)
        beside_of[wait.whom].add(wait.who)
    order = list(beside_of)
    seen: set[str] = set()
    found: list[list[str]] = []
    for start in order:
        if start in seen:
            continue
        group, work = {start}, [start]
        while work:
            for each in beside_of[work.pop()]:
                if each not in group:
                    group.add(each)
                    work.append(each)
        seen |= group
        found.append([each for each in order if each in group])
    return sorted(found, key=len, reverse=True)


def _forward(group: Sequence[str], now: CouplingMap) -> list[tuple[str, str]]:
    """Return the arrows among a group as pairs without a loop: those that lead back are turned round.

    Few are turned: who only waits goes in front, whom others only wait for goes behind, and in between who waits for
    more than wait for them (the greedy heuristic of Eades, Lin and Smyth).
    """
    inside = set(group)
    pairs = dict.fromkeys((wait.who, wait.whom) for wait in now.waits if wait.who in inside)
    out: dict[str, set[str]] = {each: set() for each in group}
    into: dict[str, set[str]] = {each: set() for each in group}
    for who, whom in pairs:
        out[who].add(whom)
        into[whom].add(who)
    front: list[str] = []
    back: list[str] = []
    left = dict.fromkeys(group)
    while left:
        end = next((each for each in left if not out[each]), None)
        begin = next((each for each in left if not into[each]), None)
        here = end or begin or max(left, key=lambda each: len(out[each]) - len(into[each]))
        (back if here == end else front).append(here)
        del left[here]
        for each in out[here]:
            into[each].discard(here)
        for each in into[here]:
            out[each].discard(here)
    place = {each: number for number, each in enumerate([*front, *reversed(back)])}
    turned = ((who, whom) if place[who] < place[whom] else (whom, who) for who, whom in pairs)
    return list(dict.fromkeys(turned))


def _layers(group: Sequence[str], now: CouplingMap) -> list[_Layer]:
    """Return the layers of a group, each party with how far across the library puts it, so that few arrows cross."""
    forward = _forward(group, now)
    if len(group) == 2:
        # Most maps begin so, before the library is read.
        return [[(each, 0.0)] for each in forward[0]]
    # Nothing but a map needs it, and reading it takes a while.
    from grandalf.graphs import Edge, Vertex, graph_core
    from grandalf.layouts import SugiyamaLayout, VertexViewer

    vertices = {each: Vertex(each) for each in group}
    for vertex in vertices.values():
        vertex.view = VertexViewer(1, 1)
    edges = [Edge(vertices[a], vertices[b]) for a, b in forward]
    # The core of a graph keeps the order of its edges, a graph looks them up in a set: then no two runs are the same.
    layout = SugiyamaLayout(graph_core(list(vertices.values()), edges))
    layout.init_all(roots=[each for each in vertices.values() if not each.e_in()], inverted_edges=[])
    layout.draw()
    found: list[_Layer] = [[] for _ in layout.layers]
    for each, vertex in vertices.items():
        found[layout.grx[vertex].rank].append((each, float(vertex.view.xy[0])))
    return [sorted(layer, key=lambda each: each[1]) for layer in found]


def _best(layers: Sequence[_Layer], count: int, now: CouplingMap) -> dict[str, Place]:
    """Return places for a group: of a few parties those in which the fewest arrows run through foreign boxes."""
    usual = max(4, ceil(sqrt(count * 1.05)))
    if count > _FEW:
        return _places_in(_columns(layers, count, usual))

    known = [wait for wait in now.waits if any(each == wait.who for layer in layers for each, _ in layer)]

    def shape(found: Mapping[str, Place]) -> float:
        """Return how far from the shape of a screen it is, and how many wait for somebody who is not further right."""
        wide = (max(x for x, _ in found.values()) + 1.0) * STEP_X
        high = (max(y for _, y in found.values()) + 1.0) * STEP_Y
        aside = sum(found[wait.who][0] >= found[wait.whom][0] for wait in known)
        return abs(log(wide / high / _SHAPE)) + _ASIDE * aside

    def cost(found: Mapping[str, Place]) -> tuple[int, float]:
        """Return how many arrows run through foreign boxes, drawn closer and wider as a room has it, and the shape."""
        unclear = 0
        for stretch_x, stretch_y in _STRETCHED:
            boxes = {
                each: Box(
                    x * STEP_X * stretch_x, y * STEP_Y * stretch_y, BOX_WIDTH * STEP_X, BOX_HEIGHT * STEP_Y
                )
                for each, (x, y) in found.items()
            }
            unclear += sum(not curve.clear for curve in Lines(boxes, known).curves.values())
        return unclear, shape(found)

    folded = [_columns(layers, count, most) for most in range(3, 8)]
    if _UNFOLDED < len(layers) <= _FOLDED:
        folded.extend(_folded(layers))
    ways = sorted((_places_in(columns, row) for row in _ROWS for columns in folded), key=shape)
    return min(ways[:_COMPARED], key=cost)


def _folded(layers: Sequence[_Layer]) -> Iterator[list[_Layer]]:
    """Yield every way in which layers that follow each other share a column of at most `_HIGHEST` parties."""
    if not layers:
        yield []
        return
    for joined in range(1, len(layers) + 1):
        column = [each for layer in layers[:joined] for each in layer]
        if joined > 1 and len(column) > _HIGHEST:
            return
        for rest in _folded(layers[joined:]):
            yield [column, *rest]


def _columns(layers: Sequence[_Layer], count: int, most: int) -> list[_Layer]:
    """Return about `most` columns: short layers share one, long ones are cut, so that the map is no ribbon."""
    high = max(3, ceil(count / most) + 1)
    join = len(layers) > most
    found: list[_Layer] = []
    for layer in layers:
        if join and found and len(found[-1]) + len(layer) <= high:
            found[-1] = sorted([*found[-1], *layer], key=lambda each: each[1])
            continue
        parts = ceil(len(layer) / high)
        # Neighbours go into different columns, so that both keep the order of the whole layer.
        found.extend([list(layer[number::parts]) for number in range(parts)])
    return found


def _places_in(columns: Sequence[_Layer], row_height: float = 1.0) -> dict[str, Place]:
    """Return places in columns, every second one half a step lower, so that arrows find a way between boxes."""
    rows = max(len(each) for each in columns)
    across = [value for column in columns for _, value in column]
    low, high = min(across), max(across)
    found: dict[str, Place] = {}
    for number, column in enumerate(columns):
        room = rows - len(column)
        before = -1
        for place, (each, value) in enumerate(column):
            wish = round((value - low) / (high - low) * (rows - 1)) if high > low else 0
            row = min(max(wish, before + 1), room + place)
            found[each] = (float(number), round((row + (number % 2) / 2) * row_height, 2))
            before = row
    return found
