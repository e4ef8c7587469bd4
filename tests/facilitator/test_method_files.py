"""Method files: what ships is sound, every mistake is explained, nothing a file holds can do harm."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from facilitator.activities import kind
from facilitator.errors import UserError
from facilitator.method import Activity, Box, Canvas, Lane, Method, Phase, Reference
from facilitator.method_files import (
    MethodError,
    available,
    from_mapping,
    load,
    parse,
    problems,
    to_mapping,
    words,
)
from facilitator.method_files.places import line_of
from facilitator.opening import rehearse

SHIPPED = resources.read_text("methods/cop-bootstrap.toml")
DOCUMENT = Path(__file__).parents[2] / "docs" / "methods.md"


def example() -> str:
    """The complete method in docs/methods.md."""
    found = re.search(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


EXAMPLE = example()


def mistake(old: str, new: str, text: str = EXAMPLE) -> MethodError:
    """The error after replacing the first `old` by `new` in a good file."""
    assert old in text
    with pytest.raises(MethodError) as caught:
        parse(text.replace(old, new, 1), "mine.toml")
    return caught.value


def attempt(read: Callable[[], Method]) -> Method | None:
    """The method that `read` gives, or None after a `MethodError` that can be printed."""
    error: MethodError | None = None
    try:
        return read()
    except MethodError as caught:
        error = caught
    assert str(error).isprintable()
    return None


# The method that ships


def test_shipped_methods_are_sound() -> None:
    """Every file in resources/methods can be read, and its id is its name."""
    names = resources.names("methods", ".toml")
    assert [load(name.removesuffix(".toml")).id + ".toml" for name in names] == names


def test_bootstrap_fills_its_two_hours() -> None:
    """With the optional force field and the quick election the plan is 120 minutes, to the minute."""
    method = load("cop-bootstrap")
    assert sum(activity.minutes for activity in method.activities) == method.minutes == 120


def test_bootstrap_has_the_ten_activities_in_order() -> None:
    """Scripts rely on the ids, the room on the order; only the force field may be dropped."""
    method = load("cop-bootstrap")
    assert [(each.id, each.kind) for each in method.activities] == [
        ("welcome", "briefing"),
        ("check-in", "check_in"),
        ("vision-importance", "brainstorm"),
        ("how-measures", "brainstorm"),
        ("impact", "brainstorm"),
        ("resources-communication", "brainstorm"),
        ("force-field", "force_field"),
        ("name", "dot_vote"),
        ("leader", "election"),
        ("close", "closing"),
    ]
    assert [each.id for each in method.activities if each.optional] == ["force-field"]


@pytest.mark.parametrize(
    ("activity_id", "minutes"),
    [
        ("vision-importance", 5),
        ("how-measures", 5),
        ("impact", 3),
        ("resources-communication", 2),
        ("force-field", 2),
    ],
)
def test_bootstrap_keeps_the_published_solo_times(activity_id: str, minutes: int) -> None:
    """The source publishes the times of silent writing; the method keeps them."""
    activity = load("cop-bootstrap").activity(activity_id)
    assert activity is not None
    solo = activity.phase("solo")
    assert solo is not None
    assert solo.minutes == minutes


def test_bootstrap_canvas_stands_as_published() -> None:
    """Three columns, seven boxes, each filled by the lane that asks its question."""
    canvas = load("cop-bootstrap").canvas
    assert canvas is not None
    columns = [[box.id for box in canvas.boxes if box.column == number] for number in (1, 2, 3)]
    assert columns == [
        ["vision", "measures"],
        ["importance", "who_what", "communication"],
        ["how", "resources"],
    ]
    shares = {box.id: box.share for box in canvas.boxes}
    assert shares["vision"] / (shares["vision"] + shares["measures"]) == pytest.approx(0.54)
    assert shares["how"] / (shares["how"] + shares["resources"]) == pytest.approx(0.54)
    assert shares["importance"] == shares["who_what"] == shares["communication"]
    lanes = {lane.id: lane.box for each in load("cop-bootstrap").activities for lane in each.lanes}
    assert all(lanes[name] == box.id for box in canvas.boxes for name in box.source)


@pytest.mark.parametrize("name", ["cop-bootstrap", "force-field", "introduce-postmortems", "postmortem"])
def test_a_method_speaks_in_every_phase(name: str) -> None:
    """A facilitator who has never done it finds a line to say, things to watch, a hint and short room texts."""
    for activity in load(name).activities:
        for phase in activity.phases:
            assert phase.say, (activity.id, phase.id)
            assert phase.hint, (activity.id, phase.id)
            assert 2 <= len(phase.watch) <= 3, (activity.id, phase.id)
            assert phase.heading, (activity.id, phase.id)
            assert 0 < len(phase.room) <= 32, (activity.id, phase.id)
        for lane in activity.lanes:
            assert 0 < len(lane.question) <= 40, lane.id
    assert "!" not in resources.read_text(f"methods/{name}.toml")


def test_health_check_has_its_eleven_topics_in_order() -> None:
    """The published topics, each with a sentence for all three colours that fits its line, and an icon of its own."""
    method = load("cop-health-check")
    items = method.activities[2].settings["items"]
    assert [each["id"] for each in items] == [
        *("learning", "help", "safety", "collaboration", "sharing", "direction"),
        *("ways", "fun", "feedback", "decide", "motivation"),
    ]
    for each in items:
        assert all(
            20 > len(each[key].split()) > 2 and len(each[key]) <= 60 for key in ("high", "middle", "low")
        )
    assert len({each["icon"] for each in items}) == 11
    assert method.activities[2].settings["scales"] == [
        {"id": "colour", "title": "Colour", "scale": "colours"}
    ]
    assert sum(each.minutes for each in method.activities) == method.minutes == 75
    assert {each.author for each in method.references} == {"Jimmy Janlén (Crisp, 2019)", "Yoan Thirion"}


def test_bootstrap_credits_its_source() -> None:
    """Who thought of it is named in the references and on the canvas."""
    method = load("cop-bootstrap")
    assert method.references[0].author == "Yoan Thirion"
    assert method.canvas is not None
    assert "Yoan Thirion" in method.canvas.credit


def test_election_runs_in_both_ways() -> None:
    """Each way has its phases in order and ends on consent and result."""
    activity = load("cop-bootstrap").activity("leader")
    assert activity is not None
    ways = {
        way: [phase.id for phase in activity.phases if phase.way in (None, way)]
        for way in ("quick", "consent")
    }
    assert ways == {
        "quick": ["nominate", "vote", "run_off", "consent", "result"],
        "consent": ["nominate", "reasons", "change", "proposal", "consent", "result"],
    }


def test_force_field_fills_its_hour() -> None:
    """The look back at an earlier session is not part of the first one: without it the plan is 60 minutes."""
    method = load("force-field")
    planned = [
        each
        for each in method.activities
        if not kind(each.kind).only_after_another(phase.id for phase in each.phases)
    ]
    assert sum(activity.minutes for activity in planned) == method.minutes == 60


def test_force_field_inside_the_workshop_takes_ten_minutes() -> None:
    """It stays short, on the lanes that it always had, and weighs the vision that the room has agreed."""
    activity = load("cop-bootstrap").activity("force-field")
    assert activity is not None
    assert activity.minutes == 10
    assert [lane.id for lane in activity.lanes] == ["supports", "hinders"]
    assert activity.settings["wanted_from"] == "vision"


# The document


def test_example_in_the_document_is_a_method() -> None:
    """What docs/methods.md shows as complete can be used as it stands."""
    assert parse(EXAMPLE, "retro.toml").title == "Look back"


def test_document_names_every_kind_phase_setting_and_colour() -> None:
    """The tables of the document are those of the program."""
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, known in words().kinds.items():
        row = next((line for line in text.splitlines() if line.startswith(f"| {name} |")), "")
        assert ", ".join(known.phases) in row, name
        shared = "as dot_vote" in row
        for key in known.settings:
            assert f"{key}:" in row or (shared and key in words().kinds["dot_vote"].settings), (name, key)


# Mistakes are explained


@pytest.mark.parametrize(
    ("old", "new", "place", "parts"),
    [
        ('kind = "brainstorm"', 'kind = "brainstrom"', "activities[0].kind", ["Did you mean “brainstorm”?"]),
        ('id = "solo"', 'id = "sole"', "activities[0].phases[0].id", ["Did you mean “solo”?", "solo, share"]),
        ("minutes = 10", 'minutes = "ten"', "activities[0].phases[1].minutes", ["a number above 0", "“ten”"]),
        ("minutes = 10", "minutes = 0", "activities[0].phases[1].minutes", ["above 0"]),
        ("minutes = 10", "minutes = -3", "activities[0].phases[1].minutes", ["above 0"]),
        ("minutes = 10", "minutes = 1441", "activities[0].phases[1].minutes", ["up to 1440", "not 1441"]),
        ("minutes = 10", "minutes = nan", "activities[0].phases[1].minutes", ["above 0"]),
        ("minutes = 10", "minutes = inf", "activities[0].phases[1].minutes", ["above 0"]),
        ("minutes = 10", "minutes = true", "activities[0].phases[1].minutes", ["a number", "not true"]),
        ("minutes = 10", "minutes = 2026-01-01", "activities[0].phases[1].minutes", ["a date or time"]),
        ('colour = "moss"', 'colour = "mos"', "activities[0].lanes[0].colour", ["Did you mean “moss”?"]),
        ('colour = "moss"', 'color = "moss"', "activities[0].lanes[0].color", ["Did you mean “colour”?"]),
        ('box = "keep"', 'box = "kep"', "activities[0].lanes[0].box", ["Did you mean “keep”?"]),
        ('icon = "star"', 'icon = "stra"', "canvas.boxes[0].icon", ["Did you mean “star”?"]),
        ('icon = "flag"', 'icon = "flagg"', "icon", ["Did you mean “flag”?"]),
        ('title = "Look back"', 'tittle = "Look back"', "tittle", ["Did you mean “title”?"]),
        ('title = "Look back"', "title = 7", "title", ["text in quotation marks", "not 7"]),
        ('title = "Look back"', 'title = " "', "title", ["must not be empty"]),
        ('title = "Look back"', 'title = """a\nb"""', "title", ["on one line"]),
        ('title = "Look back"', f'title = "{"x" * 161}"', "title", ["161 characters", "160 at most"]),
        ('title = "Look back"', 'title = "a\\u0007"', "title", ["control character", "U+0007"]),
        ('version = "1"', "version = 1", "version", ["text in quotation marks"]),
        ('id = "retro"', 'id = "Rétro"', "id", ["small letters"]),
        ('id = "retro"', 'id = "../x"', "id", ["small letters"]),
        ('id = "close"', 'id = "ideas"', "activities[1].id", ["another activity", "“ideas”"]),
        ('id = "share"', 'id = "solo"', "activities[0].phases[1].id", ["another phase"]),
        ('id = "share"', 'id = "align"', "activities[0].phases[2].id", ["another phase"]),
        (
            'id = "solo"',
            'id = "cluster"',
            "activities[0].phases[1].id",
            ["out of order", "solo, share, cluster"],
        ),
        ("least = 3", "least = 13", "people.most", ["from 13"]),
        ("least = 3", "least = 3.5", "people.least", ["a whole number"]),
        ("column = 1", "column = 2", "canvas.boxes[0].column", ["from 1 to 1", "not 2"]),
        ("columns = [1]", "columns = [1, 1]", "canvas.columns", ["no box stands in column 2"]),
        ("columns = [1]", "columns = [0]", "canvas.columns[0]", ["above 0"]),
        ("columns = [1]", "columns = 1", "canvas.columns", ["a list in square brackets"]),
        ("format = 1", "format = 2", "format", ["newer Facilitator"]),
        ("format = 1", "", "format", ["is missing"]),
        ('kind = "brainstorm"', "", "activities[0].kind", ["is missing", "brainstorm, briefing"]),
        ("minutes = 30", "", "minutes", ["is missing"]),
        ('watch = ["Nobody', 'watch = [1, "Nobody', "activities[0].phases[0].watch[0]", ["not 1"]),
        ('hint = "All', 'way = "quick"\nhint = "All', "activities[0].phases[0].way", ["several ways"]),
        (
            'kind = "brainstorm"',
            'kind = "brainstorm"\nreads = ["kepp"]',
            "activities[0].reads",
            ["Did you mean “keep”?"],
        ),
        (
            'kind = "brainstorm"',
            'kind = "brainstorm"\nwrites = ["keep"]',
            "activities[0].writes",
            ["is a lane"],
        ),
        (
            'kind = "brainstorm"',
            'kind = "brainstorm"\nreads = ["keep", "keep"]',
            "activities[0].reads[1]",
            ["a second time"],
        ),
        (
            'kind = "brainstorm"',
            'kind = "brainstorm"\noptional = "yes"',
            "activities[0].optional",
            ["true or false"],
        ),
        (
            'kind = "brainstorm"',
            'kind = "brainstorm"\nsettings = { pictur = "two_columns" }',
            "activities[0].settings.pictur",
            ["Did you mean “picture”?"],
        ),
        (
            'kind = "brainstorm"',
            'kind = "brainstorm"\nsettings = { picture = 2 }',
            "activities[0].settings.picture",
            ["text in quotation marks"],
        ),
        (
            "columns = [1]",
            'columns = [1]\nname_from = "nmae"',
            "canvas.name_from",
            ["what the method has", "“nmae”"],
        ),
        ("share = 1", 'share = 1\nsource = ["kep"]', "canvas.boxes[0].source", ["Did you mean “keep”?"]),
        ('box = "keep"\n', "", "canvas.boxes[0].source", ["nothing fills this box"]),
    ],
)
def test_a_mistake_is_explained(old: str, new: str, place: str, parts: list[str]) -> None:
    """The message names the file, the place, what was expected and the nearest word."""
    error = mistake(old, new)
    message = str(error)
    assert message.startswith("mine.toml")
    assert error.place.split(" (")[0] == place
    assert error.place in message
    for part in parts:
        assert part in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("budget = 2", "budget = true"),
        ("budget = 2", 'budget = "2"'),
        ("stacking = false", "stacking = 0"),
        ('tie_break = ["run_off"', 'tie_break = ["runoff"'),
        ('way = "quick"', 'way = "qick"'),
    ],
)
def test_settings_are_checked_by_their_kind(old: str, new: str) -> None:
    """A setting of the wrong type is found when the file is read, not in front of the room."""
    assert "settings" in mistake(old, new, SHIPPED).place


@pytest.mark.parametrize(
    "method_id",
    ["cop-health-check", "community-retrospective", "start-stop-continue", "lean-coffee", "lightning-talks"],
)
def test_what_a_community_holds_again_and_again_begins_with_what_is_open(method_id: str) -> None:
    """The next session of a community shows its promises first; a first one has no time set aside for them."""
    method = load(method_id)
    first = method.activities[0]
    assert first.kind == "actions"
    assert [phase.id for phase in first.phases] == ["review"]
    assert first.optional
    session = rehearse(method)
    assert next(each for each in session.data.agenda if each.activity_id == first.id).skipped


def test_a_phase_says_a_way_that_its_kind_knows() -> None:
    """A way that nobody could choose would leave the phase out for good."""
    error = mistake('way = "consent"', 'way = "consnt"', SHIPPED)
    assert ".way (" in error.place
    assert "Did you mean “consent”?" in error.reason


HEALTH = resources.read_text("methods/cop-health-check.toml")


@pytest.mark.parametrize(
    ("old", "new", "place", "parts"),
    [
        ('id = "help"', 'id = "learning"', "items[1].id", ["another entry", "“learning”"]),
        ('title = "Fun"\n', "", "items[7].title", ["is missing"]),
        ('title = "Fun"', 'title = " "', "items[7].title", ["must not be empty"]),
        ('icon = "smile"', 'icon = "smil"', "items[7].icon", ["an icon", "Did you mean “smile”?"]),
        ('low = "It is dull', 'lwo = "It is dull', "items[7].lwo", ["not known here", "Did you mean “low”?"]),
        ('scale = "colours"', 'scale = "colors"', "scales[0].scale", ["Did you mean “colours”?", "1-10"]),
        ('scale = "colours"', 'scale = "dots"', "scales[0].scale", ["not “dots”"]),
        (
            'scale = "colours"',
            'scale = "1-5"\nwords = { 6 = "often" }',
            "scales[0].words.6",
            ["Known: 1, 2, 3, 4, 5"],
        ),
        (
            'scale = "colours"',
            'scale = "1-5"\nwords = { 5 = 5 }',
            "scales[0].words.5",
            ["text in quotation marks"],
        ),
        ("trend = true", "trend = 1", "trend", ["true or false"]),
    ],
)
def test_topics_and_scales_are_checked_in_their_tables(
    old: str, new: str, place: str, parts: list[str]
) -> None:
    """A mistake in a table of topics or scales is found at its own place, with the nearest word that would do."""
    error = mistake(old, new, HEALTH)
    assert error.place.split(" (")[0] == f"activities[2].settings.{place}"
    assert error.line is not None
    for part in parts:
        assert part in str(error)


def test_a_rating_needs_topics_and_one_or_two_scales() -> None:
    """Without them there is nothing to vote on; with three scales nobody keeps them apart."""
    first, second = (
        HEALTH.index("[[activities.settings.scales]]"),
        HEALTH.index("[[activities.settings.items]]"),
    )
    last = HEALTH.index("[[activities.phases]]", second)
    assert "rating needs it" in str(mistake(HEALTH[first:second], "", HEALTH))
    assert "rating needs it" in str(mistake(HEALTH[second:last], "", HEALTH))
    scales = "".join(f'[[activities.settings.scales]]\nid = "{each}"\nscale = "1-5"\n' for each in "abc")
    assert "1 to 2 are possible" in str(mistake(HEALTH[first:second], scales, HEALTH))
    topics = "".join(f'[[activities.settings.items]]\nid = "t{each}"\ntitle = "T"\n' for each in range(60))
    assert "has 60 entries: 1 to 40 are possible" in str(mistake(HEALTH[second:last], topics, HEALTH))


def test_a_kind_says_what_it_cannot_do_without() -> None:
    """A brainstorm without a question to write about is found when the file is read."""
    start, end = EXAMPLE.index("[[activities.lanes]]"), EXAMPLE.index("[[activities.phases]]")
    error = mistake(EXAMPLE[start:end], "")
    assert error.place.startswith("activities[0].lanes")
    assert "brainstorm needs it" in str(error)


def test_lanes_are_unique_in_the_whole_method() -> None:
    """Two activities cannot ask for one lane: its notes would have two homes."""
    error = mistake('id = "how"\ntitle', 'id = "vision"\ntitle', SHIPPED)
    assert error.place.startswith("activities[3].lanes[0].id")
    assert "another lane" in str(error)


def test_the_line_of_a_mistake_is_found() -> None:
    """The line in the message is the one to change, however the file is spaced."""
    text = "# a comment\n\n" + EXAMPLE
    wanted = text.split("\n").index('kind = "closing"') + 1
    error = mistake('kind = "closing"', 'kind = "closed"', text)
    assert error.line == wanted
    assert f"mine.toml, line {wanted}: " in str(error)


def test_a_missing_key_points_at_its_table() -> None:
    """A key that is not there has no line; the table that lacks it has."""
    error = mistake('title = "Close"\n', "")
    assert error.line == EXAMPLE[: EXAMPLE.index('[[activities]]\nid = "close"')].count("\n") + 1
    assert "activities[1].title (“close”) is missing" in str(error)


def test_lines_inside_long_texts_are_no_places() -> None:
    """A line of prose that looks like TOML does not mislead."""
    text = 'purpose = """\ntitle = 1\n[canvas]\n"""\ntitle = 2\n'
    assert line_of(text, ("title",)) == 5
    assert line_of(text, ("canvas",)) is None


def test_broken_toml_names_its_line() -> None:
    """A file that is no TOML says where it stops being one."""
    error = mistake("[[references]]", "[[references]")
    assert error.line == EXAMPLE[: EXAMPLE.index("[[references]]")].count("\n") + 1
    assert "not valid TOML" in str(error)


def test_unknown_method_names_the_nearest() -> None:
    """A mistyped id on the command line gets the right one back."""
    with pytest.raises(UserError, match="Did you mean “cop-bootstrap”"):
        load("cop-botstrap")


# Hostile files


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 3_000,
        ("a = " + "[" * 1_000 + "\n") + "[\n" * 100_000,
        "a = " + "{b = " * 700,
        "a" + ".a" * 1_500 + " = 1",
        '"a a"' + '."a a"' * 500 + " = 1",
        "a" + '." ".a' * 600 + " = 1",
        "a = " + "9" * 3_999,
        "a = 0x" + "F" * 3_900,
        "a = 1e99999",
        EXAMPLE.replace("minutes = 30", "minutes = 0x" + "F" * 3_900),
        EXAMPLE.replace("minutes = 30", "minutes = 1e400"),
        "x" * 5_000,
        "# " + "é" * 1_000_001,
        'title = "\x00"',
        'title = "\ud800"',
        "\x1b[2J = 1",
        '"\\u001b[2J" = 1',
        "",
    ],
)
def test_hostile_text_gets_a_message_on_one_clean_line(text: str) -> None:
    """Depth, size, huge numbers and control characters end in a message that is safe to print."""
    with pytest.raises(MethodError) as caught:
        parse(text, "mine.toml")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 700


def test_deep_settings_are_refused() -> None:
    """What a kind may be told has a bottom."""
    deep: Any = "x"
    for _ in range(5_000):
        deep = [deep]
    mapping = to_mapping(load("cop-bootstrap"))
    mapping["activities"][9]["settings"]["next_steps"] = deep
    with pytest.raises(MethodError, match="nested too deep"):
        from_mapping(mapping)


def test_a_file_name_cannot_break_the_message() -> None:
    """Also the name of a file is somebody's text."""
    with pytest.raises(MethodError) as caught:
        parse("", "a\nb\x1b.toml")
    assert str(caught.value).isprintable()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_anything_else(text: str) -> None:
    """Whatever the file holds, there is a method or a `MethodError`."""
    with pytest.raises(MethodError):
        parse(text, "mine.toml")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(EXAMPLE)), st.integers(0, 60), st.text(max_size=12))
