"""Routes of whoever runs the product."""
