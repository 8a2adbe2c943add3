"""Recordings with known answers: fetched from public corpora, or composed out of them."""
