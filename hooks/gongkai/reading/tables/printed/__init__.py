"""Tables in the forms in which agencies print them: from a grid of cells to the columns and rows of a type."""
