"""The pages of a wiring review: the coupling map and the matrix as vectors, and the one-page canvas."""
