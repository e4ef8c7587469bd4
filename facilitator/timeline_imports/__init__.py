"""A timeline written elsewhere: CSV, a pasted chat, Markdown tables or plain lines, as a preview first.

Every line of the source is in the preview: as an entry, or with what keeps it from being one. Nothing is written here;
what was chosen goes to `session.timeline.take_many`.
"""

from facilitator.timeline_imports.previews import Names, Preview, PreviewRow, preview
from facilitator.timeline_imports.source import read_bytes, read_file

__all__ = ["Names", "Preview", "PreviewRow", "preview", "read_bytes", "read_file"]
