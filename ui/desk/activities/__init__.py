"""For each kind of activity what the facilitator works with."""
