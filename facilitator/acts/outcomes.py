"""Acts on outcomes: what the room agreed for each box of the canvas."""

from dataclasses import dataclass

from facilitator.acts.base import Acts, added, changed, removed
from facilitator.model import Changes, Outcome, RowChange
from facilitator.text import clean, optional

DEEPEST = 2
"""Levels under the first one: the published canvas nests bullets two deep."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of an outcome; `level` 0 is the outermost."""

    level: int
    text: str


def bullets(text: str) -> tuple[Bullet, ...]:
    """Return the lines of an outcome: leading tabs give the level, one deeper than the line before at most."""
    found: list[Bullet] = []
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            deepest = min(DEEPEST, found[-1].level + 1) if found else 0
            found.append(Bullet(min(len(line) - len(line.lstrip("\t")), deepest), bare))
    return tuple(found)


def outcome_text(lines: tuple[Bullet, ...]) -> str:
    """Return the text in which `lines` are stored."""
    return "\n".join("\t" * line.level + line.text for line in lines)


class Outcomes(Acts):
    """Writing outcomes."""

    def write(self, box: str, text: str) -> Changes:
        """Set the agreed text of a box; an empty text takes it away.

        Raises:
            UserError: the text is too long.
        """
        return self._session.act("outcomes.write", [self.change(box, text)])

    def change(self, box: str, text: str) -> RowChange:
        """Return the row change that sets a box, for acts that do more than that."""
        optional(text, "This box")
        kept = "\n".join(clean_line(line) for line in text.split("\n"))
        tidy = outcome_text(bullets(kept))
        before = self._data.tables["outcomes"].get(box)
        if not tidy:
            return removed(before) if before else RowChange("outcomes", box, None, None)
        row = Outcome(box, self._session.id, box, tidy)
        return changed(before, row) if before else added(row)

    def take_groups(self, box: str) -> Changes:
        """Add the titles of the groups of the box's lanes as bullets, in their order, behind what stands there.

        Titles that are there already are left out; a group without a title gives its first note; loose notes are
        not taken. With no group at all the notes themselves are taken.
        """
        lanes = [
            lane for activity in self._data.method.activities for lane in activity.lanes if lane.box == box
        ]
        titles: list[str] = []
        for lane in lanes:
            groups = self._data.groups_in(lane.id)
            for group in groups:
                notes = self._data.notes_of(group.id)
                titles.append(group.title or (notes[0].text if notes else ""))
            if not groups:
                titles.extend(note.text for note in self._data.notes_in(lane.id))
        standing = bullets(self._data.outcomes.get(box, ""))
        there = {line.text.casefold() for line in standing}
        fresh = [" ".join(title.split()) for title in titles]
        new = [Bullet(0, title) for title in dict.fromkeys(fresh) if title and title.casefold() not in there]
        return self._session.act("outcomes.take", [self.change(box, outcome_text((*standing, *new)))])


def clean_line(line: str) -> str:
    """Return one line cleaned, its leading tabs kept as its level."""
    tabs = len(line) - len(line.lstrip("\t"))
    return "\t" * tabs + clean(line).replace("\t", " ")
