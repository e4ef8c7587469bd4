"""Parts that the windows are built from. They know colours, letters and keys, and nothing of workshops."""
