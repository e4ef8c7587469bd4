"""Force fields, from one force to two hundred, as values and as sessions that were really held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from exports.source import Source
from facilitator import method_files
from facilitator.document import CommunityNamed
from facilitator.forces import Force, ForceField, ForceFigures, PlanItem, Side, way_of
from facilitator.model import ActionItem
from facilitator.opening import rehearse
from facilitator.scoring import EMPTY, SCALES, Scale, tally_of
from facilitator.session import Session

STARTED = "2026-03-12T12:00:00+00:00"
HOME = "change"
NOW = "Each team solves reliability alone"
WANTED = "A community shares what works, across all teams"

Given = tuple[str, Sequence[int]] | tuple[str, Sequence[int], Mapping[str, Any]]
"""A force: title, scores, and what else is known of its figures."""

DRIVERS: tuple[Given, ...] = (
    ("Engineers want calmer nights", (4, 5, 5, 5)),
    ("Leaders ask for reliability figures", (3, 4, 4, 5), {"differs": True}),
    ("Three teams already share alerts", (2, 3, 3, 4), {"expected": 4.0}),
    ("Tooling is paid for", (1, 2, 2, 4)),
)
RESTRAINERS: tuple[Given, ...] = (
    ("No time kept free for members", (4, 5, 5, 5), {"expected": 3.0}),
    ("Teams compare incident counts", (2, 4, 4, 5), {"expected": 2.0, "differs": True}),
    ("Knowledge sits with a few people", (2, 3, 3, 4), {"expected": 2.0}),
    ("Channels are scattered", (2, 2, 2, 3), {"expected": 1.0}),
)
TITLES = (
    "Leaders ask for reliability figures",
    "Three teams already share alerts",
    "Customers ask how we learn from incidents",
    "Audit expects evidence of learning",
    "New hires know the practice from elsewhere",
    "The platform team offers help",
    "Good experience with the pilot in the delivery team",
    "Weekly rota is already in place",
    "Costs of incidents are now visible in the quarterly figures of every product team",
    "Few, but very keen volunteers",
)


def figures(side: Side, given: Iterable[Given], scale: Scale = SCALES["1-5"]) -> tuple[ForceFigures, ...]:
    """Return the figures of one side, in the order given."""
    found = []
    for number, (title, scores, *rest) in enumerate(given):
        more: dict[str, Any] = dict(rest[0]) if rest else {}
        then = more.pop("then", None)
        earlier = tally_of(then) if then else None
        strength = tally_of(scores)
        found.append(
            ForceFigures(
                Force(f"{side}-{number}", side, title),
                strength,
                more.pop("changeability", EMPTY),
                strength.figure(scale),
                then=earlier,
                then_figure=earlier.figure(scale) if earlier else None,
                **more,
            )
        )
    return tuple(found)


def plan_of(forces: Iterable[ForceFigures], count: int | None = None) -> tuple[PlanItem, ...]:
    """Return an action for each force with an expected score, or `count` actions on the first of them."""
    aimed = [each for each in forces if each.expected is not None]
    if count is not None:
        aimed = aimed[:1] * count
    return tuple(
        PlanItem(
            ActionItem(f"a{number}", "s", f"Action number {number} for it", "Mira", "2026-04-30"),
            each.force.id,
            way_of(each.force.side),
            each.expected,
        )
        for number, each in enumerate(aimed)
    )


def field_of(
    drivers: Iterable[Given] = DRIVERS,
    restrainers: Iterable[Given] = RESTRAINERS,
    *,
    scale: str = "1-5",
    planned: int | None = None,
    **more: Any,
) -> ForceField:
    """Return a force field as a value."""
    on = SCALES[scale]
    left, right = figures("driver", drivers, on), figures("restrainer", restrainers, on)
    return ForceField(
        home=HOME,
        now=more.pop("now", NOW),
        wanted=more.pop("wanted", WANTED),
        scale=on,
        drivers=left,
        restrainers=right,
        voters=max((each.strength.voters for each in (*left, *right)), default=0),
        plan=plan_of((*right, *left), planned),
        **more,
    )


def many(count: int, *, expected: int = 3) -> list[Given]:
    """Return `count` forces, strongest first, a few of them with an expected score."""
    found: list[Given] = []
    for number in range(count):
        median = max(1, 5 - number * 5 // count)
        scores = (max(1, median - number % 3), median, median, min(5, median + (number + 1) % 3))
        more = {"expected": float(max(1, median - 2))} if number < expected else {}
        found.append((TITLES[number % len(TITLES)], scores, more))
    return found


LONG = "Nobody has ever written down who decides about the money for tools. " * 40
HOSTILE: tuple[Given, ...] = (
    ("<b>bold</b> & <img src=x onerror=alert(1)>", (1, 2, 5)),
    ("w" * 200, (3, 3)),
    (LONG, (2, 4)),
    ("الخوف من اللوم أمام الفرق الأخرى (v2)", (1, 5)),
    ("🚀 👩‍💻 ✓ → שלום", (4,)),
    ("=1+1", ()),
)

CASES: dict[str, ForceField] = {
    "4 and 4": field_of(),
    "20 and 20": field_of(many(20, expected=0), many(20), planned=8),
    "200": field_of(many(100), many(100), planned=8),
    "2 and 9": field_of(many(2), many(9)),
    "one": field_of((), [("Only this one", (3,))]),
    "nobody voted": field_of([("A", ()), ("B", ())], [("C", ())]),
    "nothing": field_of((), (), now="", wanted=""),
    "hostile": field_of(HOSTILE, HOSTILE, now=LONG, wanted="w" * 400),
    "1 to 10": field_of([("Ten", (10, 10)), ("Middle", (3, 8))], [("One", (1, 1))], scale="1-10"),
    "words": field_of([("High", (3, 3))], [("Low", (1, 2, 1))], scale="high-medium-low"),
    "dots": field_of([("Many", (9, 8, 3)), ("Few", (1,))], [("None", ())], scale="dots"),
    "halves": field_of([("Half", (3, 4), {"expected": 4.5})], [("Ten", (2, 3), {"expected": 0.0})]),
    "then": field_of(
        [
            (title, scores, {**(rest[0] if rest else {}), "then": (2, 2, 3)})
            for title, scores, *rest in DRIVERS
        ],
        [
            (title, scores, {**(rest[0] if rest else {}), "then": (4, 5)})
            for title, scores, *rest in RESTRAINERS
        ],
        then_date="2025-03-12",
    ),
}


def held(drivers: Iterable[Given] = DRIVERS, restrainers: Iterable[Given] = RESTRAINERS) -> Session:
    """Return a session in which these forces were written, weighed, shown and planned for."""
    session = rehearse(method_files.load("force-field"), "Reliability, weighed")
    session.course.start()
    session.forces.set_change(NOW, WANTED)
    session.forces.set_thumbs(8, 1, 0)
    ids = []
    for lane, given in (("helps", drivers), ("hinders", restrainers)):
        for title, scores, *rest in given:
            note = session.notes.add(lane, title)
            ids.append((note.id, rest[0].get("expected") if rest else None))
            for sheet, score in enumerate(scores, start=1):
                session.scores.set(HOME, "strength", sheet, note.id, score)
                session.scores.set(HOME, "changeability", sheet, note.id, 1 + sheet % 5)
    for name in ("strength", "changeability"):
        session.scores.reveal(HOME, name)
    for number, (force_id, expected) in enumerate(ids):
        if expected is not None:
            session.forces.plan(
                force_id, f"Action {number}", owner="Mira", due="2026-04-30", expected=expected
            )
    session.forces.link(ids[0][0], ids[-1][0])
    return session


def source_of(session: Session) -> Source:
    """Return a session as it is exported, with a community."""
    community = CommunityNamed("c", "Reliability Guild")
    return Source(session.data, replace(session.place, started=STARTED), STARTED, community)
