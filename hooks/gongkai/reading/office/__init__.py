"""Readers of office files: packages of XML (Word, Excel, PowerPoint, OFD), old Office files and PDF; checks and imports share them."""
