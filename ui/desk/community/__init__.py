"""The pages of communities and teams: what they are, what keeps them alive, and what is open."""
