"""``python -m gongkai``."""

import sys

from gongkai.commands.terminal import restart_in_unicode

if __name__ == "__main__":
    restart_in_unicode()
    from gongkai.commands.command_line import main

    sys.exit(main(sys.argv[1:]))
