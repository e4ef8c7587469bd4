"""The report's part of each kind of activity, one module a kind.

Each has `CHAPTER`, the title and subtitle of the chapter it belongs to (None for a kind with nothing to tell),
`has_section(data, activity)` and `section(flow, source, activity)`, which draws its part into the flow.
"""
