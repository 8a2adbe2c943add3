"""Model packs: the weights of each profile, their sources, and how they are fetched and verified.

`python -m app.packs list | fetch [PACK…] | verify [PACK…]`. The worker only reads what this has put on disk.
"""
