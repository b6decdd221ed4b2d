"""Peers: scripts that the interpreters of other projects run. They import nothing of ours but `worker`, beside them."""
