"""Installation of Python packages into .venv.

`./manage.sh` calls it before any package is there, so it imports the standard library only.
"""