def test_no_slip_of_the_pen_raises_anything_else(at: int, length: int, put: str) -> None:
    """Whatever is cut out of a good file or put into it, there is a method or a `MethodError`."""
    found = attempt(lambda: parse(EXAMPLE[:at] + put + EXAMPLE[at + length :], "mine.toml"))
    assert found is None or from_mapping(to_mapping(found)) == found


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(10**4_000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), VALUES)
def test_no_wrong_value_raises_anything_else(data: st.DataObject, value: Any) -> None:
    """A snapshot with any value in any place is a method or a `MethodError`; what is accepted goes round."""
    mapping: Any = copy.deepcopy(to_mapping(parse(EXAMPLE, "retro.toml")))
    holder, key = mapping, data.draw(st.sampled_from(sorted(mapping)))
    while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    holder[key] = value
    method = attempt(lambda: from_mapping(mapping))
    assert method is None or from_mapping(to_mapping(method)) == method


# There and back

LINES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
TEXTS = st.lists(LINES, max_size=3).map(tuple)
MINUTES = st.floats(min_value=0.5, max_value=1440).map(lambda number: round(number, 2))


RULES = st.just({"budget": 3, "tie_break": ["lot"]})
TOPICS = st.lists(
    st.fixed_dictionaries(
        {"title": LINES}, optional={"high": LINES, "icon": st.sampled_from(["health", "star"])}
    ),
    min_size=1,
    max_size=3,
).map(lambda found: [{"id": f"topic-{number}", **each} for number, each in enumerate(found)])
SCALES = st.sampled_from(
    [
        [{"id": "colour", "title": "Colour", "scale": "colours"}],
        [
            {"id": "often", "scale": "1-5", "words": {"1": "never", "5": "always"}},
            {"id": "far", "scale": "1-10"},
        ],
    ]
)
AXES = st.lists(st.fixed_dictionaries(dict.fromkeys(("title", "low", "high"), LINES)), min_size=2, max_size=2)
SETTINGS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "brainstorm": st.sampled_from([{}, {"helps": "lane-0", "hinders": "lane-0"}]),
    "dot_vote": RULES,
    "election": RULES,
    "form": st.sampled_from([{}, {"fields": [{"id": "one", "title": "One", "means": "objective"}]}]),
    "matrix": st.fixed_dictionaries({"axes": AXES}),
    "force_field": st.just({"driving": "lane-0", "scale": "1-10", "wanted_from": "found-0"}),
    "rating": st.fixed_dictionaries({"items": TOPICS, "scales": SCALES}, optional={"trend": st.just(True)}),
}
"""What a method may say to some kinds, and must say to those that cannot do without."""


