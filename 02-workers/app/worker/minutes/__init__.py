"""The writer: a process of its own that takes the jobs of minutes and asks the language service."""
