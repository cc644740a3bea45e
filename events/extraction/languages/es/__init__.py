"""Spanish: lexicon.toml, rules.py, corpus.toml."""
