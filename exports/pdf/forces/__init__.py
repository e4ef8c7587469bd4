"""The force field on paper and as a picture: the diagram, its pages, the worksheet and the ballots."""
