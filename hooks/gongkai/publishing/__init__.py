"""What is published beside the pages, from the same records: search, open data, feeds, sitemap, manifest."""
