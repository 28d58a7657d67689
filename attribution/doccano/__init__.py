"""Annotating in Doccano: articles out to annotators, their corrections back, and how far they agree.

``codec`` and its neighbours are pure functions; only ``client`` talks to a server, only ``server`` runs one.
"""
