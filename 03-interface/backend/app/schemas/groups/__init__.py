"""Groups as the API shows them."""
