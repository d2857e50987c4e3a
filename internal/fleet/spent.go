package fleet

import (
	"sync/atomic"
	"time"
)

// A spent sums up what a worker did, and the time that it took, in
// nanoseconds summed over documents.
type spent struct {
	documents, failed                atomic.Int64
	fetched, waited, read, committed atomic.Int64
}

// finished counts a document that was stored, and the time that storing took.
func (s *spent) finished(committing time.Duration, failed bool) {
	s.documents.Add(1)
	s.committed.Add(int64(committing))
	if failed {
		s.failed.Add(1)
	}
}
