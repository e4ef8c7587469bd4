"""A charter: the promises of a session on one page, put together from the forms that its method marks for it.

What a method marks, all of it in the settings of its forms (`docs/methods.md`):

- the form with a `headline` is the charter's own: its headline, its purpose below, `signers`, the roles that sign, and
  `signing`, the line above them;
- a field with `charter` stands in the section of that name, wherever its form is; sections come in the order of forms;
- so do rows with `charter`, behind the fields of their form, a line for each; there is no place to write some by hand;
- a field of a list with `signs` says in each row a role that signs, before those of `signers`.
"""

from collections.abc import Container
from dataclasses import dataclass

from facilitator import forms
from facilitator.dates import written_day
from facilitator.forms import FieldSpec, FilledRows, Form, RowSpec
from facilitator.method import Activity, Method
from facilitator.state import SessionData

HEADLINE = "headline"
SIGNING = "signing"
SIGNERS = "signers"
_BETWEEN = " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True)
class Part:
    """One field on the page: as the method describes it, and its value in words, "" to be written by hand.

    Rows stand as one long field that has a line for each.
    """

    spec: FieldSpec
    text: str = ""

    @property
    def said(self) -> str:
        """The value as it is read aloud: a day as it is spoken."""
        return (written_day(self.text) if self.spec.type == "date" else "") or self.text


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under one label."""

    title: str
    parts: tuple[Part, ...]

    def lines(self, without: Container[FieldSpec] = ()) -> str:
        """Return what stands in the parts, a line each with its title where the section has several, in one text.

        Parts of the fields in `without` are left out. A text of several lines speaks for itself.
        """
        several = len(self.parts) > 1
        return "\n".join(
            f"{part.spec.title}: {part.said}" if several and part.spec.type != "long" else part.said
            for part in self.parts
            if part.text and part.spec not in without
        )


@dataclass(frozen=True, slots=True)
class Charter:
    """The page: what it is called, its headline, a line below, sections, and the roles that sign, each one once.

    `signing` stands above the lines to sign on.
    """

    title: str
    headline: str
    note: str
    sections: tuple[Section, ...]
    signers: tuple[str, ...]
    signing: str = ""


def home(method: Method) -> Activity | None:
    """Return the activity that is the charter's own, None where a method has no charter."""
    return next(
        (each for each in method.activities if each.kind == forms.KIND and HEADLINE in each.settings), None
    )


def charter(data: SessionData) -> Charter | None:
    """Return the charter with what stands in its session; None where the method has none."""
    return _charter(data.method, tuple(forms.forms_of(data)))


def blank(method: Method) -> Charter | None:
    """Return the charter with nothing in it; None where the method has none."""
    empty = tuple(
        Form(
            each.id,
            each.title,
            tuple(forms.Filled(spec) for spec in forms.field_specs(each)),
            tuple(forms.FilledRows(spec, ()) for spec in forms.row_specs(each)),
        )
        for each in method.activities
        if each.kind == forms.KIND
    )
    return _charter(method, empty)


def _charter(method: Method, found: tuple[Form, ...]) -> Charter | None:
    own = home(method)
    if own is None:
        return None
    by_title: dict[str, list[Part]] = {}
    for each in found:
        for field in each.fields:
            if field.spec.charter:
                by_title.setdefault(field.spec.charter, []).append(Part(field.spec, field.text))
        for rows in each.rows:
            part = _of_rows(rows)
            if rows.spec.charter and part.text:
                by_title.setdefault(rows.spec.charter, []).append(part)
    return Charter(
        own.title,
        str(own.settings[HEADLINE]),
        own.purpose,
        tuple(Section(title, tuple(parts)) for title, parts in by_title.items()),
        _signers(own, found),
        str(own.settings.get(SIGNING, "")),
    )


def fields_on(activity: Activity) -> tuple[FieldSpec, ...]:
    """Return what a form brings to the page, its rows as one field each."""
    fields = tuple(each for each in forms.field_specs(activity) if each.charter)
    return (*fields, *(_as_field(each) for each in forms.row_specs(activity) if each.charter))


def _as_field(rows: RowSpec) -> FieldSpec:
    return FieldSpec(rows.id, rows.title, "long", charter=rows.charter)


def _of_rows(rows: FilledRows) -> Part:
    lines = (
        _BETWEEN.join(" ".join(Part(cell.spec, cell.text).said.split()) for cell in row.cells if cell.text)
        for row in rows.rows
    )
    return Part(_as_field(rows.spec), "\n".join(line for line in lines if line))


def _signers(own: Activity, found: tuple[Form, ...]) -> tuple[str, ...]:
    """Return the roles that people wrote down, then those the method names, until there are as many as it names."""
    named = [str(each) for each in own.settings.get(SIGNERS, ())]
    cells = (cell for each in found for rows in each.rows for row in rows.rows for cell in row.cells)
    written = {cell.text.casefold(): cell.text for cell in cells if cell.spec.signs and cell.text}
    rest = [each for each in named if each.casefold() not in written]
    # Who leads has a line already where the method names leaders first: the roles written down take those places.
    spare = len(written) + len(rest) - len(named)
    return (*written.values(), *rest[max(0, spare) :])
