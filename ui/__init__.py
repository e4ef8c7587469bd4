"""The interfaces of people: the command line, the facilitator's desk and the room's projector."""
