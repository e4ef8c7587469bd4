"""The kinds of activity: for each, its rules, its acts, and what the room may see of it."""
