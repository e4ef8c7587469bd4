"""From a mapping, as TOML or JSON gives it, to a `Method`, and back. Everything a method must obey is checked here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from facilitator.method import Activity, Box, Canvas, Lane, Method, Phase, Reference, Variant
from facilitator.method_files.reading import Document, Table, listed, nearest, shown
from facilitator.method_files.settings import check_named, settings_of
from facilitator.setting_shapes import Entries, OneOf, Shape

FORMAT = 1
"""The version of the file format that this program reads and writes."""
COLOURS = ("sun", "sky", "moss", "rose", "clay", "stone")
"""The colours of notes."""
LONGEST = 24 * 60.0
"""Minutes in the longest phase, and in the longest method."""
MOST_PEOPLE = 1_000
WIDEST = 10_000.0

_METHOD = (
    "format",
    "id",
    "version",
    "title",
    "family",
    "summary",
    "purpose",
    "icon",
    "minutes",
    "people",
    "after",
    "references",
    "variants",
    "activities",
    "canvas",
)
_VARIANT = ("id", "title", "minutes", "phases")
_PEOPLE = ("least", "most")
_REFERENCE = ("author", "title", "link")
_ACTIVITY = (
    "id",
    "kind",
    "title",
    "purpose",
    "question",
    "optional",
    "reads",
    "writes",
    "rules",
    "settings",
    "lanes",
    "phases",
)
_LANE = ("id", "title", "question", "colour", "box", "prompts")
_PHASE = ("id", "title", "minutes", "heading", "room", "say", "watch", "hint", "way")
_CANVAS = ("title", "columns", "credit", "name_from", "leader_from", "boxes")
_BOX = ("id", "icon", "title", "question", "column", "share", "prompt", "source")


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a method may say about one kind of activity.

    `phases` in their order; `settings` with the shape of each value; `needs` names what cannot be left out, a setting
    as "settings.items".
    """

    phases: tuple[str, ...]
    settings: Mapping[str, Shape]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a method file may choose from: kinds of activity and icons."""

    kinds: Mapping[str, KindWords]
    icons: Collection[str]


def method_from(document: Document, words: Words) -> Method:
    """Return the method that `document` holds.

    Raises:
        MethodError: the first mistake found, with its place.
    """
    top = document.table(document.root, (), _METHOD)
    if top.whole("format", 1, 1_000_000, "the version of the file format") > FORMAT:
        top.fail("format", f"must be {FORMAT}: this file was written for a newer Facilitator.")
    people = top.table("people", _PEOPLE)
    least = people.whole("least", 1, MOST_PEOPLE, "the smallest number of people")
    most = people.whole("most", least, MOST_PEOPLE, "the largest number of people")
    canvas_table = top.table("canvas", _CANVAS) if "canvas" in top else None
    activity_tables = top.tables("activities", _ACTIVITY)
    method = Method(
        id=top.identifier("id"),
        version=top.line("version", needed=True),
        title=top.line("title", needed=True),
        summary=top.text("summary"),
        purpose=top.text("purpose"),
        icon=top.choice("icon", words.icons, "an icon"),
        minutes=top.number("minutes", LONGEST, "minutes"),
        least=least,
        most=most,
        references=tuple(_reference(each) for each in top.tables("references", _REFERENCE)),
        activities=tuple(_activity(each, words) for each in activity_tables),
        canvas=_canvas(canvas_table, words) if canvas_table else None,
        after=top.texts("after"),
        variants=_variants(top, activity_tables),
        family=top.line("family"),
    )
    if not method.activities:
        top.fail("activities", "must hold at least one activity, written as [[activities]].")
    _check_names(method, activity_tables, canvas_table, words)
    return method


def _variants(top: Table, activities: list[Table]) -> tuple[Variant, ...]:
    """Return the other lengths of a method; what they name is read from the tables of its activities."""
    tables = top.tables("variants", _VARIANT)
    timeboxes = [
        f"{activity.identifier('id')}/{phase.identifier('id')}"
        for activity in activities
        for phase in activity.tables("phases", _PHASE)
    ]
    found = []
    for table in tables:
        named = table.table("phases", timeboxes)
        found.append(
            Variant(
                id=table.identifier("id"),
                title=table.line("title", needed=True),
                minutes=table.number("minutes", LONGEST, "minutes"),
                phases={key: named.number(key, LONGEST, "minutes") for key in timeboxes if key in named},
            )
        )
    _unique([each.id for each in found], tables, "variant")
    return tuple(found)


def _reference(table: Table) -> Reference:
    return Reference(
        author=table.line("author", needed=True),
        title=table.line("title", needed=True),
        link=table.line("link"),
    )


def _activity(table: Table, words: Words) -> Activity:
    kind_name = table.choice("kind", words.kinds, "a kind of activity")
    kind = words.kinds[kind_name]
    for key in kind.needs:
        _check_need(table, kind, kind_name, key)
    phase_tables = table.tables("phases", _PHASE)
    phases = tuple(_phase(each, kind) for each in phase_tables)
    if not phases:
        table.fail("phases", f"must hold at least one phase of this kind ({listed(kind.phases)}).")
    _unique([phase.id for phase in phases], phase_tables, "phase")
    _in_order(phases, phase_tables, kind)
    activity = Activity(
        id=table.identifier("id"),
        kind=kind_name,
        title=table.line("title", needed=True),
        purpose=table.text("purpose"),
        question=table.line("question"),
        optional=table.flag("optional"),
        lanes=tuple(_lane(each) for each in table.tables("lanes", _LANE)),
        phases=phases,
        reads=table.identifiers("reads"),
        writes=table.identifiers("writes"),
        rules=table.texts("rules"),
        settings=settings_of(table.table("settings", kind.settings), kind.settings, words.icons),
    )
    ways = {phase.way for phase in phases if phase.way}
    chosen = activity.settings.get("way")
    if chosen is not None and chosen not in ways:
        table.fail("settings", f"chooses the way {shown(chosen)}, which no phase has.{nearest(chosen, ways)}")
    return activity


def _check_need(table: Table, kind: KindWords, kind_name: str, key: str) -> None:
    """Check that a list is filled, or a setting is there: "lanes", "settings.items", "lanes or settings.items"."""
    key, _, instead = key.partition(" or ")
    if instead and instead.removeprefix("settings.") in table.table("settings", kind.settings):
        return
    place, _, setting = key.rpartition(".")
    holder = table.table(place, kind.settings) if place else table
    if place and not isinstance(kind.settings[setting], Entries | tuple):
        if setting not in holder:
            holder.fail(setting, f"is missing: {kind_name} needs it.")
    elif not holder.filled(setting):
        holder.fail(setting, f"must hold at least one entry: {kind_name} needs it.")


def _in_order(phases: tuple[Phase, ...], tables: list[Table], kind: KindWords) -> None:
    furthest = 0
    for phase, table in zip(phases, tables, strict=True):
        place = kind.phases.index(phase.id)
        if place < furthest:
            table.fail("id", f"is out of order: the phases of this kind are {listed(kind.phases)}.")
        furthest = place


def _phase(table: Table, kind: KindWords) -> Phase:
    ways = kind.settings.get("way")
    way = None
    if "way" in table:
        if not isinstance(ways, OneOf):
            table.fail("way", "is only for kinds of activity that can be run in several ways.")
        way = table.choice("way", ways.words, "a way")
    return Phase(
        id=table.choice("id", kind.phases, "a phase of this kind"),
        title=table.line("title", needed=True),
        minutes=table.number("minutes", LONGEST, "minutes"),
        heading=table.line("heading"),
        room=table.line("room"),
        say=table.text("say"),
        watch=table.texts("watch"),
        hint=table.text("hint"),
        way=way,
    )


def _lane(table: Table) -> Lane:
    return Lane(
        id=table.identifier("id"),
        title=table.line("title", needed=True),
        question=table.line("question"),
        colour=table.choice("colour", COLOURS, "a colour of notes", "sun"),
        box=table.identifier("box") if "box" in table else None,
        prompts=table.texts("prompts"),
    )


def _canvas(table: Table, words: Words) -> Canvas:
    columns = table.numbers("columns", WIDEST, "relative widths")
    box_tables = table.tables("boxes", _BOX)
    boxes = tuple(_box(each, words, len(columns)) for each in box_tables)
    for number in range(1, len(columns) + 1):
        if not any(box.column == number for box in boxes):
            table.fail("columns", f"has {len(columns)} columns, but no box stands in column {number}.")
    if not boxes:
        table.fail("boxes", "must hold at least one box, written as [[canvas.boxes]].")
    _unique([box.id for box in boxes], box_tables, "box")
    return Canvas(
        title=table.line("title", needed=True),
        columns=columns,
        boxes=boxes,
        credit=table.line("credit"),
        name_from=table.identifier("name_from") if "name_from" in table else "name",
        leader_from=table.identifier("leader_from") if "leader_from" in table else "leader",
    )


def _box(table: Table, words: Words, columns: int) -> Box:
    return Box(
        id=table.identifier("id"),
        icon=table.choice("icon", words.icons, "an icon"),
        title=table.line("title", needed=True),
        question=table.line("question"),
        column=table.whole("column", 1, max(columns, 1), "the number of a column"),
        share=table.number("share", WIDEST, "a share of the column’s height"),
        prompt=table.line("prompt"),
        source=table.identifiers("source"),
    )


def _unique(ids: Iterable[str], tables: Iterable[Table], what: str) -> None:
    taken: set[str] = set()
    for each, table in zip(ids, tables, strict=True):
        if each in taken:
            table.fail("id", f"must be its own: another {what} is called “{each}” already.")
        taken.add(each)


def _check_names(method: Method, activities: list[Table], canvas: Table | None, words: Words) -> None:
    """Check that ids are unique and that every name somewhere leads to something."""
    _unique([each.id for each in method.activities], activities, "activity")
    lane_tables = [lane for table in activities for lane in table.tables("lanes", _LANE)]
    lanes = [lane for activity in method.activities for lane in activity.lanes]
    _unique([lane.id for lane in lanes], lane_tables, "lane")
    boxes = [box.id for box in method.canvas.boxes] if method.canvas else []
    for lane, table in zip(lanes, lane_tables, strict=True):
        if lane.box is not None and lane.box not in boxes:
            table.fail(
                "box",
                f"must be a box of the canvas ({listed(boxes)}), not “{lane.box}”.{nearest(lane.box, boxes)}",
            )
    lane_ids = [lane.id for lane in lanes]
    written = [name for activity in method.activities for name in activity.writes]
    names = list(dict.fromkeys([*lane_ids, *boxes, *written]))
    for activity, table in zip(method.activities, activities, strict=True):
        for name in activity.writes:
            if name in lane_ids:
                table.fail("writes", f"must name an outcome, but “{name}” is a lane: choose another word.")
        _all_known(activity.reads, names, table, "reads")
        shapes = words.kinds[activity.kind].settings
        rated = [each.id for each in method.activities if each.kind == "rating"]
        check_named(table.table("settings", shapes), shapes, lane_ids, [*boxes, *written], rated)
    if method.canvas and canvas:
        _check_canvas(method.canvas, canvas, lanes, names, [*boxes, *written])


def _check_canvas(
    canvas: Canvas, table: Table, lanes: list[Lane], names: list[str], outcomes: list[str]
) -> None:
    for key, name, usual in (
        ("name_from", canvas.name_from, "name"),
        ("leader_from", canvas.leader_from, "leader"),
    ):
        # The usual names may stand for nothing: a canvas without a leader leaves that line out.
        if name != usual:
            _all_known((name,), outcomes, table, key)
    filled = {lane.box for lane in lanes}
    for box, box_table in zip(canvas.boxes, table.tables("boxes", _BOX), strict=True):
        _all_known(box.source, names, box_table, "source")
        if box.id not in filled and box.id not in outcomes[len(canvas.boxes) :] and not box.source:
            box_table.fail(
                "source",
                "is missing: nothing fills this box. Give a lane this box, or name here what fills it.",
            )


def _all_known(wanted: Iterable[str], known: list[str], table: Table, key: str) -> None:
    for name in wanted:
        if name not in known:
            table.fail(
                key, f"must name what the method has ({listed(known)}), not “{name}”.{nearest(name, known)}"
            )
