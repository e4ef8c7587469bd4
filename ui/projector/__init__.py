"""The room's window."""
