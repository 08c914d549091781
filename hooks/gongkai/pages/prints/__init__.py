"""Pages for paper and for terminals: sheets for notice boards, booklets, hand-outs, and the view for a terminal."""
