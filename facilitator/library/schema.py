"""The tables of a library, as literal SQL for each version that was ever released.

Literal, because a library is recognised by the very text of its schema: see `facilitator.library.stranger`. The
tables of a session have the columns of the dataclasses in `facilitator.model`, plus what only storing needs:
`digest` (over the row's own columns) and `search_number` (its line in the search index).

`summaries` holds what changes with each note, apart from the row of the session: that row carries the method's
snapshot, fills several pages and is seldom written. In `sessions` the snapshot stands last, so that the columns
before it are read without it. There is no ON DELETE CASCADE: rows that vanish by themselves leave no history.
"""

import re

APPLICATION_ID = 0x46434C54
"""What the header of every library says in SQLite's field for the kind of file: the letters FCLT."""

SCHEMA_VERSION = 2
"""The version this program writes, in SQLite's field for the user's version."""

_BESIDE = re.compile(r" ?([(),]) ?")


def normalised(sql: str) -> str:
    """Return a statement with every run of white space as one blank, and none beside brackets and commas.

    SQLite sets a column that was added later beside them in its own way.
    """
    return _BESIDE.sub(r"\1", " ".join(sql.split()))


def name_in(sql: str) -> str:
    """Return the name of what a statement of this module creates: the first quoted word."""
    return sql.split('"')[1]


def statement(name: str) -> str:
    """Return what creates the table or index `name` in the version that this program writes."""
    return next(sql for sql in STATEMENTS[SCHEMA_VERSION] if name_in(sql) == name)


