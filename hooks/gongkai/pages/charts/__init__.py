"""Charts: geometry computed in exact decimals, which a template draws as SVG without inline styles."""
