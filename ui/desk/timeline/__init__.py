"""The timeline on the desk: the incident's moments, its entries typed at speed, imported, and walked in the meeting."""
