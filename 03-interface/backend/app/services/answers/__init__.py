"""Answers to questions about meetings, each sentence with evidence that was checked."""
