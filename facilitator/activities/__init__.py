"""The kinds of activity: one module each, found by its name. A kind is rules and what the room may see of it.

Each module defines `KIND: Kind`. A new kind is one module here and one of the same name in `ui.desk.activities`,
`ui.projector.activities` and `exports.pdf.activities`; nothing else is touched.
"""

import pkgutil
from functools import cache
from importlib import import_module

from facilitator.activities.kind import Kind


@cache
def kind_names() -> tuple[str, ...]:
    """Return the names of all kinds, sorted."""
    helpers = {"kind"}
    return tuple(sorted(each.name for each in pkgutil.iter_modules(__path__) if each.name not in helpers))


@cache
def kind(name: str) -> Kind:
    """Return the kind called `name`.

    Raises:
        KeyError: there is none.
    """
    if name not in kind_names():
        raise KeyError(name)
    found = import_module(f"{__name__}.{name}").KIND
    assert isinstance(found, Kind)
    return found
