package worker

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// reserve is the part of the memory, one in so many, that the garbage
	// collector leaves free for what comes between two looks.
	reserve = 8
	// heapLeast is what the collector is left with in any case, in bytes: with
	// less it would do nothing but collect.
	heapLeast = 48 << 20
	// heapStep is the least change, in bytes, that it is told of: to tell it
	// stops all goroutines.
	heapStep = 4 << 20
)

// balance has the garbage collector keep the process below its memory, in bytes,
// with what it does not know of: that of networks, of WebAssembly and of the
// program itself. It never returns.
func balance(memory int64) {
	self := gaugeOf(os.Getpid())
	told := heapLimit(memory, 0)
	for {
		now := self.read().memory
		if limit := heapLimit(memory, foreign(now)); max(limit-told, told-limit) >= heapStep || limit == heapLeast && told != limit {
			debug.SetMemoryLimit(limit)
			told = limit
		}
		time.Sleep(pauseFor(memory - now))
	}
}

// heapLimit is what the collector may let the heap grow to, beside so many bytes
// of others.
func heapLimit(memory, others int64) int64 {
	return max(memory-memory/reserve-others, heapLeast)
}

// foreign is the part of the memory of this process that is none of the Go
// runtime's.
func foreign(memory int64) int64 {
	mapped := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(mapped)
	own := int64(mapped[0].Value.Uint64() - mapped[1].Value.Uint64())
	return max(0, memory-own)
}
