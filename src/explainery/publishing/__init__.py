"""Publishing: what a site offers beside its pages, made of the pages, the built site and git; nothing asks a network.

Each module makes one thing and writes nothing: `commands/publish.py` puts the files into the site.
"""
