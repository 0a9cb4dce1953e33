"""The command line: its words, what it prints, and its exit codes."""