@st.composite
def methods(draw: st.DrawFn) -> Method:
    """A method that obeys the rules, with texts of all scripts."""
    kinds = words().kinds
    icons = st.sampled_from(sorted(words().icons))
    activities = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(sorted(kinds)))
        phase_ids = draw(st.lists(st.sampled_from(kinds[kind].phases), min_size=1, unique=True))
        phases = tuple(
            Phase(each, draw(LINES), draw(MINUTES), draw(LINES), "", draw(LINES), draw(TEXTS), "")
            for each in sorted(phase_ids, key=kinds[kind].phases.index)
        )
        lane = Lane(
            f"lane-{number}", draw(LINES), "", "moss", draw(st.sampled_from(["box", None])), draw(TEXTS)
        )
        chosen = draw(SETTINGS[kind]) if kind in SETTINGS else {}
        activities.append(
            Activity(
                id=f"activity-{number}",
                kind=kind,
                title=draw(LINES),
                purpose=draw(LINES),
                optional=draw(st.booleans()),
                lanes=(lane,),
                phases=phases,
                reads=("lane-0",),
                writes=(f"found-{number}",),
                rules=draw(TEXTS),
                settings=chosen,
            )
        )
    box = Box("box", draw(icons), draw(LINES), draw(LINES), 1, draw(MINUTES), draw(LINES), ("found-0",))
    canvas = Canvas(draw(LINES), (draw(MINUTES),), (box,), draw(LINES), "found-0", "leader")
    return Method(
        id="made-up",
        version=draw(LINES),
        title=draw(LINES),
        summary=draw(LINES),
        purpose=draw(LINES),
        icon=draw(icons),
        minutes=draw(MINUTES),
        least=1,
        most=draw(st.integers(1, 1000)),
        references=(Reference(draw(LINES), draw(LINES)),),
        activities=tuple(activities),
        canvas=draw(st.sampled_from([canvas, None]))
        if all(not each.lanes[0].box for each in activities)
        else canvas,
        after=draw(TEXTS),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(methods())
def test_a_snapshot_gives_the_method_back(method: Method) -> None:
    """What a session keeps of its method, through JSON, is the method to the letter."""
    assert from_mapping(json.loads(json.dumps(to_mapping(method)))) == method


def test_the_shipped_method_survives_its_snapshot() -> None:
    """The method of every demo session comes back whole."""
    method = load("cop-bootstrap")
    assert from_mapping(json.loads(json.dumps(to_mapping(method)))) == method


# One's own files


def own(folder: Path, name: str, text: str | bytes) -> None:
    """Write a file into the user's folder."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)


def test_ones_own_methods_are_found(tmp_path: Path) -> None:
    """A file in the user's folder stands beside the methods of the program and can be loaded by its id."""
    own(tmp_path, "retro.toml", EXAMPLE)
    own(tmp_path, "notes.txt", "not a method")
    assert [method.id for method in available(tmp_path)][-1] == "retro"
    assert "cop-bootstrap" in [method.id for method in available(tmp_path)]
    assert load("retro", tmp_path).title == "Look back"
    assert problems(tmp_path) == []


def test_files_of_windows_editors_are_read(tmp_path: Path) -> None:
    """A byte order mark and Windows line ends do not matter."""
    own(tmp_path, "retro.toml", b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode())
    assert load("retro", tmp_path) == parse(EXAMPLE, "retro.toml")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"format = 1\ntitle = \xff", "broken.toml, line 2: is not UTF-8"),
        (b"#" * 1_000_001, "larger than a method can be"),
        (b"", "is missing"),
        (EXAMPLE.encode(), "the file must be called “retro.toml”"),
    ],
)
def test_a_broken_file_hides_nothing(tmp_path: Path, content: bytes, part: str) -> None:
    """One bad file is reported and left out; the others are there."""
    own(tmp_path, "retro.toml", EXAMPLE)
    own(tmp_path, "broken.toml", content)
    assert [method.id for method in available(tmp_path)][-1] == "retro"
    (found,) = problems(tmp_path)
    assert part in str(found)
    with pytest.raises(MethodError):
        load("broken", tmp_path)


def test_a_method_of_the_program_cannot_be_replaced(tmp_path: Path) -> None:
    """A file with an id that ships is reported; the shipped method stays what it is."""
    own(tmp_path, "cop-bootstrap.toml", EXAMPLE.replace('"retro"', '"cop-bootstrap"'))
    assert load("cop-bootstrap", tmp_path).title == "Found a community"
    (found,) = problems(tmp_path)
    assert "another name" in str(found)


def test_a_missing_folder_is_no_trouble(tmp_path: Path) -> None:
    """Most people have no methods of their own."""
    assert problems(tmp_path / "nowhere") == []
    assert available(tmp_path / "nowhere") == available()


def test_nobody_is_asked_to_point_at_a_map_that_is_not_in_sight() -> None:
    """While notes are written and read out, the room sees questions and notes, and no map of who waits for whom."""
    hurts = next(each for each in load("wiring-review").activities if each.id == "hurts")
    said = " ".join(each.say for each in hurts.phases).lower()
    assert "who waits for whom" in said
    assert not re.search(r"point at|this map", said)
