"""From version to version: a step and its record commit together, and the library before it is kept."""

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from facilitator.library import Library, backup_folder, list_backups, migrations, schema
from facilitator.library.stranger import expected_schema, schema_of
from facilitator.model import TABLES


def test_a_new_library_is_built_as_the_known_schema(library: Library) -> None:
    """What a stranger's file is compared with is what we create ourselves."""
    assert schema_of(library.utils.conn) == expected_schema(schema.SCHEMA_VERSION)


def test_tables_have_the_columns_of_the_model(library: Library) -> None:
    """Each field of a row has its column; beyond them only what storing needs."""
    for table, row_type in TABLES.items():
        found = {column.name for column in library.utils[table].columns}
        assert found - set(row_type.__dataclass_fields__) <= {"digest", "search_number"}
        assert set(row_type.__dataclass_fields__) <= found


def next_version(monkeypatch: pytest.MonkeyPatch, *, failing: bool = False) -> None:
    """Let the program know a version 3, which adds a table."""
    extra = 'CREATE TABLE "extra" ("id" TEXT)'
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 3)
    monkeypatch.setitem(schema.STATEMENTS, 3, (*schema.STATEMENTS[2], extra))
    first = migrations.steps

    def steps() -> Any:
        found = first()

        @found(name="3")
        def third(db: Any) -> None:
            db.conn.execute(extra)
            if failing:
                raise sqlite3.IntegrityError("a step that fails")
            db.conn.execute("PRAGMA user_version = 3")

        return found

    monkeypatch.setattr(migrations, "steps", steps)


def test_an_older_library_is_backed_up_and_upgraded(writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is there afterwards, and the library as it was lies in the backups."""
    path = writer.library.path
    note = writer.note("from the old days")
    writer.library.close()
    next_version(monkeypatch)
    with Library.open_existing(path) as library:
        assert library.load(writer.id)[0].notes == [note]
        assert library.check() == []
        assert "extra" in library.utils.table_names()
    monkeypatch.undo()
    (backup,) = list_backups(backup_folder(path))
    assert backup.path.name.startswith("workshops-before-upgrade-2-")
    with Library.open_existing(backup.path) as former:
        assert former.load(writer.id)[0].notes == [note]


def test_a_step_that_fails_leaves_the_library_as_it_was(writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The former program opens it again."""
    path = writer.library.path
    writer.library.close()
    next_version(monkeypatch, failing=True)
    with pytest.raises(sqlite3.IntegrityError):
        Library.open_existing(path)
    monkeypatch.undo()
    with Library.open_existing(path) as library:
        assert library.check() == []


def test_the_first_window_needs_no_slow_imports(library: Library, tmp_path: Path) -> None:
    """Opening a library and listing its sessions loads neither sqlite-utils nor numpy nor platformdirs."""
    library.close()
    program = (
        "import sys; from pathlib import Path; from facilitator.library import Library\n"
        "with Library.open_existing(Path(sys.argv[1])) as library: library.summaries()\n"
        "print(sorted({'sqlite_utils', 'numpy', 'platformdirs', 'hypothesis'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(library.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
