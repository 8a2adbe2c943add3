"""What search by meaning is made of, without any server: passages, their words, and the joining of rankings."""
