"""The folder of backups and what lies in it."""
