"""Model packs: the weights that a profile needs, their sources, and their verified copies on disk.

`python -m app.packs list | fetch [PACK…] | verify [PACK…]`. The worker only reads the packs.
"""
