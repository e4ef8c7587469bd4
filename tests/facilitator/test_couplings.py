"""The coupling map: lines as people type them, figures, what a change would do, and where parties stand."""

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator import couplings
from facilitator.coupling_figures import Figures, figures, waits_along
from facilitator.coupling_layout import APART_X, APART_Y, arranged, free_place, is_free, places
from facilitator.coupling_lines import Box, Curve, Lines
from facilitator.couplings import CouplingMap, Party, Step, Wait, after, merged, parse_line, split, without
from facilitator.errors import UserError


def drawn(*lines: str) -> CouplingMap:
    """A map out of "A B 3": A waits for B 3 days; ids are the letters."""
    arrows = [each.split() for each in lines]
    names = dict.fromkeys(name for one, other, _ in arrows for name in (one, other))
    return CouplingMap(
        tuple(Party(name, name, float(number)) for number, name in enumerate(names)),
        tuple(
            Wait(f"{one}{other}", one, other, float(days), float(number))
            for number, (one, other, days) in enumerate(arrows)
        ),
    )


def canvas() -> CouplingMap:
    """A map of nine parties whose figures are worked out by hand: 67 days, two loops, all wait for the feed."""
    return drawn(
        "Ordering Payment 3",
        "Ordering Stock 2",
        "Ordering Feed 30",
        "Ordering Legal 4",
        "Stock Feed 5",
        "Search Feed 20",
        "Search Platform 4",
        "Feed Platform 10",
        "Platform Ordering 2",
        "Platform Security 15",
        "Security Access 12",
        "Payment Access 8",
    )


@st.composite
def maps(draw: st.DrawFn, most: int = 6) -> CouplingMap:
    """Maps of a few parties with any arrows between them."""
    count = draw(st.integers(0, most))
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=14)) if pairs else []
    days = st.integers(0, 20)
    return CouplingMap(
        tuple(Party(f"p{each}", f"Party {each}", float(each)) for each in range(count)),
        tuple(
            Wait(f"w{number}", f"p{a}", f"p{b}", float(draw(days)), float(number))
            for number, (a, b) in enumerate(chosen)
        ),
    )


def paths(now: CouplingMap) -> list[tuple[str, ...]]:
    """Every chain of at least two parties in which none is twice, by trying all orders."""
    arrows = {(each.who, each.whom) for each in now.waits}
    ids = [each.id for each in now.parties]
    return [
        path
        for length in range(2, len(ids) + 1)
        for path in permutations(ids, length)
        if all(pair in arrows for pair in pairwise(path))
    ]


@pytest.mark.parametrize(
    ("line", "who", "whom", "days"),
    [
        ("Ordering waits for Data feed 10 days", "Ordering", "Data feed", 10.0),
        ("a  WAITS  FOR  b 1 day", "a", "b", 1.0),
        ("Search waits on Feed for 2 weeks", "Search", "Feed", 14.0),
        ("Search -> Feed 2w", "Search", "Feed", 14.0),
        ("Stock → Feed, 2,5 d", "Stock", "Feed", 2.5),
        ("Stock needs Feed (1 month)", "Stock", "Feed", 30.0),
        ("Stock waits for Feed 12 hours", "Stock", "Feed", 0.5),
        ("Blue waits for Team 7", "Blue", "Team 7", None),
        ("Blue waits for Team 7, 3", "Blue", "Team 7", 3.0),
        ("Blue waits for Team 7: 3 days", "Blue", "Team 7", 3.0),
        ("Blue waits for Day crew", "Blue", "Day crew", None),
        ("Legal", "Legal", "", None),
        ("2 days", "2 days", "", None),
    ],
)
def test_a_line_is_read_as_people_say_it(line: str, who: str, whom: str, days: float | None) -> None:
    """Names may hold numbers; only a number with a unit, or behind a comma, is a time."""
    assert parse_line(line) == (who, whom, days)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "needs at least one character"),
        ("A waits for ", "Say who waits for whom"),
        ("-> B", "Say who waits for whom"),
        ("A waits for 3 days", "Say who waits for whom"),
        ("Feed waits for feed 3 days", "Nobody waits for themselves"),
        ("A waits for B 99999 days", "between 0 and 9,999 days"),
        (f"{'x' * 121} waits for B", "120 characters at most"),
    ],
)
def test_a_line_that_says_too_little_is_explained(line: str, said: str) -> None:
    """What is wrong is said in one sentence."""
    with pytest.raises(UserError, match=said):
        parse_line(line)


