"""From a session to a file: PDF pages, reports, handouts, Markdown, CSV, JSON and images. No Qt."""
