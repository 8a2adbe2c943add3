"""Conversations and answers as the API shows and takes them."""
