"""From files on disk to records, with every fault as a problem that has a place and a remedy."""
