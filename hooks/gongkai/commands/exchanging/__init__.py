"""Taking files into the column and giving them out: templates, imports, masked proposals."""
