"""Another secret in the place of each, while the product runs."""
