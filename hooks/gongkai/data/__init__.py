"""What is published beside the pages, from the same records: open data, feeds, sitemap, manifest."""
