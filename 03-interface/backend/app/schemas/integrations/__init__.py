"""Webhooks as the API shows them."""
