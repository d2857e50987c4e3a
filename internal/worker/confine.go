package worker

import (
	"cmp"
	"os"
	"runtime"
	"runtime/debug"
)

// stackMost is how far a stack may grow in a child, in bytes. The runtime's own
// limit of 1 GiB would break the limit of memory first and hide the reason.
const stackMost = 64 << 20

// threadsMost is how many processors a child uses: a document is read in one
// goroutine, beside which the garbage collector runs.
const threadsMost = 2

// heapGrowth is how far the heap of a child grows between collections, in
// percent of what is in use (GOGC). On forms, 200 in place of the usual 100 saves
// a tenth of the CPU time and costs 20 MiB.
const heapGrowth = 200

// heapGrowthOfPictures is that of a child that reads pictures. They are large:
// the heap is to hold few that nobody needs any more. A collection takes 15 ms
// for what PDFium's program has in memory, and there are 2 a page.
const heapGrowthOfPictures = 100

// ExpectPictures tells that this process is going to hold pictures.
func ExpectPictures() { growHeapBy(heapGrowthOfPictures) }

// growHeapBy sets heapGrowth, unless the environment does.
func growHeapBy(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// Confine makes this process a child that is held to a limit of memory, in
// bytes; 0 means DefaultMemory. It is called once, before Serve.
func Confine(memory int64) error {
	memory = cmp.Or(memory, DefaultMemory)
	// The collector works harder before the parent kills.
	debug.SetMemoryLimit(heapLimit(memory, 0))
	go balance(memory)
	growHeapBy(heapGrowth)
	debug.SetMaxStack(stackMost)
	runtime.GOMAXPROCS(min(runtime.NumCPU(), threadsMost))
	return confineMore(memory)
}
