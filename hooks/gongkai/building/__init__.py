"""The build: a new site beside the published one, its verification, and the exchange of the two."""
