"""HTTP, the command line, and what they say on the wire."""
