"""From records to pages: addresses, page views, text, and writing."""
