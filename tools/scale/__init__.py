"""What the program costs as stories and archives grow: measured, kept as figures, shown in `docs/scale.md`."""
