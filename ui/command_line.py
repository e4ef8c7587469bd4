"""The command `facilitator`: alone it opens the desk, with a command it does that and nothing of Qt is loaded.

Errors are one line on stderr: exit code 2 for a mistake that whoever typed it can mend, 1 for what the machine
refused. 130 stands for an interruption by the keyboard, 141 for a reader that went away, as usual.
"""

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from facilitator import __version__
from facilitator.errors import EnvironmentFault, FacilitatorError
from ui.commands.options import library_option

INTERRUPTED = 130
READER_GONE = 141
_OUTPUT_REFUSED = (errno.ENOSPC, errno.EIO)


_COMMANDS = {
    "methods": ("files", "methods"),
    "list": ("sessions", "list_sessions"),
    "new": ("sessions", "new"),
    "add": ("sessions", "add"),
    "show": ("sessions", "show"),
    "export": ("files", "export_session"),
    "handout": ("files", "handout"),
    "import": ("files", "import_file"),
    "check": ("upkeep", "check"),
    "backup": ("upkeep", "backup"),
    "restore": ("upkeep", "restore_backup"),
    "demo": ("demo", "demo"),
}
"""Module in `ui.commands` and function of each command, in the order of the help."""


class _Commands(click.Group):
    """Commands that are loaded when they are asked for, so that the desk does not wait for them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, function = _COMMANDS[cmd_name]
        found = getattr(import_module(f"ui.commands.{module}"), function)
        assert isinstance(found, click.Command)
        return found


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="facilitator", message="%(prog)s %(version)s")
@library_option
@click.pass_context
def commands(context: click.Context) -> int | None:
    """Lead workshops from a laptop and a projector. Without a command it opens the desk."""
    return _open_desk(context) if context.invoked_subcommand is None else None


def main() -> int:
    """Run the command line and return the exit code. A mistake of the program is told in one line as well."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Scripts read UTF-8 on every system; a terminal that cannot show a character shows its number.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        return run(sys.argv[1:])
    # The last line of defence: no traceback reaches whoever typed this.
    except Exception as bug:  # noqa: BLE001
        _say(f"This is a mistake in the program, please report it: {type(bug).__name__}: {bug}")
        return 1


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Anything that is raised from here is a bug."""
    try:
        # Not through click's own main, which prints and exits by itself on Ctrl+C and when a reader goes away.
        with commands.make_context("facilitator", list(arguments)) as context:
            code = commands.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "facilitator"
        _say(f"{error.format_message()} '{where} --help' tells more.")
        return error.exit_code
    except click.ClickException as error:
        _say(error.format_message())
        return error.exit_code
    except FacilitatorError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return READER_GONE
    except OSError as error:
        if error.errno not in _OUTPUT_REFUSED:
            raise
        _let_go_of_output()
        _say(f"The output cannot be written ({error.strerror}). Make room where it goes, and try again.")
        return EnvironmentFault.exit_code
    return code if isinstance(code, int) else 0


def _open_desk(context: click.Context) -> int:
    _refuse_without_screen()
    try:
        from ui.application import run_desk
    except ImportError as error:
        if not _is_missing_library(error):
            raise
        raise EnvironmentFault(
            f"Qt cannot be loaded ({error}). 'make run' installs what it needs, or prints how."
        ) from error
    from facilitator.library import library_path

    return run_desk(library_path(context.obj))


def _refuse_without_screen() -> None:
    """Say that there is no screen, where Qt would end the program without a word that helps.

    Raises:
        EnvironmentFault: this is Linux without a screen.
    """
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names):
        raise EnvironmentFault(
            "There is no screen here for the desk. 'facilitator demo --out DIR' makes the files of a sample "
            "workshop, 'facilitator --help' shows what works without a screen."
        )


def _is_missing_library(error: ImportError) -> bool:
    """Tell whether the system lacks a library that Qt needs, rather than the program a module."""
    return not isinstance(error, ModuleNotFoundError) or (error.name or "").startswith("PySide6")


def _let_go_of_output() -> None:
    """Point the output to nowhere, or Python would fail once more when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    click.echo(" ".join(text.split()), err=True)
