"""Measurement of answers on meetings with questions."""
