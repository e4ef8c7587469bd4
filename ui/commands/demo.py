"""The command demo: a library with sample sessions, and every file they can become."""

from pathlib import Path

import click

from ui.commands.options import FILE, library_option


@click.command()
@click.option("--out", required=True, type=FILE, metavar="DIR", help="The folder to write into.")
@library_option
def demo(out: Path) -> None:
    """Build a sample library and every file of it in DIR.

    The library is DIR/library.db. The path of each file is printed.
    """
    from exports.sample import write_sample

    for path in write_sample(out):
        click.echo(str(path))
