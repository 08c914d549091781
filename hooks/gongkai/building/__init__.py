"""Building the site beside the published one, verifying it and exchanging the two."""