STATEMENTS_1 = (
    'CREATE TABLE "meta" ("name" TEXT PRIMARY KEY, "value" TEXT NOT NULL) STRICT, WITHOUT ROWID',
    """CREATE TABLE "communities" (
        "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "created" TEXT NOT NULL, "digest" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "sessions" (
        "id" TEXT PRIMARY KEY, "session_id" TEXT NOT NULL CHECK ("session_id" = "id"), "title" TEXT NOT NULL,
        "method_id" TEXT NOT NULL, "community_id" TEXT, "follows_id" TEXT, "created" TEXT NOT NULL,
        "starts" TEXT, "minutes" REAL NOT NULL, "head_count" INTEGER NOT NULL,
        "keep_authors" INTEGER NOT NULL, "archived" INTEGER NOT NULL, "deleted" TEXT,
        "digest" TEXT NOT NULL, "search_number" INTEGER, "method" TEXT NOT NULL
    ) STRICT""",
    'CREATE INDEX "sessions_binned" ON "sessions" ("deleted") WHERE "deleted" IS NOT NULL',
    """CREATE TABLE "summaries" (
        "session_id" TEXT PRIMARY KEY REFERENCES "sessions" ("id"), "method_title" TEXT NOT NULL,
        "updated" TEXT NOT NULL, "turn" INTEGER NOT NULL, "row_count" INTEGER NOT NULL,
        "digest_sum" TEXT NOT NULL, "history_number" INTEGER NOT NULL, "history_digest" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    'CREATE UNIQUE INDEX "summaries_newest" ON "summaries" ("turn")',
    """CREATE TABLE "places" (
        "session_id" TEXT PRIMARY KEY REFERENCES "sessions" ("id"), "mode" TEXT NOT NULL,
        "activity_id" TEXT NOT NULL, "activity_title" TEXT NOT NULL, "phase" TEXT NOT NULL,
        "planned" REAL NOT NULL, "left" REAL NOT NULL, "running" INTEGER NOT NULL, "spent" TEXT NOT NULL,
        "started" TEXT, "ended" TEXT, "drafts" TEXT NOT NULL, "break_id" TEXT, "at" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "history" (
        "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "number" INTEGER NOT NULL,
        "act" TEXT NOT NULL, "at" TEXT NOT NULL, "reverses" INTEGER, "rows" TEXT NOT NULL,
        "digest" TEXT NOT NULL, PRIMARY KEY ("session_id", "number")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "library_history" (
        "number" INTEGER PRIMARY KEY, "act" TEXT NOT NULL, "at" TEXT NOT NULL, "reverses" INTEGER,
        "rows" TEXT NOT NULL, "digest" TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE "participants" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "name" TEXT NOT NULL,
        "role" TEXT NOT NULL, "present" INTEGER NOT NULL, "position" REAL NOT NULL, "digest" TEXT NOT NULL,
        PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "notes" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "lane" TEXT NOT NULL,
        "text" TEXT NOT NULL, "colour" TEXT NOT NULL, "group_id" TEXT, "author_id" TEXT,
        "position" REAL NOT NULL, "digest" TEXT NOT NULL, "search_number" INTEGER,
        PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "groups" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "lane" TEXT NOT NULL,
        "title" TEXT NOT NULL, "colour" TEXT NOT NULL, "stickies" INTEGER NOT NULL,
        "position" REAL NOT NULL, "digest" TEXT NOT NULL, "search_number" INTEGER,
        PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "outcomes" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "box" TEXT NOT NULL,
        "text" TEXT NOT NULL, "digest" TEXT NOT NULL, "search_number" INTEGER,
        PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "ballots" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"),
        "activity_id" TEXT NOT NULL, "round" TEXT NOT NULL, "sheet" INTEGER NOT NULL,
        "choices" TEXT NOT NULL, "voter_id" TEXT, "digest" TEXT NOT NULL, PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "hands" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"),
        "activity_id" TEXT NOT NULL, "round" TEXT NOT NULL, "candidate" TEXT NOT NULL,
        "count" INTEGER NOT NULL, "digest" TEXT NOT NULL, PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "protocols" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"),
        "activity_id" TEXT NOT NULL, "kind" TEXT NOT NULL, "entries" TEXT NOT NULL, "digest" TEXT NOT NULL,
        PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "actions" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "text" TEXT NOT NULL,
        "owner" TEXT NOT NULL, "due" TEXT, "state" TEXT NOT NULL, "topic" TEXT NOT NULL,
        "created" TEXT NOT NULL, "position" REAL NOT NULL, "digest" TEXT NOT NULL, "search_number" INTEGER,
        PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    'CREATE INDEX "actions_open" ON "actions" ("due") WHERE "state" = \'open\'',
    """CREATE TABLE "parked" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "text" TEXT NOT NULL,
        "activity_id" TEXT, "state" TEXT NOT NULL, "position" REAL NOT NULL, "digest" TEXT NOT NULL,
        "search_number" INTEGER, PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "agenda" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"), "kind" TEXT NOT NULL,
        "activity_id" TEXT, "title" TEXT NOT NULL, "minutes" TEXT NOT NULL, "skipped" INTEGER NOT NULL,
        "position" REAL NOT NULL, "digest" TEXT NOT NULL, PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "activity_values" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"),
        "activity_id" TEXT NOT NULL, "key" TEXT NOT NULL, "value" TEXT NOT NULL, "digest" TEXT NOT NULL,
        PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "pictures" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"),
        "purpose" TEXT NOT NULL, "name" TEXT NOT NULL, "media_type" TEXT NOT NULL, "digest" TEXT NOT NULL,
        "data" TEXT NOT NULL, PRIMARY KEY ("session_id", "id")
    ) STRICT""",
    """CREATE VIRTUAL TABLE "search" USING fts5(
        "body", "session_id" UNINDEXED, "table_name" UNINDEXED, "row_id" UNINDEXED,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    )""",
)

SEARCHED_VALUES = """CREATE TABLE "activity_values" (
        "id" TEXT NOT NULL, "session_id" TEXT NOT NULL REFERENCES "sessions" ("id"),
        "activity_id" TEXT NOT NULL, "key" TEXT NOT NULL, "value" TEXT NOT NULL, "digest" TEXT NOT NULL,
        "search_number" INTEGER, PRIMARY KEY ("session_id", "id")
    ) STRICT, WITHOUT ROWID"""

COMMUNITY_VALUES = """CREATE TABLE "community_values" (
        "id" TEXT PRIMARY KEY, "community_id" TEXT NOT NULL REFERENCES "communities" ("id"),
        "key" TEXT NOT NULL, "value" TEXT NOT NULL, "digest" TEXT NOT NULL, UNIQUE ("community_id", "key")
    ) STRICT, WITHOUT ROWID"""

SEALED_PLACES = """CREATE TABLE "places" (
        "session_id" TEXT PRIMARY KEY REFERENCES "sessions" ("id"), "mode" TEXT NOT NULL,
        "activity_id" TEXT NOT NULL, "activity_title" TEXT NOT NULL, "phase" TEXT NOT NULL,
        "planned" REAL NOT NULL, "left" REAL NOT NULL, "running" INTEGER NOT NULL, "spent" TEXT NOT NULL,
        "started" TEXT, "ended" TEXT, "drafts" TEXT NOT NULL, "break_id" TEXT, "at" TEXT NOT NULL,
        "digest" TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID"""


def _second(statement: str) -> str:
    changed = {"activity_values": SEARCHED_VALUES, "places": SEALED_PLACES}
    return changed.get(name_in(statement), statement)


STATEMENTS_2 = (*map(_second, STATEMENTS_1), COMMUNITY_VALUES)
"""From version 2 on, what activities keep is searched, a place has a digest, and a community a page of its own."""

STATEMENTS = {1: STATEMENTS_1, 2: STATEMENTS_2}
"""The whole schema of each version, statement by statement."""

SHADOW_TABLES = frozenset(f"search_{part}" for part in ("data", "idx", "content", "docsize", "config"))
"""The tables that SQLite keeps behind the search index; their text is SQLite's own."""

MIGRATION_TABLE = "_sqlite_migrations"
"""Where sqlite-utils records the steps that were taken."""
