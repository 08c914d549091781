"""One search and one library over the built columns of many agencies, none of which is built again."""
