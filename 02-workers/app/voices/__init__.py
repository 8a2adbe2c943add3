"""Calibration of identification with the voices of this installation: `python -m app.voices calibrate`."""
