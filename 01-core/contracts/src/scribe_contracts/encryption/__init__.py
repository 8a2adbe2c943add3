"""Objects sealed before they leave for storage, under keys that storage never sees."""
