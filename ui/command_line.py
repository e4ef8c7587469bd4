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
from pathlib import Path

from facilitator.errors import EnvironmentFault, FacilitatorError

__all__ = ["INTERRUPTED", "READER_GONE", "main", "run"]

INTERRUPTED = 130
READER_GONE = 141
_OUTPUT_REFUSED = (errno.ENOSPC, errno.EIO)


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
        code = _carry_out(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
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
    return code


def _carry_out(arguments: Sequence[str]) -> int:
    """Open the desk at once when that is all that is asked for; everything else takes the reader of commands."""
    match list(arguments):
        case []:
            library = None
        case ["--library", name] if name and not name.startswith("-"):
            library = Path(name)
        case _:
            from ui.commands.program import invoke

            return invoke(arguments)
    from ui.commands.desk import open_desk

    return open_desk(library)


def _let_go_of_output() -> None:
    """Point the output to nowhere, or Python would fail once more when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    if sys.stderr is not None:
        print(" ".join(text.split()), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