def test_figures_of_a_map_worked_out_by_hand() -> None:
    """Nine parties; the feed is waited for 55 days by three; 67 days are the longest chain; two loops."""
    found = figures(canvas())
    assert (found.parties, found.waits) == (9, 12)
    assert (found.waited_for, found.waited_days, found.waiters) == (("Feed",), 55.0, 3)
    assert found.chain == ("Ordering", "Feed", "Platform", "Security", "Access")
    assert (found.chain_days, found.chain_sure) == (67.0, True)
    assert found.loops == (("Ordering", "Feed", "Platform"), ("Ordering", "Stock", "Feed", "Platform"))
    assert not found.more_loops


@given(maps())
def test_figures_are_those_of_counting_everything(now: CouplingMap) -> None:
    """Chain, loops and whom most wait for are the same as by trying every chain there is."""
    found = figures(now)
    days = {(each.who, each.whom): each.days for each in now.waits}
    every = paths(now)
    longest = max((sum(days[pair] for pair in pairwise(path)) for path in every), default=0.0)
    assert found.chain_sure
    assert found.chain_days == longest == sum(each.days for each in waits_along(now, found.chain))
    assert (found.chain in every) == bool(now.waits)
    rings = {path for path in every if (path[-1], path[0]) in days and path[0] == min(path)}
    assert set(found.loops) == rings
    assert len(found.loops) == len(rings)
    waited = {each.id: sum(wait.days for wait in now.waits if wait.whom == each.id) for each in now.parties}
    if now.waits:
        assert found.waited_days == max(waited.values())
        assert all(waited[each] == found.waited_days for each in found.waited_for)


def test_a_map_full_of_loops_is_answered_at_once_and_says_at_least() -> None:
    """Everybody waits for everybody: nobody could count that out, and the figures admit it."""
    names = [f"P{each}" for each in range(30)]
    found = figures(drawn(*(f"{a} {b} 1" for a in names for b in names if a != b)))
    assert not found.chain_sure
    assert found.more_loops
    assert len(found.loops) <= 99


@given(maps())
def test_taking_an_arrow_away_makes_no_chain_longer_and_no_loop_more(now: CouplingMap) -> None:
    """A cut can only help, or do nothing."""
    before = figures(now)
    for each in now.waits:
        found = figures(without(now, each.id))
        assert found.waits == before.waits - 1
        assert found.chain_days <= before.chain_days
        assert set(found.loops) <= set(before.loops)


@given(maps(), st.data())
def test_glued_parties_wait_for_each_other_no_more(now: CouplingMap, data: st.DataObject) -> None:
    """No arrow leads from the glued party to itself, none is doubled, and no wait grows."""
    ids = [each.id for each in now.parties]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    found = merged(now, chosen, "One")
    if len(chosen) < 2:
        assert found == now
        return
    assert len(found.parties) == len(now.parties) - len(chosen) + 1
    assert found.party(chosen[0]) is not None
    pairs = [(each.who, each.whom) for each in found.waits]
    assert len(pairs) == len(set(pairs))
    assert all(who != whom for who, whom in pairs)
    there = {each.id for each in found.parties}
    assert all(who in there and whom in there for who, whom in pairs)
    known = {each.id: each.days for each in now.waits}
    assert all(each.days in known.values() for each in found.waits)


