"""The acts of a session, one module a subject. Each works out rows and hands them to `Session.act`."""
