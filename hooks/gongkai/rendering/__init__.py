"""Rendering page views into HTML files: Jinja environment, frame, assets, writing."""
