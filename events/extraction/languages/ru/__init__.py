"""Russian: lexicon.toml, rules.py, corpus.toml."""
