"""Search by meaning: passages of transcripts as vectors."""
