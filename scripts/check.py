"""The hook's door: checks Git's index and tells what this commit makes wrong. Needs no installation of the package."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from taizhang.cli import main

if __name__ == "__main__":
    sys.exit(main(["check", "--index", "--since", "HEAD", *sys.argv[1:]]))
