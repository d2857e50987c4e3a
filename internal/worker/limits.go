package worker

import (
	"cmp"
	"fmt"
	"time"
)

// Limits bound what one request may take. A field that is 0 takes its default.
//
// Memory is what all processes of a Pool of two may take together: beside
// others a request is given half of it, and one that needs more is begun anew
// in the place of two, as a wide one is at once. A larger Pool takes half of it
// for each process. A process that waits for the next wide request keeps what
// that will need again, up to half as much besides.
//
// CPU and Wall are for a request of any length, and as much again for every
// UnitsPerAllowance units of progress that are behind it: long work is allowed
// its time as it goes on, and work that stands still is not.
type Limits struct {
	Memory int64         // bytes resident in the process; default DefaultMemory
	CPU    time.Duration // by all threads of the process; default DefaultCPU
	Wall   time.Duration // from request to reply; default DefaultWall
}

// The defaults stand far above what sound documents take: 400 pages of forms
// take half a second and 60 MiB. Two processes and their parent, which takes some
// 40 MiB, stay below 600 MB.
const (
	DefaultMemory = 480 << 20
	DefaultCPU    = 1 * time.Minute
	DefaultWall   = 2 * time.Minute
)

// UnitsPerAllowance is the progress that earns a request its CPU and Wall time
// once more.
const UnitsPerAllowance = 400

// shared are the limits of a request that shares the memory with others.
func (l Limits) shared(places int) Limits {
	l.Memory /= int64(places)
	return l
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Memory: cmp.Or(l.Memory, DefaultMemory),
		CPU:    cmp.Or(l.CPU, DefaultCPU),
		Wall:   cmp.Or(l.Wall, DefaultWall),
	}
}

// usage is what a process takes, or has taken since a request began.
type usage struct {
	memory int64
	cpu    time.Duration
	wall   time.Duration
}

// exceeded returns the fault of a process that took too much, or nil.
func (l Limits) exceeded(u usage, progress int64) *Fault {
	if u.memory > l.Memory {
		return tooMuchMemory(l)
	}
	if limit := allowance(l.CPU, progress); u.cpu > limit {
		return &Fault{TimedOut, LimitCPU, fmt.Sprintf("it took more than %s of CPU time", limit)}
	}
	if limit := allowance(l.Wall, progress); u.wall > limit {
		return &Fault{TimedOut, LimitWall, fmt.Sprintf("it took more than %s", limit)}
	}
	return nil
}

// allowance is a limit and what progress has earned, in even numbers.
func allowance(limit time.Duration, progress int64) time.Duration {
	earned := time.Duration(float64(limit) * float64(progress) / UnitsPerAllowance)
	if limit >= 10*time.Second {
		return (limit + earned).Round(time.Second)
	}
	return (limit + earned).Round(time.Millisecond)
}

func mebibytes(n int64) string { return fmt.Sprintf("%d MiB", n>>20) }
