"""What a workshop is: methods, sessions, activities, agenda and library. No Qt, no PDF, no network."""

__version__ = "0.1.0"
