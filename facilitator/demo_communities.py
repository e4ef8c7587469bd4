"""The pages of communities in the sample: what keeps them alive, from the `pages` beside the sample sessions."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import resources
from facilitator.community_acts import CommunityActs
from facilitator.ids import from_stamp, repeatable
from facilitator.library import Library

_FOLDER = "examples"


class SamplePage(NamedTuple):
    """A page that was written: its community, and the stamp of the day on which it is as it is."""

    community_id: str
    at: str


def write_pages(library: Library) -> list[SamplePage]:
    """Write the sample pages into a library that has the sample sessions; return them in order.

    Raises:
        EnvironmentFault: the library cannot be written.
    """
    known = {each.name: each.id for each in library.communities()}
    found = []
    for script in _scripts():
        name = script["community"]
        with repeatable(name):
            acts = CommunityActs(library, known[name])
            _write(acts, script)
        found.append(SamplePage(known[name], script["at"]))
    return found


def _scripts() -> Iterator[Mapping[str, Any]]:
    for name in resources.names(_FOLDER, ".toml"):
        yield from tomllib.loads(resources.read_text(f"{_FOLDER}/{name}")).get("pages", ())


def _write(acts: CommunityActs, script: Mapping[str, Any]) -> None:
    acts.set_purposes(script["purposes"])
    acts.set_sponsor(**script["sponsor"])
    acts.set_leader(**script["leader"])
    acts.set_boundary(**script["boundary"])
    acts.set_look_back(script["look_back"])
    for each in script["channels"]:
        acts.add_channel(each["name"], each["link"])
    for each in script["backlog"]:
        acts.add_topic(each["text"])
    for kind, how_many in script["balance"].items():
        acts.set_balance(kind, how_many)
    for step_id, said in script["path"].items():
        acts.set_step(step_id, day=said["day"], done=said.get("done", False))
    today = from_stamp(script["at"]).date()
    for criterion_id, said in script["criteria"].items():
        acts.set_criterion(criterion_id, today, state=said["state"], note=said.get("note", ""))
    for each in script["events"]:
        more = {key: value for key, value in each.items() if key not in ("title", "format", "starts")}
        event_id = acts.add_event(each["title"], event_format=each["format"], starts=each["starts"])
        acts.change_event(event_id, **more)
