"""Compaction of the stores after deletions."""
