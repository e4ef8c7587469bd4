"""Random acts on a session, through every public method of every subject of acts that a session has.

Nothing here knows the list of subjects or acts: they are found on the session, and what they ask for is drawn by the
name of the parameter, or else by its kind. A parameter that nobody can draw is named by `unknown_parameters`.
"""

import base64
import inspect
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import UnionType
from typing import Any, Union, get_args, get_origin

from facilitator import activities, analysis, commitments, forces, forms, scoring, timelines, voting
from facilitator.acts.base import Acts
from facilitator.candidates import candidates_of
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.method import Activity
from facilitator.model import AgendaEntry
from facilitator.postmortem_taking import Taking
from facilitator.session import Session
from facilitator.timelines import Written

WORDS = (
    "Nobody answers a page alone",
    "Größe zählt nicht",
    "نحتاج إلى وقت",
    "我们需要时间",
    "=SUM(A1:A9)",
    "<b>bold</b> & <img src='file:///etc/passwd'>",
    "two\nlines",
    "'; DROP TABLE notes; --",
    "👩🏽‍💻 e\u0301 \u202eleft\u202c",
    "x",
    "a" * 300,
)
STAMPS = ("2026-03-02T09:00:00Z", "2026-03-02T14:32:00Z", "2026-03-29T01:30:00Z", "1999-12-31T23:59:59Z")
PARTIES = ("Shop", "Payments", "Legal", "Data feed", "Ordering")
DATES = ("2026-03-14", "2026-12-31", "", "yesterday")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_REMEMBERED = 50
_NAME = re.compile(r"[a-z0-9][a-z0-9_:.-]{0,60}\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Act:
    """One public method of one subject: `name` as in "notes.add", and what it asks for."""

    name: str
    subject: str
    method: str
    module: str
    parameters: tuple[inspect.Parameter, ...]


def subjects(session: Session) -> dict[str, Acts]:
    """Return what acts on a session, by the name that it has there."""
    lazily = [name for name, value in vars(Session).items() if isinstance(value, cached_property)]
    found = {name: getattr(session, name) for name in sorted({*vars(session), *lazily})}
    return {name: value for name, value in found.items() if isinstance(value, Acts)}


def acts_of(session: Session) -> tuple[Act, ...]:
    """Return every act there is, whether the method of this session has a use for it or not."""
    return tuple(
        Act(
            f"{name}.{method}",
            name,
            method,
            type(subject).__module__,
            tuple(inspect.signature(function).parameters.values())[1:],
        )
        for name, subject in subjects(session).items()
        for method, function in inspect.getmembers(type(subject), inspect.isfunction)
        if not method.startswith("_")
    )


def kinds_of(act: Act) -> set[str]:
    """Return the kinds of activity that an act is about, as far as the modules that it uses name theirs."""
    used = [each for each in vars(sys.modules[act.module]).values() if inspect.ismodule(each)]
    names = {getattr(each, key, None) for each in used for key in ("KIND_NAME", "KIND")}
    return {each for each in names if isinstance(each, str)}


def unknown_parameters(session: Session) -> list[str]:
    """Return the parameters that nobody knows how to draw, as "notes.add: colour (a type)"."""
    drawer = Drawer(session, random.Random(0))
    return [
        f"{act.name}: {each.name} ({each.annotation})"
        for act in acts_of(session)
        for each in act.parameters
        if drawer.way_of(act, each) is None
    ]


class Drawer:
    """Draws acts for one session; what was accepted once is likely to be drawn again."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        """Draw for `session` by `chance`."""
        self.session = session
        self.chance = chance
        self.acts = acts_of(session)
        self._subjects = subjects(session)
        self.accepted: set[str] = set()
        self._names = _names_in(session.data.session.method)
        self._accepted: dict[tuple[str, str], list[Any]] = {}
        self._module = Session.__module__

    def act(self, act: Act | None = None) -> Act:
        """Carry out one random act, or try to; what it cannot accept is refused by `UserError` and changes nothing."""
        chosen = act or self.chance.choice(self.acts)
        self._module = chosen.module
        before = self.session.last_number
        given: dict[str, Any] = {}
        for each in chosen.parameters:
            if each.default is inspect.Parameter.empty or self.chance.random() < 0.4:
                given[each.name] = self._draw(chosen, each, given)
        positional = [
            given.pop(each.name) for each in chosen.parameters if _in_order(each) and each.name in given
        ]
        named = given.pop("said", {}) if _takes_any(chosen) else {}
        try:
            getattr(self._subjects[chosen.subject], chosen.method)(*positional, **given, **named)
        except UserError:
            return chosen
        self.accepted.add(chosen.name)
        if self.session.last_number > before:
            for each, value in zip(chosen.parameters, positional, strict=False):
                kept = self._accepted.setdefault((chosen.subject, each.name), [])
                kept.append(value)
                del kept[:-_REMEMBERED]
        return chosen

    def way_of(self, act: Act, parameter: inspect.Parameter) -> Callable[[Mapping[str, Any]], Any] | None:
        """Return what draws a parameter, None when nobody knows how: by act, by name, or by its kind."""
        for name in (
            f"{act.subject}_{act.method}_{parameter.name}",
            f"{act.subject}_{parameter.name}",
            parameter.name,
        ):
            found = getattr(self, f"draw_{name}", None)
            if found is not None:
                return found  # type: ignore[no-any-return]
        return self._by_kind(parameter.name, parameter.annotation)

    def _draw(self, act: Act, parameter: inspect.Parameter, given: Mapping[str, Any]) -> Any:
        accepted = self._accepted.get((act.subject, parameter.name))
        if accepted and parameter.name.endswith(("activity_id", "rows_id")) and self.chance.random() < 0.7:
            return self.chance.choice(accepted)
        way = self.way_of(act, parameter)
        assert way is not None, f"{act.name}: nobody knows how to draw {parameter.name}"
        value = way(given)
        # What some acts may leave open others need.
        return STAMPS[0] if value is None and parameter.annotation is str else value

    def _by_kind(self, name: str, annotation: Any) -> Callable[[Mapping[str, Any]], Any] | None:
        """Return what draws by type; texts that name something come from what is there."""
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin in (Union, UnionType):
            ways = [way for each in inner if (way := self._by_kind(name, each)) is not None]
            return (lambda given: self.chance.choice(ways)(given)) if len(ways) == len(inner) else None
        if origin in (Sequence, list, tuple, Iterable):
            each = self._by_kind(name, inner[0])
            return (
                None
                if each is None
                else lambda given: [each(given) for _ in range(self.chance.randint(0, 3))]
            )
        if origin is Mapping:
            each = self._by_kind(name, inner[1])
            return None if each is None else lambda given: {self.some_name(): each(given) for _ in range(2)}
        known: dict[Any, Callable[[Mapping[str, Any]], Any]] = {
            bool: lambda _: self.chance.random() < 0.5,
            int: self.draw_count,
            float: lambda _: self.chance.choice((0.0, 0.25, 1.0, 2.5, 7.25, -0.5, 900.0)),
            str: (lambda _: self.some_id(name))
            if name.endswith(("_id", "_ids"))
            else (lambda _: self.some_word()),
            type(None): lambda _: None,
            Any: self.draw_value,
        }
        return known.get(annotation)

    # -- what is there ---------------------------------------------------------------------------------------------

    def some_id(self, name: str = "") -> str:
        """Return the id of anything in the session, sometimes one of nothing; "party_id" is that of a "party:..."."""
        values: Any = self.session.data.tables["activity_values"].values()
        kept = f"{name.removesuffix('s').removesuffix('_id')}:"
        own = [row.key.removeprefix(kept) for row in values if row.key.startswith(kept)]
        if own and self.chance.random() < 0.9:
            return self.chance.choice(own)
        ids = [row_id for rows in self.session.data.tables.values() for row_id in rows]
        ids += [each for row in values for each in _names_in((row.key.split(":"), row.value))]
        return self.chance.choice([*ids, new_id()])

    def some_name(self) -> str:
        """Return a name that the method or the subject in hand uses: a lane, a field, a round, a state."""
        return self.chance.choice(self.chance.choice((self._names, words_of(self._module))) or self._names)

    def some_word(self) -> str:
        """Return a word of the subject in hand, a name, an id, or what people write."""
        own = words_of(self._module) or self._names
        ways = (lambda: self.chance.choice(own), self.some_name, self.some_id, lambda: self.draw_text({}))
        return self.chance.choices(ways, (6, 1, 2, 1))[0]()

    def rows(self, table: str) -> str:
        """Return the id of a row of a table, of no row now and then or when there is none."""
        ids = list(self.session.data.tables[table])
        return self.chance.choice(ids) if ids and self.chance.random() < 0.95 else new_id()

    def some(self, table: str) -> list[str]:
        """Return up to four ids of rows of a table, some twice."""
        return [self.rows(table) for _ in range(self.chance.randint(0, 4))]

    def activity(self, given: Mapping[str, Any]) -> Activity | None:
        """Return the activity that was drawn already."""
        return self.session.data.method.activity(str(given.get("activity_id", "")))

    # -- by name ---------------------------------------------------------------------------------------------------

    def draw_text(self, _: Mapping[str, Any]) -> str:
        return (
            f"{self.chance.choice(WORDS)} {self.chance.randint(1, 99)}" if self.chance.random() < 0.95 else ""
        )

    draw_title = draw_reason = draw_why = draw_scope = draw_done_when = draw_words = draw_source = (
        draw_known
    ) = draw_text
    draw_high = draw_middle = draw_low = draw_wanted = draw_now = draw_topic = draw_word = draw_role = (
        draw_text
    )

    def draw_texts(self, given: Mapping[str, Any]) -> list[str]:
        return [self.draw_text(given) for _ in range(self.chance.randint(1, 4))]

    def draw_name(self, _: Mapping[str, Any]) -> str:
        people = [each.name for each in self.session.data.participants]
        return self.chance.choice([*people, "Ada", "Grace", "Alan", "Ḫatti ʿAlī"])

    draw_owner = draw_by = draw_name

    def draw_names(self, given: Mapping[str, Any]) -> list[str]:
        return [
            f"{self.draw_name(given)} {self.chance.randint(1, 9)}" for _ in range(self.chance.randint(1, 3))
        ]

    def draw_activity_id(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(self.session.data.method.activities).id

    def draw_phase_id(self, given: Mapping[str, Any]) -> str:
        activity = self.activity(given)
        return self.chance.choice(activity.phases).id if activity and activity.phases else "none"

    def draw_lane(self, _: Mapping[str, Any]) -> str:
        lanes = [lane.id for each in self.session.data.method.activities for lane in each.lanes]
        return self.chance.choice([*lanes, "nowhere"])

    def draw_box(self, _: Mapping[str, Any]) -> str:
        boxes = [box for each in self.session.data.method.activities for box in each.writes]
        boxes += [lane.box for each in self.session.data.method.activities for lane in each.lanes if lane.box]
        return self.chance.choice([*boxes, "notes"])

    def draw_note_id(self, _: Mapping[str, Any]) -> str:
        return self.rows("notes")

    draw_before_id = draw_force_id = draw_a = draw_b = draw_note_id

    def draw_forces_a(self, _: Mapping[str, Any]) -> str:
        found = [each.id for each in forces.forces(self.session.data)]
        return self.chance.choice(found) if found and self.chance.random() < 0.9 else self.rows("notes")

    draw_forces_b = draw_forces_a

    def draw_deleted_number(self, _: Mapping[str, Any]) -> int:
        found = [each.number for each in self.session.deleted.since("")]
        return self.chance.choice(found) if found else self.chance.randint(0, 9)

    def draw_factor_id(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice([each.id for each in analysis.factors(self.session.data)] or [new_id()])

    def draw_timeline_entry_id(self, _: Mapping[str, Any]) -> str:
        found = timelines.timeline(self.session.data)
        return (
            self.chance.choice([*(each.id for each in (*found.entries, *found.struck)), new_id()])
            if found
            else ""
        )

    def draw_commitments_entry_id(self, _: Mapping[str, Any]) -> str:
        kept = [*self._kept("actions", commitments.NOT_DONE), *self._kept("actions", commitments.LEADERS)]
        return self.chance.choice([each["id"] for each in kept] or [new_id()])

    def draw_idea(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(("", self.rows("notes")))

    def draw_factor(self, given: Mapping[str, Any]) -> str:
        return self.chance.choice(("", self.draw_factor_id(given)))

    def draw_note_ids(self, _: Mapping[str, Any]) -> list[str]:
        return self.some("notes")

    def draw_group_id(self, _: Mapping[str, Any]) -> str:
        return self.rows("groups")

    def draw_group_ids(self, _: Mapping[str, Any]) -> list[str]:
        return self.some("groups")

    def draw_person_id(self, _: Mapping[str, Any]) -> str:
        return self.rows("participants")

    draw_author_id = draw_voter_id = draw_person_id

    def draw_ballot_id(self, _: Mapping[str, Any]) -> str:
        return self.rows("ballots")

    def draw_actions_item_id(self, _: Mapping[str, Any]) -> str:
        return self.rows("actions")

    draw_action_id = draw_actions_item_id

    def draw_parking_item_id(self, _: Mapping[str, Any]) -> str:
        return self.rows("parked")

    draw_commitments_item_id = draw_parking_item_id

    def draw_agenda_entry_id(self, _: Mapping[str, Any]) -> str:
        return self.rows("agenda")

    draw_after_id = draw_agenda_entry_id

    def draw_entries(self, _: Mapping[str, Any]) -> list[AgendaEntry]:
        return self.chance.sample(self.session.data.agenda, k=min(2, len(self.session.data.agenda)))

    def draw_colour(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(("sun", "sky", "moss", "rose", "clay", "stone"))

    def draw_count(self, _: Mapping[str, Any]) -> int:
        return self.chance.choice((0, 1, 2, 3, 5, 12, 999, 1000, -1))

    draw_index = draw_sheet = draw_up = draw_side = draw_down = draw_stickies = draw_count

    def draw_minutes(self, _: Mapping[str, Any]) -> float:
        return self.chance.choice((0.0, 0.5, 5, 12.5, 90.0, -1.0, 1e9))

    def draw_due(self, _: Mapping[str, Any]) -> str | None:
        return self.chance.choice((*DATES, None))

    def draw_stamp(self, _: Mapping[str, Any]) -> str | None:
        return self.chance.choice((*STAMPS, None))

    draw_at = draw_near = draw_stamp

    def draw_community_id(self, _: Mapping[str, Any]) -> str | None:
        return self.chance.choice((None, new_id()))

    def draw_round_name(self, given: Mapping[str, Any]) -> str:
        activity = self.activity(given)
        rounds = [voting.VOTE, *voting.TIE_BREAKS]
        scored = activities.kind(activity.kind).scored if activity else None
        if activity and scored:
            rounds = [
                each for each in self._names_of_rounds() if scored(self.session.data, activity, each)
            ] or rounds
        elif activity and self.chance.random() < 0.8:
            now = voting.standing(self.session.data, activity)
            rounds = [now.open.name] if now.open else rounds
        return self.chance.choice(rounds)

    def draw_candidate_id(self, given: Mapping[str, Any]) -> str:
        activity = self.activity(given)
        found = [each.id for each in candidates_of(self.session.data, activity)] if activity else []
        return self.chance.choice([*found, new_id()]) if len(found) < 3 else self.chance.choice(found)

    def draw_choices(self, given: Mapping[str, Any]) -> dict[str, int]:
        return {
            self.draw_candidate_id(given): self.chance.randint(0, 3) for _ in range(self.chance.randint(0, 3))
        }

    def draw_fingers(self, _: Mapping[str, Any]) -> list[int]:
        return [self.chance.randint(0, 5) for _ in range(self.chance.randint(0, 6))]

    def draw_answer(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(("yes", "objection", "perhaps"))

    def draw_seed(self, _: Mapping[str, Any]) -> str | None:
        return self.chance.choice((None, "seed"))

    def draw_item_id(self, given: Mapping[str, Any]) -> str:
        activity = self.activity(given)
        scored = activities.kind(activity.kind).scored if activity else None
        found = scored(self.session.data, activity, given["round_name"]) if activity and scored else None
        return self.chance.choice(found) if found else new_id()

    def draw_topic_id(self, given: Mapping[str, Any]) -> str:
        activity = self.activity(given)
        items = [] if activity is None else self.session.data.value(activity.id, "items", None)
        items = activity.settings.get("items", []) if items is None and activity else items or []
        return self.chance.choice([each["id"] for each in items]) if items else new_id()

    def draw_ratings_agree_topic_id(self, given: Mapping[str, Any]) -> str:
        shown = [each for each in self._kept("rating", scoring.SHOWN) if "/" in each]
        return self.chance.choice(shown).rpartition("/")[2] if shown else self.draw_topic_id(given)

    def draw_ratings_agree_values(self, given: Mapping[str, Any]) -> dict[str, int]:
        activity = self.activity(given)
        scales = activity.settings.get("scales", []) if activity else []
        return {each["id"]: self.chance.randint(0, 3) for each in scales}

    def draw_scale_id(self, _: Mapping[str, Any]) -> str:
        return self.some_name()

    def draw_scores_value(self, _: Mapping[str, Any]) -> int:
        return self.chance.randint(-1, 5)

    def draw_values_key(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(("torture", "torture:more"))

    def draw_value(self, _: Mapping[str, Any]) -> Any:
        return self.chance.choice((None, True, 3, 2.5, "sheets", [1, "two"], {"deep": {"er": ["ä"]}}))

    def draw_values_values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {f"torture:{number}": self.draw_value(given) for number in range(2)}

    def draw_votes_key(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(("budget", "stacking", "entry"))

    def draw_act(self, _: Mapping[str, Any]) -> str:
        return "values.set"

    def draw_rows_id(self, given: Mapping[str, Any]) -> str:
        activity = self.activity(given)
        specs = forms.row_specs(activity) if activity else ()
        return self.chance.choice(specs).id if specs else "none"

    def draw_row_id(self, given: Mapping[str, Any]) -> str:
        found = forms.row_values(self.session.data, str(given["activity_id"]), str(given["rows_id"]))
        return self.chance.choice(found)[0] if found else new_id()

    def draw_field_id(self, given: Mapping[str, Any]) -> str:
        activity = self.activity(given)
        specs = forms.field_specs(activity) if activity else ()
        if activity and "rows_id" in given:
            specs = next(
                (each.fields for each in forms.row_specs(activity) if each.id == given["rows_id"]), ()
            )
        return self.chance.choice(specs).id if specs else "none"

    def draw_cells(self, given: Mapping[str, Any]) -> dict[str, str]:
        return {
            self.draw_field_id(given): self.draw_forms_text(given) for _ in range(self.chance.randint(0, 2))
        }

    def draw_several(self, given: Mapping[str, Any]) -> list[dict[str, str]]:
        return [self.draw_cells(given)]

    def draw_forms_text(self, given: Mapping[str, Any]) -> str:
        return self.chance.choice(
            (self.draw_text(given), "3", "2026-03-14", "14:30", "90 min", "yes", "", self.some_name())
        )

    def draw_entry_id(self, _: Mapping[str, Any]) -> str:
        return self.some_id()

    def draw_question_id(self, _: Mapping[str, Any]) -> str:
        found = [each.id for deck in analysis.decks(self.session.data) for each in deck.questions]
        own = [each["id"] for each in self._kept("analysis", analysis.OWN_QUESTIONS)]
        return self.chance.choice([*own, *own, *found, new_id()])

    def draw_deck_id(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice([*(deck.id for deck in analysis.decks(self.session.data)), "none"])

    def draw_line(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(
            ("14:32 ! Checkout fails", "25:00 no", "2026-03-02 23:59 > Rolled back | chat", "x")
        )

    def draw_lines(self, given: Mapping[str, Any]) -> list[str]:
        return [self.draw_line(given) for _ in range(self.chance.randint(0, 3))]

    def draw_couplings_line(self, _: Mapping[str, Any]) -> str:
        who, whom = self.chance.choice(PARTIES), self.chance.choice(PARTIES)
        return self.chance.choice((who, f"{who} waits for {whom} {self.chance.randint(1, 30)} days"))

    def draw_couplings_lines(self, given: Mapping[str, Any]) -> list[str]:
        return [self.draw_couplings_line(given) for _ in range(self.chance.randint(0, 3))]

    def draw_couplings_name(self, _: Mapping[str, Any]) -> str:
        return f"Team {self.chance.randint(1, 40)}"

    def draw_moved(self, _: Mapping[str, Any]) -> list[str]:
        return [self.some_id("wait_id") for _ in range(self.chance.randint(0, 3))]

    def draw_timeline_read_moment_text(self, _: Mapping[str, Any]) -> str:
        return self.chance.choice(("14:32", "2026-03-02 14:32", "soon"))

    def draw_timeline_said(self, given: Mapping[str, Any]) -> Written:
        return Written(self.chance.choice(STAMPS), self.draw_text(given))

    def draw_timeline_take_many_said(self, given: Mapping[str, Any]) -> list[Written]:
        return [self.draw_timeline_said(given) for _ in range(self.chance.randint(0, 3))]

    draw_timeline_made_said = draw_timeline_take_many_said

    def draw_timeline_set_incident_said(self, given: Mapping[str, Any]) -> dict[str, str]:
        key = self.chance.choice(("began", "noticed", "resolved", "severity", "service", "zone"))
        return {key: self.chance.choice((*STAMPS, "Europe/Berlin", "checkout", ""))}

    def draw_found(self, given: Mapping[str, Any]) -> Taking:
        method = self.session.data.method
        fields = [(each.id, spec.id) for each in method.activities for spec in forms.field_specs(each)]
        chosen = self.chance.sample(fields, k=min(2, len(fields)))
        lanes = [lane.id for each in method.activities for lane in each.lanes]
        return Taking(
            tuple((activity, field, self.draw_text(given)) for activity, field in chosen),
            tuple((self.chance.choice(lanes), self.draw_text(given)) for _ in range(2)) if lanes else (),
            tuple(self.draw_timeline_take_many_said(given)),
            (),
            "",
            (),
        )

    def draw_data(self, _: Mapping[str, Any]) -> bytes:
        return self.chance.choice((PNG, PNG, b"no picture"))

    def _kept(self, kind: str, key: str) -> list[Any]:
        homes = [each.id for each in self.session.data.method.activities if each.kind == kind]
        return [entry for each in homes for entry in self.session.data.value(each, key, ())]

    def _names_of_rounds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._names, *words_of("facilitator.acts.forces"))))


@cache
def words_of(module: str) -> tuple[str, ...]:
    """Return the words that a module and those it uses list in constants: states, trends, scales, rounds."""
    own = vars(sys.modules[module])
    used = [
        vars(each)
        for each in own.values()
        if inspect.ismodule(each) and each.__name__.startswith("facilitator.")
    ]
    found: dict[str, None] = {}
    for values in (own, *used):
        for key, value in values.items():
            if key.isupper() and isinstance(value, (str, tuple)):
                words = (value,) if isinstance(value, str) else value
                found |= dict.fromkeys(each for each in words if isinstance(each, str) and len(each) < 40)
    return tuple(found)


def _names_in(value: Any) -> tuple[str, ...]:
    """Return the texts in nested values that look like a name or an id."""

    def walk(part: Any) -> Iterator[str]:
        if isinstance(part, str):
            if _NAME.match(part):
                yield part
        elif isinstance(part, Mapping):
            for key, each in part.items():
                yield from walk(key)
                yield from walk(each)
        elif isinstance(part, (list, tuple)):
            for each in part:
                yield from walk(each)

    return tuple(dict.fromkeys(walk(value)))


def _parameters(function: Callable[..., Any]) -> tuple[inspect.Parameter, ...]:
    return tuple(inspect.signature(function).parameters.values())[1:]


def _in_order(parameter: inspect.Parameter) -> bool:
    return parameter.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def _takes_any(act: Act) -> bool:
    return any(each.kind is inspect.Parameter.VAR_KEYWORD for each in act.parameters)
