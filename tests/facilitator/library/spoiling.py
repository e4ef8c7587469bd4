"""Closed libraries changed as a bad disk might change them: in silence."""

import sqlite3
from pathlib import Path

__all__ = ["overwrite", "spoil_page"]


def overwrite(path: Path, *statements: str) -> None:
    """Change a closed library behind the back of its digests."""
    connection = sqlite3.connect(path, isolation_level=None)
    for each in statements:
        connection.execute(each)
    connection.close()


def spoil_page(path: Path, table: str) -> None:
    """Write nonsense over the first page of a table in a closed library."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)
