"""The matrix on the desk: cards that are placed by drag or keys, and those that wait beside it."""
