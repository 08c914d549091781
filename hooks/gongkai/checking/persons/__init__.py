"""Personal data in words: who is a natural person, and what must not be told of one."""
