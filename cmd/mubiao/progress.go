package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// A progress is a bar on the terminal, or nothing where there is none or
// --quiet asks for none.
type progress struct {
	s   *streams
	bar *progressbar.ProgressBar // nil when there is nothing to draw
}

// newProgress draws a bar for a number of documents.
func newProgress(s *streams, total int) *progress {
	if s.quiet || !isTerminal(s.err) {
		return &progress{s: s}
	}
	return &progress{s, progressbar.NewOptions(total,
		progressbar.OptionSetWriter(s.err),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

// step counts one document.
func (p *progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

// above prints on stderr what must stay, above the bar.
func (p *progress) above(print func()) {
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
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
