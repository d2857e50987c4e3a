package worker

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

func TestTheHeapGivesWayToTheMemoryOfOthers(t *testing.T) {
	const size = 64 << 20
	ofOthers := func() int64 { return foreign(measure(os.Getpid()).memory) }
	before := ofOthers()
	others, err := unix.Mmap(-1, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Munmap(others)
	for i := 0; i < size; i += 4096 {
		others[i] = 1
	}
	const tolerance = 8 << 20 // of what the runtime does meanwhile
	if more := ofOthers() - before; more < size-tolerance || more > size+tolerance {
		t.Errorf("%s are seen, want %s", mebibytes(more), mebibytes(size))
	}
	for _, c := range []struct{ memory, others, want int64 }{
		{memory: 240 << 20, others: 0, want: 210 << 20},
		{memory: 240 << 20, others: 100 << 20, want: 110 << 20},
		{memory: 240 << 20, others: 230 << 20, want: heapLeast},
	} {
		if got := heapLimit(c.memory, c.others); got != c.want {
			t.Errorf("of %s, %s being others': %s, want %s", mebibytes(c.memory), mebibytes(c.others), mebibytes(got), mebibytes(c.want))
		}
	}
}
