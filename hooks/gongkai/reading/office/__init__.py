"""Readers of office files: ZIP packages (DOCX, XLSX, PPTX, OFD), OLE files (DOC, XLS, PPT) and PDF, for checks and imports."""
