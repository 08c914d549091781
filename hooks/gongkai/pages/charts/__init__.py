"""Figures as drawings: plain geometry in exact decimals, drawn by a template in SVG attributes without any style."""
