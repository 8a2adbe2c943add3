"""The tables of docs/ that the code knows: settings, metrics, routes and log events."""
