"""Programs that read strangers' files, run apart from the services' secrets.

Both services decode recordings with FFmpeg, a large program that parses what anybody sends. Whoever takes one over
finds no secret in its environment, cannot look into or stop the service beside it, opens no connection, and runs out of
time, memory and files soon.
"""
