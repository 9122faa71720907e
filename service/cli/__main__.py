"""``python -m service.cli`` is the command ``whosewords``."""

from service.cli import main

if __name__ == "__main__":  # a process that answers rows reads this file too
    main()
