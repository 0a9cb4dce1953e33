"""One module a task: its questions, and what is kept of their answers."""
