"""PostgreSQL, Redis and S3 as plain processes, from packages, without Docker."""
