"""A small method with a form, an analysis and commitments, for tests of their rules."""

import json
from typing import Any

from facilitator import method_files
from facilitator.document import from_document, to_document
from facilitator.method import Method
from facilitator.model import TABLE_OF
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.state import SessionData

TEXT = """
format = 1
id = "look-back"
version = "1"
title = "Look back"
icon = "postmortem"
minutes = 40
people = { least = 2, most = 12 }

[[variants]]
id = "short"
title = "20 minutes"
minutes = 20
phases = { "analysis/ask" = 2 }

[[activities]]
id = "impact"
kind = "form"
title = "Impact"
question = "What did it mean?"

[[activities.settings.fields]]
id = "customers"
title = "Customers"
type = "number"
unit = "customers"
needed = true

[[activities.settings.fields]]
id = "level"
title = "Level"
type = "choice"
choices = ["Sev-1", "Sev-2"]

[[activities.settings.fields]]
id = "message_summary"
title = "In short"
type = "long"

[[activities.settings.rows]]
id = "responders"
title = "Responders"
one = "Responder"
least = 1
most = 3
fields = [
  { id = "person", title = "Name", type = "person", needed = true },
  { id = "took", title = "For", type = "minutes" },
]

[[activities.phases]]
id = "fill"
title = "Fill"
minutes = 4

[[activities.phases]]
id = "show"
title = "Show"
minutes = 4

[[activities]]
id = "times"
kind = "timeline"
title = "What happened"

[[activities.phases]]
id = "walk"
title = "Walk"
minutes = 12

[[activities]]
id = "analysis"
kind = "analysis"
title = "How did we get here?"

[activities.settings]
factors = "factors"

[[activities.settings.decks]]
id = "cues"
title = "Cues"
questions = ["What did you see?", "What did you expect?"]

[[activities.lanes]]
id = "factors"
title = "Factors"
question = "What contributed?"

[[activities.lanes]]
id = "lucky"
title = "Lucky"
question = "Where were we lucky?"

[[activities.phases]]
id = "ask"
title = "Ask"
minutes = 5

[[activities.phases]]
id = "factors"
title = "Factors"
minutes = 3

[[activities.phases]]
id = "well"
title = "Well"
minutes = 2

[[activities]]
id = "actions"
kind = "actions"
title = "Actions"
settings = { ideas = "ideas" }

[[activities.lanes]]
id = "ideas"
title = "Ideas"
question = "What could we do?"

[[activities.phases]]
id = "review"
title = "Review"
minutes = 1

[[activities.phases]]
id = "ideas"
title = "Ideas"
minutes = 3

[[activities.phases]]
id = "commit"
title = "Commit"
minutes = 2

[[activities.phases]]
id = "declined"
title = "Not now"
heading = "What we leave undone"
minutes = 2

[[activities]]
id = "close"
kind = "closing"
title = "Close"
settings = { questions = ["Learnt something?", "Come again?"] }

[[activities.phases]]
id = "hands"
title = "Hands"
minutes = 2
"""


def look_back() -> Method:
    """The method, read anew."""
    return method_files.parse(TEXT, "look-back.toml")


def looking_back() -> Session:
    """A session of it that is kept nowhere."""
    return rehearse(look_back(), "Checkout was slow")


def travelled(session: Session) -> SessionData:
    """The session after a journey as a document."""
    parsed = from_document(json.dumps(to_document(session.data, session.place, "2026-03-12T11:00:00Z")))
    tables: dict[str, dict[str, Any]] = {name: {} for name in session.data.tables}
    for row in parsed.rows:
        tables[TABLE_OF[type(row)]][row.id] = row
    return SessionData(session.data.method, tables)
