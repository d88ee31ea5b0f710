"""`python -m kwopt`: the same as the command `kwopt`, where no console script is installed."""

from kwopt.cli.main import main

if __name__ == "__main__":
    main()
