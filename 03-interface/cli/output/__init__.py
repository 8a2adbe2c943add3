"""The output for people: progress, lines of a transcript, times."""
