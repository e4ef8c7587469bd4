"""Sheets of a method for the meeting itself: questions on cards, ground rules for the wall, the agenda."""
