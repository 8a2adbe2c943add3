"""The gateway's second process, which receives recordings, so that whoever reads does not wait for them."""
