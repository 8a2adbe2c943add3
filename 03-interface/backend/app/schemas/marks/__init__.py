"""What people add to meetings beside their words, as the API shows it."""
