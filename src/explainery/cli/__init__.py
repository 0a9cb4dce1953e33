"""The command line: its arguments, its texts and its exit codes."""
