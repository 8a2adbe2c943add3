"""Writing of minutes by a language model, every item with evidence that was checked."""
