"""What a change of the sources does to the published column, and what of it the public would miss."""
