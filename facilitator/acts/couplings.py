"""Acts on the coupling map of a session. See `facilitator.couplings`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from facilitator import coupling_layout, couplings
from facilitator.acts.base import Acts, last_position
from facilitator.coupling_layout import FURTHEST, Place, Places
from facilitator.couplings import (
    MOST_PARTIES,
    MOST_STEPS,
    MOST_WAITS,
    PARTY,
    TRIED,
    WAIT,
    CouplingMap,
    Party,
    Step,
    Wait,
    Written,
)
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import Changes, RowChange


class CouplingActs(Acts):
    """Drawing the map, and trying what would change it."""

    def add_line(self, line: str) -> Changes:
        """Add what a typed line says, as `couplings.parse_line` reads it.

        Parties that are not there yet come with it. A wait that is there already gets the new days.

        Raises:
            UserError: the line says too little, or the map is full.
        """
        return self._add([couplings.parse_line(line)], "couplings.add")

    def add_lines(self, lines: Iterable[str], where: Mapping[str, Place] | None = None) -> Changes:
        """Add several lines in one act; blank ones are passed over.

        `where` are places by the names of parties, found for just what `planned` returns for these lines.

        Raises:
            UserError: as `add_line`; then none of them was added.
        """
        return self._add(_parsed(lines), "couplings.add_many", where)

    def planned(self, lines: Iterable[str]) -> CouplingMap:
        """Return the map as it would be with these lines, new parties without a place; their ids are not kept.

        Raises:
            UserError: as `add_line`.
        """
        return self._with(_parsed(lines))

    def rename(self, party_id: str, name: str) -> Changes:
        """Give a party another name.

        Raises:
            UserError: it is not there any more, the name is empty, too long, or that of another party.
        """
        party, checked = self._party(party_id), couplings.name_of(name)
        other = self._map.named(checked)
        if other is not None and other.id != party.id:
            raise UserError(f"{other.name} is on the map already. Glue the two instead.")
        return self._keep_party(replace(party, name=checked), "couplings.rename")

    def place(self, party_id: str, x: float, y: float) -> Changes:
        """Put a party at a place in steps of the layout, or at the free one nearest to it.

        Raises:
            UserError: it is not there any more.
        """
        party = self._party(party_id)
        now = coupling_layout.places(self._map)
        others = [place for each, place in now.items() if each != party_id]
        wanted = (min(max(x, 0.0), FURTHEST), min(max(y, 0.0), FURTHEST))
        found = coupling_layout.free_place(wanted, others)
        return self._session.act("couplings.place", self._placed({**now, party.id: found}))

    def arrange(self, where: Places | None = None) -> Changes:
        """Lay the whole map out anew; `where` are the places of just these parties, where they are known already."""
        now = self._map
        if where is None or where.keys() != {each.id for each in now.parties}:
            where = coupling_layout.arranged(now)
        return self._session.act("couplings.arrange", self._placed(where))

    def delete_wait(self, wait_id: str) -> Changes:
        """Delete an arrow.

        Raises:
            UserError: it is not there any more.
        """
        self._wait(wait_id)
        return self._session.values.set(self._home, f"{WAIT}{wait_id}", None, act="couplings.delete_wait")

    def delete_party(self, party_id: str) -> Changes:
        """Delete a party with all its arrows; undo brings them back.

        Raises:
            UserError: it is not there any more.
        """
        self._party(party_id)
        gone = [f"{PARTY}{party_id}", *(f"{WAIT}{each.id}" for each in self._map.waits_of(party_id))]
        rows = [self._session.values.change(self._home, key, None) for key in gone]
        return self._session.act("couplings.delete_party", rows)

    def try_cut(self, wait_id: str) -> Changes:
        """Try what the map would be without an arrow.

        Raises:
            UserError: it is not there any more, or too much is tried already.
        """
        if self._tried.wait(wait_id) is None:
            raise _gone("arrow")
        return self._try(Step("cut", wait=wait_id))

    def try_split(self, party_id: str, name: str, moved: Sequence[str]) -> Changes:
        """Try a party in two: the new one called `name` takes the arrows `moved`, by id.

        Raises:
            UserError: the party is not there, the name is another party's, or there are too many parties.
        """
        now = self._tried
        if now.party(party_id) is None:
            raise _gone("party")
        checked = couplings.name_of(name)
        if now.named(checked) is not None:
            raise UserError(f"{checked} is on the map already. Give the new party another name.")
        self._room_for(now, 1, 0)
        own = {each.id for each in now.waits_of(party_id)}
        kept = tuple(each for each in dict.fromkeys(moved) if each in own)
        return self._try(Step("split", party=party_id, new=new_id(), name=checked, moved=kept))

    def try_merge(self, party_ids: Sequence[str], name: str = "") -> Changes:
        """Try several parties as one: the first stays, called `name` unless that is empty.

        Raises:
            UserError: fewer than two of them are there, or the name is that of yet another party.
        """
        now = self._tried
        found = [each for each in dict.fromkeys(party_ids) if now.party(each) is not None]
        if len(found) < 2:
            raise UserError("Choose at least two parties to glue.")
        checked = couplings.name_of(name) if name.strip() else ""
        other = now.named(checked) if checked else None
        if other is not None and other.id not in found:
            raise UserError(f"{checked} is on the map already. Choose another name.")
        return self._try(Step("merge", parties=tuple(found), name=checked))

    def drop(self) -> Changes:
        """Drop what is tried; the map stays as it is."""
        return self._set_tried((), "couplings.drop")

    def keep(self) -> Changes:
        """Let the map become what is tried."""
        now, wanted = self._map, self._tried
        # New parties find their place among those that stand, which they keep from now on.
        where = coupling_layout.places(wanted)
        rows = self._rows(now, _with_places(wanted, where))
        rows.append(self._session.values.change(self._home, TRIED, None))
        return self._session.act("couplings.keep", rows)

    @property
    def _home(self) -> str:
        found = couplings.home(self._data.method)
        if found is None:
            raise _nowhere()
        return found

    @property
    def _map(self) -> CouplingMap:
        found = couplings.coupling_map(self._data)
        if found is None:
            raise _nowhere()
        return found

    @property
    def _tried(self) -> CouplingMap:
        return couplings.after(self._map, couplings.tried(self._data))

    def _add(
        self, written: Sequence[Written], act: str, by_name: Mapping[str, Place] | None = None
    ) -> Changes:
        before, now = self._map, self._with(written)
        where: Places = {
            each.id: by_name[each.name] for each in now.parties if by_name and each.name in by_name
        }
        if len(where) < len(now.parties):
            where = coupling_layout.places(now)
        return self._session.act(act, self._rows(before, _with_places(now, where)))

    def _with(self, written: Sequence[Written]) -> CouplingMap:
        """Return the map with what lines say, new parties without a place."""
        now = self._map
        for each in (couplings.with_bare_days(now, each) for each in written):
            now, who = self._with_party(now, each.who)
            if not each.whom:
                continue
            now, whom = self._with_party(now, each.whom)
            known = now.between(who.id, whom.id)
            if known is None:
                self._room_for(now, 0, 1)
                last = last_position([wait.position for wait in now.waits])
                new = Wait(new_id(), who.id, whom.id, each.days or 0.0, last)
                now = replace(now, waits=(*now.waits, new))
            elif each.days is not None:
                again = replace(known, days=each.days)
                waits = tuple(again if wait.id == again.id else wait for wait in now.waits)
                now = replace(now, waits=waits)
        return now

    def _with_party(self, now: CouplingMap, name: str) -> tuple[CouplingMap, Party]:
        known = now.named(name)
        if known is not None:
            return now, known
        self._room_for(now, 1, 0)
        party = Party(new_id(), name, last_position([each.position for each in now.parties]))
        return replace(now, parties=(*now.parties, party)), party

    def _room_for(self, now: CouplingMap, parties: int, waits: int) -> None:
        if len(now.parties) + parties > MOST_PARTIES:
            raise UserError(f"A map has {MOST_PARTIES} parties at most. Glue some that always act together.")
        if len(now.waits) + waits > MOST_WAITS:
            raise UserError(f"A map has {MOST_WAITS} arrows at most. Delete one that matters least.")

    def _rows(self, before: CouplingMap, now: CouplingMap) -> list[RowChange]:
        """Return the row changes from one map to another."""
        was = {f"{PARTY}{each.id}": couplings.party_value(each) for each in before.parties}
        was |= {f"{WAIT}{each.id}": couplings.wait_value(each) for each in before.waits}
        wanted = {f"{PARTY}{each.id}": couplings.party_value(each) for each in now.parties}
        wanted |= {f"{WAIT}{each.id}": couplings.wait_value(each) for each in now.waits}
        return [
            self._session.values.change(self._home, key, wanted.get(key))
            for key in dict.fromkeys([*was, *wanted])
            if was.get(key) != wanted.get(key)
        ]

    def _placed(self, where: coupling_layout.Places) -> list[RowChange]:
        return self._rows(self._map, _with_places(self._map, where))

    def _try(self, step: Step) -> Changes:
        steps = couplings.tried(self._data)
        if len(steps) >= MOST_STEPS:
            raise UserError("That is a lot at once. Keep or drop what is tried before you go on.")
        return self._set_tried((*steps, step), f"couplings.try_{step.do}")

    def _set_tried(self, steps: Sequence[Step], act: str) -> Changes:
        value = [couplings.step_value(each) for each in steps]
        return self._session.values.set(self._home, TRIED, value or None, act=act)

    def _keep_party(self, party: Party, act: str) -> Changes:
        return self._session.values.set(
            self._home, f"{PARTY}{party.id}", couplings.party_value(party), act=act
        )

    def _party(self, party_id: str) -> Party:
        found = self._map.party(party_id)
        if found is None:
            raise _gone("party")
        return found

    def _wait(self, wait_id: str) -> Wait:
        found = self._map.wait(wait_id)
        if found is None:
            raise _gone("arrow")
        return found


def _parsed(lines: Iterable[str]) -> list[Written]:
    return [couplings.parse_line(each) for each in lines if each.strip()]


def _nowhere() -> UserError:
    return UserError("This workshop has no coupling map.")


def _gone(what: str) -> UserError:
    return UserError(f"That {what} is not there any more. Undo brings it back if it was deleted.")


def _with_places(now: CouplingMap, where: coupling_layout.Places) -> CouplingMap:
    parties = tuple(replace(each, x=where[each.id][0], y=where[each.id][1]) for each in now.parties)
    return replace(now, parties=parties)
