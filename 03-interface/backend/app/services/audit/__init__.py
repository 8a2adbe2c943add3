"""The audit log: what was done by whom, in a chain that shows gaps and changes."""
