"""What views share of HTTP: who may come in, the row asked for, numbers in addresses, pages of a list, ranges."""
