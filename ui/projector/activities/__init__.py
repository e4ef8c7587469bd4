"""For each kind of activity what the room sees."""
