"""Search: how texts are cut, indexed and found again, in the build and in the reader's browser."""
