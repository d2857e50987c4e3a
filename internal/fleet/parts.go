package fleet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrChanged reports bytes that are not those of a hash any more.
var ErrChanged = errors.New("the bytes are others than when they were queued")

// An OpenFunc opens the bytes of a document.
type OpenFunc func() (io.ReadCloser, error)

// partSize is how many bytes a row of fleet.part holds at most. A document of
// any size passes through a process in pieces of it.
const partSize = 1 << 20

// slowest is the pace, in bytes a second, that a transfer must keep up.
const slowest = 1 << 20

// transferLimit bounds the time of moving so many bytes.
func transferLimit(size int64) time.Duration {
	return statementLimit + time.Duration(size/slowest)*time.Second
}

// storeParts copies the bytes of a document into fleet.part.
func storeParts(ctx context.Context, tx pgx.Tx, w *Waiting, open OpenFunc) error {
	from, err := open()
	if err != nil {
		return err
	}
	defer from.Close()
	sum := sha256.New()
	buffer := make([]byte, min(partSize, max(w.Size, 1)))
	number := 0
	_, err = tx.CopyFrom(ctx, pgx.Identifier{schema, "part"}, []string{"sha256", "number", "bytes"},
		pgx.CopyFromFunc(func() ([]any, error) {
			n, err := io.ReadFull(from, buffer)
			if n == 0 && errors.Is(err, io.EOF) {
				return nil, nil
			}
			if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
				return nil, err
			}
			_, _ = sum.Write(buffer[:n]) // a hash takes all
			number++
			return []any{w.SHA256, number - 1, buffer[:n]}, nil
		}))
	if err != nil {
		return fmt.Errorf("store bytes: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != w.SHA256 {
		return ErrChanged
	}
	return nil
}

// copyParts writes the bytes of a document that fleet.part holds.
func (q *Queue) copyParts(ctx context.Context, sum string, to io.Writer) error {
	for number := 0; ; number++ {
		var part []byte
		err := q.pool.QueryRow(ctx, `SELECT bytes FROM fleet.part WHERE sha256 = $1 AND number = $2`, sum, number).Scan(&part)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return nil // and whoever reads them sees by the hash whether they are all
		case err != nil:
			return ofDatabase(fmt.Errorf("fetch bytes: %w", err))
		}
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
}
