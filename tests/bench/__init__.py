"""Speed and memory, measured side by side with other generators on the same content."""
