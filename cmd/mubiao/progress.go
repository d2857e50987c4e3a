package main

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressPause is how long nothing is said where there is no terminal: a log
// of a night has some hundred lines.
const progressPause = 5 * time.Minute

// A progress tells how far a command has come: with a bar on a terminal, with a
// line now and then elsewhere, and not at all where --quiet asks for none.
type progress struct {
	s     *streams
	bar   *progressbar.ProgressBar // nil where there is nothing to draw
	pause time.Duration            // between two lines; 0 for none
	total atomic.Int64             // documents; 0 while it is not known

	done, unread int // for the goroutine that calls step
	begun, told  time.Time
	counting     sync.WaitGroup
	terminal     sync.Mutex // held while something is drawn or printed
}

// newProgress begins with a number of documents that is not known.
func newProgress(s *streams) *progress {
	now := time.Now()
	p := &progress{s: s, begun: now, told: now}
	switch {
	case s.quiet:
	case !isTerminal(s.err):
		p.pause = progressPause
	default:
		p.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(s.err),
			progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("documents"),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetWidth(24),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetSpinnerChangeInterval(0), // it would draw in a goroutine of its own
			progressbar.OptionClearOnFinish(),
		)
	}
	return p
}

// inputs are those that paths mean. They are counted beside while they are read,
// so that the time that is left can be told; those of a list are known when it
// ends.
func (p *progress) inputs(paths []string) func(context.Context) iter.Seq2[input, error] {
	return func(ctx context.Context) iter.Seq2[input, error] {
		if (p.bar != nil || p.pause > 0) && !slices.Contains(paths, listOfPaths) {
			p.counting.Go(func() { p.count(findInputs(ctx, p.s.silent(), paths)) })
		}
		return func(yield func(input, error) bool) {
			n := 0
			s := *p.s
			s.err = aboveBar{p}
			for in, err := range findInputs(ctx, &s, paths) {
				if n++; !yield(in, err) {
					return
				}
			}
			p.total.Store(int64(n))
		}
	}
}

// An aboveBar prints what is written to it above the bar.
type aboveBar struct{ p *progress }

func (a aboveBar) Write(b []byte) (n int, err error) {
	a.p.above(func() { n, err = a.p.s.err.Write(b) })
	return n, err
}

func (p *progress) count(inputs iter.Seq2[input, error]) {
	n := 0
	for range inputs {
		n++
	}
	p.total.Store(int64(n))
}

// step counts one document, and whether some of it could not be read.
func (p *progress) step(unread bool) {
	p.terminal.Lock()
	defer p.terminal.Unlock()
	p.done++
	if unread {
		p.unread++
	}
	if p.bar != nil {
		p.draw(unread)
	}
	if now := time.Now(); p.pause > 0 && now.Sub(p.told) >= p.pause {
		p.told = now
		p.s.note("%s", p.line(now.Sub(p.begun)))
	}
}

func (p *progress) draw(unread bool) {
	if total := p.total.Load(); total >= int64(p.done) && total != p.bar.GetMax64() {
		p.bar.ChangeMax64(total)
	}
	_ = p.bar.Add(1)
	if unread {
		p.bar.Describe(fmt.Sprintf("reading, %d not readable", p.unread))
	}
}

// line says how far it has come after a time.
func (p *progress) line(after time.Duration) string {
	rate := float64(p.done) / after.Seconds()
	line := fmt.Sprintf("%d documents", p.done)
	total := int(p.total.Load())
	if total > 0 {
		line = fmt.Sprintf("%d of %s", p.done, counted(total, "document"))
	}
	if p.unread > 0 {
		line += fmt.Sprintf(", %d not readable", p.unread)
	}
	line += fmt.Sprintf(", %.1f a second", rate)
	if left := total - p.done; left > 0 {
		line += fmt.Sprintf(", %s left", time.Duration(float64(left)/rate*float64(time.Second)).Round(time.Second))
	}
	return line
}

// above prints on stderr what must stay, above the bar.
func (p *progress) above(print func()) {
	p.terminal.Lock()
	defer p.terminal.Unlock()
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	print()
	if p.bar != nil {
		_ = p.bar.RenderBlank()
	}
}

// end takes the bar away.
func (p *progress) end() {
	p.counting.Wait()
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
