"""The view of the product that its operators have: the queue, failures, storage, settings."""
