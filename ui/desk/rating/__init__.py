"""Ratings on the desk: the topics, one after another, the whole picture, what we do about it."""
