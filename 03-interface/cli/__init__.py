"""The command line: `python -m cli transcribe FILE` and `python -m cli demo`, clients of the API like any other."""
