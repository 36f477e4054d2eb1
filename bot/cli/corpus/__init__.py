"""The corpus of a command: which one, how it is opened, and what is said of it on standard error."""
