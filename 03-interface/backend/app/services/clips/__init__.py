"""Sound to take away: a recording or a stretch of it."""
