package object

import (
	"cmp"
	"fmt"

	"mubiao/extract"
)

// Limits bound what one object may cost. A field that is 0 takes its default.
type Limits struct {
	Stream  int // bytes that a stream decodes to; default DefaultStream
	Nesting int // levels of arrays and dictionaries; default DefaultNesting
}

const (
	// DefaultStream is that of Limits.Stream. The content of a page is below
	// 1 MiB, a whole Chinese font some 20.
	DefaultStream = 64 << 20
	// DefaultNesting is that of Limits.Nesting. Real objects nest some five
	// levels deep, outlines and structure trees by reference.
	DefaultNesting = 100
)

// A Meter keeps the objects of a file to limits and remembers which one they
// reached. The zero Meter has the default limits.
type Meter struct {
	limits   Limits
	exceeded error
}

// NewMeter is a meter of these limits.
func NewMeter(l Limits) Meter { return Meter{limits: l} }

// Stream is how many bytes a stream may decode to.
func (m *Meter) Stream() int { return cmp.Or(m.limits.Stream, DefaultStream) }

// Nesting is how deep arrays and dictionaries may nest.
func (m *Meter) Nesting() int { return cmp.Or(m.limits.Nesting, DefaultNesting) }

// TooLarge notes that a stream decodes to more than it may.
func (m *Meter) TooLarge() error {
	return m.note(extract.LimitStream, "a stream of more than %s", extract.Bytes(m.Stream()))
}

// TooDeep notes that an array or dictionary lies deeper than it may.
func (m *Meter) TooDeep() error {
	return m.note(extract.LimitNesting, "objects nested more than %d deep", m.Nesting())
}

func (m *Meter) note(limit extract.Limit, format string, args ...any) error {
	err := &extract.LimitError{Reason: fmt.Sprintf(format, args...), Limit: limit}
	if m.exceeded == nil {
		m.exceeded = err
	}
	return err
}

// Exceeded is the *extract.LimitError of the first limit that was reached
// since the last call, or nil. What was asked for meanwhile may be incomplete.
func (m *Meter) Exceeded() error {
	err := m.exceeded
	m.exceeded = nil
	return err
}
