"""The outcome canvas: one page with what matters, what is worked on, and how anybody would notice."""
