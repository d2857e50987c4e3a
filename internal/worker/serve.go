package worker

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

// A Handler answers a request. It calls done for each unit of work that is
// behind it; see Limits.
type Handler func(ctx context.Context, request []byte, done func()) (reply []byte)

// Serve answers the requests that come from a Pool, one after the other, until
// in ends or ctx does. A request that is being worked on then is left behind:
// the process is expected to end.
func Serve(ctx context.Context, in io.Reader, out io.Writer, handle Handler) error {
	requests := make(chan []byte)
	ended := make(chan error, 2)
	go func() { ended <- receive(ctx, in, requests) }()
	go func() { ended <- answer(ctx, out, requests, handle) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// receive hands on requests until in ends. It is never behind: a parent that
// goes away is noticed in the middle of a request.
func receive(ctx context.Context, in io.Reader, requests chan<- []byte) error {
	for {
		kind, request, err := readFrame(in)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case kind != frameRequest:
			return fmt.Errorf("frame of unknown kind %q", kind)
		}
		select {
		case requests <- request:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func answer(ctx context.Context, out io.Writer, requests <-chan []byte, handle Handler) error {
	for {
		select {
		case request := <-requests:
			if err := writeFrame(out, frameBegun, nil); err != nil {
				return err
			}
			p := progress{out: out, told: time.Now()}
			if err := writeReply(out, handle(ctx, request, p.done)); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func writeReply(out io.Writer, reply []byte) error {
	if len(reply) > frameMost {
		return writeFrame(out, frameTooLong, nil)
	}
	return writeFrame(out, frameReply, reply)
}

// progress tells the parent how far a request has come.
type progress struct {
	out   io.Writer
	units uint64
	told  time.Time
}

// progressPause is how long the parent is told nothing new. It looks no more
// often itself.
const progressPause = 100 * time.Millisecond

func (p *progress) done() {
	p.units++
	now := time.Now()
	if now.Sub(p.told) < progressPause {
		return
	}
	p.told = now
	// A parent that no longer listens is noticed at the reply.
	_ = writeFrame(p.out, frameProgress, binary.BigEndian.AppendUint64(nil, p.units))
}
