"""A postmortem on paper: the report in its versions, and the one page to hand out."""
