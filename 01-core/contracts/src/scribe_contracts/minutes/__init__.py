"""Minutes of a meeting: what they consist of, the job that writes them and the events of that job."""
