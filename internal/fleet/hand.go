package fleet

import (
	"sync"
	"time"
)

// An inHand knows the jobs that this process works on.
type inHand struct {
	mu   sync.Mutex
	jobs map[int64]time.Time // since when they are done; zero for those that are not
}

// take notes a job until the function that it returns is called.
func (h *inHand) take(job int64) (done func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.jobs == nil {
		h.jobs = make(map[int64]time.Time)
	}
	h.jobs[job] = time.Time{}
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.jobs[job] = time.Now()
	}
}

// number is how many jobs are worked on.
func (h *inHand) number() (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, since := range h.jobs {
		if since.IsZero() {
			n++
		}
	}
	return n
}

// since lists the jobs that are worked on, and those that are done for no
// longer than a time: River may not have noted their end yet. It forgets the
// others.
func (h *inHand) since(age time.Duration) (jobs []int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	jobs = []int64{} // an empty array in SQL, and not NULL
	for job, done := range h.jobs {
		if !done.IsZero() && time.Since(done) > age {
			delete(h.jobs, job)
			continue
		}
		jobs = append(jobs, job)
	}
	return jobs
}