@given(maps(), st.data())
def test_a_split_keeps_every_arrow_and_gluing_undoes_it(now: CouplingMap, data: st.DataObject) -> None:
    """The two halves have together the arrows of the whole; glued again it is the map of before."""
    if not now.parties:
        return
    party = data.draw(st.sampled_from([each.id for each in now.parties]))
    own = [each.id for each in now.waits_of(party)]
    moved = data.draw(st.lists(st.sampled_from(own), unique=True)) if own else []
    found = split(now, party, "new", "The new one", moved)
    assert [each.id for each in found.waits] == [each.id for each in now.waits]
    assert {each.id for each in found.waits_of("new")} == set(moved)
    assert merged(found, [party, "new"]) == now


def test_steps_follow_each_other_and_those_in_the_air_do_nothing() -> None:
    """A what-if can build on itself; what its parties or arrows are gone for is passed over."""
    now = drawn("A B 3", "B C 4", "C A 5")
    steps = (
        Step("cut", wait="CA"),
        Step("merge", parties=("A", "B"), name="AB"),
        Step("cut", wait="CA"),
        Step("split", party="B", new="D", name="D", moved=("BC",)),
    )
    found = after(now, steps)
    assert [each.name for each in found.parties] == ["AB", "C"]
    assert [(each.who, each.whom, each.days) for each in found.waits] == [("A", "C", 4.0)]
    assert [couplings.steps_of([couplings.step_value(each)])[0] for each in steps] == list(steps)


def is_apart(where: dict[str, tuple[float, float]]) -> bool:
    """Whether no two boxes touch."""
    found = list(where.values())
    return all(is_free(each, found[:number] + found[number + 1 :]) for number, each in enumerate(found))


@settings(max_examples=30)
@given(maps(9))
def test_no_two_parties_lie_on_each_other(now: CouplingMap) -> None:
    """Laid out as a whole, every party has its own place, and the same one each time."""
    found = arranged(now)
    assert list(found) == [each.id for each in now.parties]
    assert is_apart(found)
    assert all(x >= 0 and y >= 0 for x, y in found.values())
    assert arranged(now) == found


@settings(max_examples=30)
@given(maps(10))
def test_without_loops_everybody_stands_left_of_whom_they_wait_for(now: CouplingMap) -> None:
    """Three columns and more: who waits is never to the right, unless short layers had to share a column."""
    forward = replace(now, waits=tuple(each for each in now.waits if each.who < each.whom))
    found = arranged(forward)
    assert all(found[each.who][0] <= found[each.whom][0] for each in forward.waits)


@settings(max_examples=30)
@given(maps(10), st.data())
def test_who_has_a_place_keeps_it_while_others_come(now: CouplingMap, data: st.DataObject) -> None:
    """Adding parties and arrows moves nobody, and new ones touch nobody."""
    count = data.draw(st.integers(0, len(now.parties)))
    there = {each.id for each in now.parties[:count]}
    first = CouplingMap(
        now.parties[:count], tuple(each for each in now.waits if {each.who, each.whom} <= there)
    )
    kept = places(first)
    assert is_apart(kept)
    stands = replace(
        now,
        parties=tuple(
            replace(each, x=kept[each.id][0], y=kept[each.id][1]) if each.id in kept else each
            for each in now.parties
        ),
    )
    found = places(stands)
    if kept:
        assert {each: found[each] for each in kept} == kept
    assert is_apart(found)


@given(
    st.tuples(st.floats(-5, 20), st.floats(-5, 20)),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40),
)
def test_a_party_that_is_dropped_lands_near_by_and_free(
    wanted: tuple[float, float], taken: list[tuple[int, int]]
) -> None:
    """Dropped on another one it goes beside it, never off the map."""
    found = free_place(wanted, taken)
    assert is_free(found, taken)
    assert min(found) >= 0
    x, y = max(wanted[0], 0.0), max(wanted[1], 0.0)
    if all(abs(x - a) >= APART_X + 0.01 or abs(y - b) >= APART_Y + 0.01 for a, b in taken):
        assert found == (round(x, 2), round(y, 2))


