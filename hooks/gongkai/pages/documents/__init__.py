"""Pages and parts of pages about documents: validity, versions, comparisons, the document library."""
