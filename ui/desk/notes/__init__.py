"""Writing notes: lanes, the note being written, and stickies that stay on the wall."""
