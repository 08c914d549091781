"""Public files besides the pages, from the same column: open data, feed, sitemap, manifest."""
