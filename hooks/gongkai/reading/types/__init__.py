"""Type definitions (信息类型): reading them, checking them, narrowing them, and deriving editor schemas from them."""
