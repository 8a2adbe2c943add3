"""Routes for operators of the product."""
