"""Smart Meeting Scribe without Docker: the servers it stands on, and the stack that runs on them."""
