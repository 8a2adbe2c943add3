"""Every check and test suite of the repository, and the versions that they were run with."""
