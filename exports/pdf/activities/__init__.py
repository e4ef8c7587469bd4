"""For each kind of activity its section of a report."""
