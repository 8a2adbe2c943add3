"""Recordings on their way from a socket into S3, in bounded memory and without touching the disk."""
