"""Pictures of what a session found: forces as arrows, ratings over time. Read when the first one is shown."""
