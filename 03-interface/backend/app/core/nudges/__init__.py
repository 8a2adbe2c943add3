"""Word among the gateways that a meeting has changed."""
