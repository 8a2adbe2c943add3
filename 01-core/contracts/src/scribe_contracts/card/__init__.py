"""Turns at a card that the models of the worker and the language model share: never both at once."""
