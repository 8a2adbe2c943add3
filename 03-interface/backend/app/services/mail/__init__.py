"""Mails that tell owners how their meetings have ended."""
