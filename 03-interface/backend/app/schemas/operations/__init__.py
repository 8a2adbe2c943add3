"""What whoever runs the product sees."""
