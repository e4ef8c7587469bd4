"""The option that every command has, apart from what commands load: alone, the program only opens the desk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)


def library_option(command: Command) -> Command:
    """Let a command take `--library`, as the program itself does."""
    return click.option(
        "--library",
        "library_file",
        type=FILE,
        metavar="FILE",
        expose_value=False,
        callback=_remember,
        help="The library to use (default: FACILITATOR_LIBRARY, then your own).",
    )(command)


def _remember(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    """Keep the library that was named last; one named after the command counts more than one named before it."""
    if value is not None:
        context.find_root().obj = value
