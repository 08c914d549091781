"""An index of any size in bounded memory: its entries are indexed run by run, and the runs are merged from the disk."""
