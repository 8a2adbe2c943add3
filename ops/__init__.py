"""What starts, stops, backs up and checks Smart Meeting Scribe; manage.sh hands over to it."""
