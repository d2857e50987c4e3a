package normalize

// ReadAmount reads an amount cell.
func ReadAmount(s string, wan bool) (amount Amount, blank bool, doubt error) { return 0, s == "", nil }
