"""PDF files of a session."""
