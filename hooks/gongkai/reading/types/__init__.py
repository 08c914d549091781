"""Type definitions (信息类型) read, narrowed by the agency, and turned into schemas for editors."""
