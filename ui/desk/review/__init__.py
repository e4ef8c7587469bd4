"""What a review of an incident is written in: forms, questions and factors, commitments."""
