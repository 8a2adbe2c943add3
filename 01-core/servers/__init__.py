"""PostgreSQL, Redis and S3 as plain processes, from Python packages, without Docker."""
