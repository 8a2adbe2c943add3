"""Smart Meeting Scribe without Docker: the stack that runs on the servers."""
