"""What votes and elections share on the desk: counting, sheets, ties, proposals, protocols."""
