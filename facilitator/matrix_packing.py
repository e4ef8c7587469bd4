"""Cards on a matrix whose quarters are full: each stays in its own, there in columns so that as many as can have room.

A card in a quarter that is not its own would say something else about the piece of work on it.
"""

from collections.abc import Mapping, Sequence

from facilitator.matrices import Area, Card, Point, spread

_CLOSE = 1e-6
"""Lengths are floats."""


def packed(
    wanted: Sequence[Card], width: float, height: float, gap: float, head: float = 0.0
) -> tuple[Point | None, ...]:
    """Return the upper left corners of cards of one width that do not touch, None for one without room in its quarter.

    Lengths are those of `facilitator.matrices.spread`, which places the cards of quarters that have room for all.
    """
    corners = spread(wanted, width, height, gap, head, astray=False)
    found: list[Point | None] = [*corners]
    half_x, half_y = width / 2, height / 2
    for x in (0.0, half_x):
        for y in (0.0, half_y):
            own = [
                n for n, each in enumerate(wanted) if (each.x >= half_x, each.y >= half_y) == (x > 0, y > 0)
            ]
            if _touch([(corners[number], wanted[number]) for number in own]):
                area = (x + gap, y + gap + head, x + half_x - gap, y + half_y - gap)
                places = _in_columns([wanted[number] for number in own], area, gap)
                for place, number in enumerate(own):
                    found[number] = places.get(place)
    return tuple(found)


def _touch(cards: Sequence[tuple[Point, Card]]) -> bool:
    return any(
        abs(a - x) < (other.width if a < x else card.width) - _CLOSE
        and abs(b - y) < (other.height if b < y else card.height) - _CLOSE
        for number, ((x, y), card) in enumerate(cards)
        for (a, b), other in cards[:number]
    )


def _in_columns(cards: Sequence[Card], area: Area, gap: float) -> Mapping[int, Point]:
    """Return the corners of cards in columns, by their number; what has no room has none.

    Who is wanted further left stands in a column further left, and in each the higher above the lower.
    """
    left, top, right, bottom = area
    wide, room = max(each.width for each in cards) + gap, bottom - top
    count = max(1, int((right - left + gap + _CLOSE) // wide))
    step = (right - left - count * wide + gap) / count
    order = sorted(range(len(cards)), key=lambda number: (cards[number].x, cards[number].y, number))
    # Columns are about as long as each other, so that none is full while another has room.
    share = sum(cards[number].height + gap for number in order) / count
    columns: list[list[int]] = [[] for _ in range(count)]
    ends = [0.0] * count
    before = 0.0
    for number in order:
        high = cards[number].height + gap
        wish = min(count - 1, int((before + high / 2) / share))
        before += high
        free = [each for each in range(count) if ends[each] + high <= room + gap + _CLOSE]
        if free:
            nearest = min(free, key=lambda each: abs(each - wish))
            columns[nearest].append(number)
            ends[nearest] += high
    found: dict[int, Point] = {}
    for place, column in enumerate(columns):
        spare = (room + gap - ends[place]) / max(1, len(column))
        y = top + spare / 2
        for number in sorted(column, key=lambda number: (cards[number].y, number)):
            found[number] = (left + step / 2 + place * (wide + step), y)
            y += cards[number].height + gap + spare
    return found
