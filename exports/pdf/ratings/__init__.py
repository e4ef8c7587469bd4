"""A rating on paper: the page of this run, the history, cards and ballots."""