def boxes(now: CouplingMap) -> dict[str, Box]:
    return {each: Box(x * 168, y * 66, 112, 37) for each, (x, y) in arranged(now).items()}


def test_arrows_go_round_the_boxes_that_are_not_theirs() -> None:
    """On a map of the usual size no arrow runs through a foreign box, and every figure has its place."""
    where = boxes(canvas())
    lines = Lines(where, canvas().waits, lambda wait: (22, 16))
    for wait in canvas().waits:
        curve = lines.curves[wait.id]
        assert curve.clear
        assert curve.label is not None
        own = {wait.who, wait.whom}
        foreign = [box for each, box in where.items() if each not in own]
        assert not any(box.holds(curve.at(step / 50)) for step in range(51) for box in foreign)
        assert not any(box.holds(curve.label) for box in where.values())
    labels = [Box(*curve.label, 22, 16) for curve in lines.curves.values() if curve.label]
    assert not any(a.meets(b) for a, b in permutations(labels, 2))


def test_a_hundred_loops_are_more_than_are_told() -> None:
    """The last loop that is found counts, too: what is left out is always said."""
    spokes = [f"S{number}" for number in range(100)]
    parties = tuple(Party(each, each, float(place)) for place, each in enumerate([*spokes, "Hub"]))
    waits = [pair for each in spokes for pair in ((each, "Hub"), ("Hub", each))]
    found = figures(CouplingMap(parties, tuple(Wait(f"{who}{whom}", who, whom, 1.0) for who, whom in waits)))
    assert len(found.loops) == 99
    assert found.more_loops


def test_of_more_loops_than_are_told_the_shortest_are_told() -> None:
    """A long way round that was found first takes no line from a loop that two parties could end between them."""
    ring = [f"R{number}" for number in range(12)]
    lines = [f"{one} {other} 1" for place, one in enumerate(ring) for other in ring[place + 1 : place + 5]]
    lines += [f"{ring[-1]} {each} 1" for each in ring[:8]] + ["R11 R10 1", "R1 R0 1"]
    now = drawn(*lines)
    ends = {(each.who, each.whom) for each in now.waits}
    every = [
        loop
        for count in range(2, 7)
        for loop in permutations(ring, count)
        if loop[0] == min(loop, key=ring.index)
        and all(pair in ends for pair in zip(loop, (*loop[1:], loop[0]), strict=True))
    ]
    assert len(every) > 99
    found = figures(now)
    assert found.more_loops
    told = [len(each) for each in found.loops]
    assert told == sorted(map(len, every))[:99]


def test_two_arrows_between_the_same_parties_do_not_lie_on_each_other() -> None:
    """A waits for B and B for A: both arrows are to be seen."""
    lines = Lines({"A": Box(0, 0, 100, 40), "B": Box(300, 0, 100, 40)}, drawn("A B 1", "B A 2").waits)
    up, down = lines.curves["AB"].at(0.5)[1], lines.curves["BA"].at(0.5)[1]
    assert abs(up - down) > 20


@settings(max_examples=30)
@given(maps(8), st.data())
def test_a_party_that_moves_takes_only_its_own_arrows_along(now: CouplingMap, data: st.DataObject) -> None:
    """After a move, its arrows are those of a map drawn anew, and all others lie where they lay."""
    if not now.parties:
        return
    where = boxes(now)
    party = data.draw(st.sampled_from(list(where)))
    x, y = data.draw(st.integers(0, 900)), data.draw(st.integers(0, 500))
    lines = Lines(where, now.waits)
    before = dict(lines.curves)
    moved = {each.wait for each in lines.move(party, x, y)}
    assert moved == {each.id for each in now.waits_of(party)}
    anew = Lines({**where, party: where[party]._replace(x=x, y=y)}, now.waits)
    for wait, curve in lines.curves.items():
        assert curve == (anew.curves[wait] if wait in moved else before[wait])


