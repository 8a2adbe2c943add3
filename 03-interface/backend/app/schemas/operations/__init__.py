"""The view of the product that its operators have."""
