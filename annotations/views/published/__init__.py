"""What readers and their programs see: only published work, the same for everybody."""
