"""From views to HTML files: environment, frame, assets, writing."""
