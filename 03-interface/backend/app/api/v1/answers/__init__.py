"""Routes of conversations and answers."""
