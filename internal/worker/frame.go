package worker

import (
	"encoding/binary"
	"fmt"
	"io"
)

// What passes between parent and child are frames: a byte that tells the kind,
// the length of the content in four bytes, most significant first, and the
// content.
const (
	frameRequest  = 'q' // to the child
	frameBegun    = 'b' // from the child: the request came, and what happens now is its doing
	frameProgress = 'p' // from the child, any number: units done, in eight bytes
	frameReply    = 'r' // from the child
	frameTooLong  = 'l' // from the child, for a reply that no frame holds
)

// frameMost bounds a frame's content, in bytes. The records of a 400-page
// document of forms are 4 MiB.
const frameMost = 128 << 20

const frameHead = 5 // bytes

// writeFrame writes a frame. A small one is one write.
func writeFrame(w io.Writer, kind byte, content []byte) error {
	if len(content) > frameMost {
		return fmt.Errorf("frame of %d bytes, the limit is %d", len(content), frameMost)
	}
	const small = 4 << 10
	head := make([]byte, frameHead, frameHead+min(len(content), small))
	head[0] = kind
	binary.BigEndian.PutUint32(head[1:], uint32(len(content)))
	if len(content) <= small {
		_, err := w.Write(append(head, content...))
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(content)
	return err
}

// readFrame reads a frame. Its error is io.EOF if there is none.
func readFrame(r io.Reader) (kind byte, content []byte, err error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > frameMost {
		return 0, nil, fmt.Errorf("frame of %d bytes, the limit is %d", n, frameMost)
	}
	content = make([]byte, n)
	if _, err := io.ReadFull(r, content); err != nil {
		return 0, nil, fmt.Errorf("frame cut short: %w", err)
	}
	return head[0], content, nil
}
