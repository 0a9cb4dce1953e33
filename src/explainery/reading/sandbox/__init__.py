"""The sandbox: untrusted files are read in a process of their own."""
