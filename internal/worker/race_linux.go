//go:build race

package worker

// shadow is the address space that the race detector takes for itself.
const shadow = 2 << 30
