"""The force field on the desk: the change, scores, the picture, links, the plan and what it does."""