@settings(max_examples=60)
@given(maps(9), st.data())
def test_arrows_taken_over_from_an_earlier_map_are_those_drawn_anew(
    now: CouplingMap, data: st.DataObject
) -> None:
    """A party or an arrow more or less, one elsewhere: what is spared gives no other picture than drawing all of it."""
    if len(now.parties) < 3:
        return
    where = {each: box._replace(x=box.x + 2000.0) for each, box in boxes(now).items()}
    # Two stand so far out that whatever happens between them changes no edge.
    corners = {"far": Box(0, 0, 112, 37), "away": Box(9000, 900, 112, 37)}
    label = (22.0, 16.0)
    before = Lines({**where, **corners}, now.waits, lambda wait: label)
    party = data.draw(st.sampled_from(list(where)))
    change = data.draw(st.sampled_from(["carried", "taken out", "added", "arrow less", "days"]))
    after, waits = dict(where), list(now.waits)
    if change == "carried":
        x, y = data.draw(st.integers(0, 900)), data.draw(st.integers(0, 500))
        after[party] = where[party]._replace(x=2000.0 + x, y=y)
    elif change == "taken out":
        del after[party]
        waits = [each for each in waits if party not in (each.who, each.whom)]
    elif change == "added":
        x, y = data.draw(st.integers(0, 900)), data.draw(st.integers(0, 500))
        after["new"] = Box(2000.0 + x, y, 112, 37)
        waits.append(Wait("more", "new", party, 3.0, 99.0))
    elif waits:
        spot = data.draw(st.integers(0, len(waits) - 1))
        waits[spot : spot + 1] = [] if change == "arrow less" else [replace(waits[spot], days=77.0)]
    spared = Lines({**after, **corners}, waits, lambda wait: label, before)
    assert spared.curves == Lines({**after, **corners}, waits, lambda wait: label).curves


def test_of_a_large_map_only_what_a_change_touches_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """One party more on a map of 40 with 120 arrows: most arrows are taken over, and none is another one."""
    waits = tuple(
        Wait(f"{number}+{step}", f"P{number}", f"P{(number + step) % 40}", 3.0, float(number))
        for number in range(40)
        for step in (1, 2, 7)
    )
    where = {f"P{number}": Box(number % 8 * 170.0, number // 8 * 66.0, 112, 37) for number in range(40)}
    before = Lines(where, waits, lambda wait: (22, 16))
    # Between the others, so that the edges of the map are those of before.
    where["new"] = Box(85.0, 99.0, 112, 37)
    waits = (*waits, Wait("new", "new", "P9", 3.0, 99.0))
    anew = Lines(where, waits, lambda wait: (22, 16)).curves
    drawn_anew: list[str] = []
    usual = Lines._curve

    def curve(self: Lines, wait: Wait) -> Curve:
        drawn_anew.append(wait.id)
        return usual(self, wait)

    monkeypatch.setattr(Lines, "_curve", curve)
    assert Lines(where, waits, lambda wait: (22, 16), before).curves == anew
    assert "new" in drawn_anew
    assert len(drawn_anew) < len(waits) / 2


def test_arrows_that_are_shifted_are_the_same_arrows() -> None:
    """A picture that is moved as a whole, to make room at an edge, is no other picture; carrying goes on from there."""
    lines = Lines(boxes(canvas()), canvas().waits, lambda wait: (22, 16))
    shifted = lines.shifted(256.0, 128.0)
    for wait, curve in lines.curves.items():
        assert shifted.curves[wait] == curve.shifted(256.0, 128.0)
    left, top, right, bottom = lines.bounds()
    assert shifted.bounds() == (left + 256.0, top + 128.0, right + 256.0, bottom + 128.0)
    first = canvas().parties[0].id
    shifted.move(first, 700.0, 700.0)
    assert lines.boxes[first] != shifted.boxes[first]
    assert lines.bounds() == (left, top, right, bottom)


def test_figures_compare_as_values() -> None:
    """The desk draws figures anew only when they are others."""
    assert figures(canvas()) == figures(canvas())
    assert figures(CouplingMap()) == Figures(0, 0)
