//go:build race

package worker

// underRace tells that the race detector is on, whose shadow of memory no limit
// of address space has room for.
const underRace = true
