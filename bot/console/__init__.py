"""The conversation in a terminal: what is typed there, and how what it gets is shown."""
