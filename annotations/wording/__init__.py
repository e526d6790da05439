"""What people are told when something can't be done: each code, and its one sentence."""
