"""Model packs: which weights a profile needs, where they come from, and how they get on disk, verified.

`python -m app.packs list | fetch [PACK…] | verify [PACK…]`. The worker only reads what this leaves behind.
"""
