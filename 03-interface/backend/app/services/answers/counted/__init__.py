"""Questions that are counted or listed from the database, and never given to a model."""
