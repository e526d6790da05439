"""Outside archives, one file each behind one protocol. Off until a setting names their key or address."""
