"""The board: notes in groups, moved by mouse and keyboard."""
