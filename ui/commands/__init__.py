"""The commands for a terminal and for scripts: the same acts as the windows, and nothing of Qt."""
