"""``python -m gongkai``."""

import sys

from gongkai.commands.terminal import restart_in_unicode
from gongkai.incremental.garbage_collection import never_collect_what_is, without_collecting


def main() -> int:
    """Run the command of the arguments; whoever interrupts it while it is still being loaded gets one Chinese line too."""
    try:
        with without_collecting():
            from gongkai.commands.command_line import main as run
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("已中断。\n")
        return 130
    finally:
        never_collect_what_is()


if __name__ == "__main__":
    restart_in_unicode()
    sys.exit(main())
