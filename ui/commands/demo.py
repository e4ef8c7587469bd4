"""The command demo: a library with sample sessions, and every file they can become."""

from pathlib import Path

import click

from ui.commands.shared import FILE, library_option


@click.command()
@click.option("--out", required=True, type=FILE, metavar="DIR", help="The folder to write into.")
@library_option
def demo(out: Path) -> None:
    """Build DIR/library.db with sample sessions, write every file of each, print each path."""
    from exports.sample import write_sample

    for path in write_sample(out):
        click.echo(str(path))
