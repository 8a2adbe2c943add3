"""Tags and comments as the API shows them."""
