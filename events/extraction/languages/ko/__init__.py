"""Korean: lexicon.toml, rules.py, corpus.toml."""
