"""The embedded form: the whole pipeline in one process group, on one SQLite file."""
