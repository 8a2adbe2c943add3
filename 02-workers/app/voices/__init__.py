"""Calibration of identification on the people of this installation: `python -m app.voices calibrate`."""
