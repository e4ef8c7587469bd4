"""The commands as click knows them. Loaded only when there is a command: the desk does not wait for it."""

from collections.abc import Sequence
from importlib import import_module

import click

from facilitator import __version__
from facilitator.errors import EnvironmentFault, UserError
from ui.commands.desk import open_desk
from ui.commands.options import library_option

_COMMANDS = {
    "methods": ("files", "methods"),
    "list": ("sessions", "list_sessions"),
    "new": ("sessions", "new"),
    "add": ("sessions", "add"),
    "show": ("sessions", "show"),
    "export": ("files", "export_session"),
    "handout": ("files", "handout"),
    "import": ("files", "import_file"),
    "communities": ("communities", "communities"),
    "book": ("communities", "book"),
    "language": ("language", "language"),
    "check": ("upkeep", "check"),
    "backup": ("upkeep", "backup"),
    "restore": ("upkeep", "restore_backup"),
    "rescue": ("upkeep", "rescue_library"),
    "forget-names": ("names", "forget_names"),
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
    return open_desk(context.obj) if context.invoked_subcommand is None else None


def invoke(arguments: Sequence[str]) -> int:
    """Carry out what was typed and return the exit code.

    Raises:
        UserError: it cannot be understood.
        EnvironmentFault: a file that was named cannot be opened.
    """
    try:
        # Not through click's own main, which prints and exits by itself on Ctrl+C and when a reader goes away.
        with commands.make_context("facilitator", list(arguments)) as context:
            code = commands.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "facilitator"
        raise UserError(f"{error.format_message()} '{where} --help' tells more.") from error
    except click.ClickException as error:
        raise EnvironmentFault(error.format_message()) from error
    return code if isinstance(code, int) else 0
