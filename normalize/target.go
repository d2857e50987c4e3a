package normalize

// ReadTarget reads a target.
func ReadTarget(target, name, unitColumn string) Reading { return Reading{} }
