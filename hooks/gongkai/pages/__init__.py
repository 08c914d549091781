"""From items to pages: every page as plain data (a view), its address and its template."""
