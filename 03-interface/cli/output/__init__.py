"""What people see: progress, lines of a transcript, times."""
