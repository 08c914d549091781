"""Rules about slips in the words of texts: wrong, doubled, missing and left-over ones."""
