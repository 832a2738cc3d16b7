"""The sentence classifier: its sentences, and the way from them to its weights."""
