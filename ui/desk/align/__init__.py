"""What the room agreed: one editor for each box of the canvas."""
