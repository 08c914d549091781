"""Tests of the product; what Python compiles for them is kept, even where the one who runs them keeps it nowhere else.

Each process of a run would otherwise rewrite all tests, and each of the many builds compile all of the engine.
"""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
