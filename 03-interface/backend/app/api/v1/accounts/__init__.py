"""Accounts that come and go: invitations, links to choose a password, deletion."""
