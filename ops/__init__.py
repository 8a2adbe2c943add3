"""Orchestration: start, stop, back up and check Smart Meeting Scribe. manage.sh hands over to it."""
