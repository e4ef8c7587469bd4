"""Scores on the desk: slips typed one after another, hands counted, shown to the room at the same moment."""
