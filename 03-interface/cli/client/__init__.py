"""The gateway as the command line sees it: requests, sign-in, answers, events."""
