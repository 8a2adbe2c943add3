"""What whoever runs the product sees: the queue, failures, storage, settings."""
