"""The coupling map on the desk: the map itself, the list of waits, the figures, and what is tried."""
