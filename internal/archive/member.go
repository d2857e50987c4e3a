package archive

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// A Member is a file in an archive.
type Member struct {
	Name string // its path in the archive, folders parted by /

	archive *Archive
	file    *zip.File
}

// nestedExtensions are how the names of archives end.
var nestedExtensions = []string{Extension, ".rar", ".7z"}

// Nested reports whether the name of a member is that of an archive.
func (m *Member) Nested() bool { return slices.Contains(nestedExtensions, m.Extension()) }

// Extension is how its name ends, in lower case, with the dot.
func (m *Member) Extension() string { return strings.ToLower(path.Ext(m.Name)) }

func (m *Member) hidden() bool {
	return strings.HasPrefix(m.Name, ".") || strings.Contains(m.Name, "/.")
}

// Documents hardly pack better than 20:1; scans that hold their pictures as
// they are, and nothing but white paper, reach 100:1. A bomb of Deflate has
// 1000:1. Below ratioFrom bytes it does no harm.
const (
	ratioMost = 100
	ratioFrom = 64 << 20
)

// CopyTo unpacks a member of at most so many bytes. Its error is an *Error, or
// that of w, of ctx, or of the file system.
func (m *Member) CopyTo(ctx context.Context, w io.Writer, most int64) error {
	if err := m.check(most); err != nil {
		return err
	}
	if err := m.archive.acquire(); err != nil {
		return err
	}
	defer m.archive.release()
	content, err := m.file.Open()
	if err != nil {
		return damaged(err)
	}
	defer content.Close()
	_, err = io.Copy(w, &bounded{ctx: ctx, content: content, most: most, packed: int64(m.file.CompressedSize64)})
	return err
}

// check finds what is wrong with a member before it is unpacked.
func (m *Member) check(most int64) error {
	const encrypted = 1 << 0 // of the general purpose flags, APPNOTE 4.4.4
	switch {
	case m.Nested():
		return errorf(Nested, "an archive in an archive, which is not opened")
	case m.file.Flags&encrypted != 0:
		return errorf(Encrypted, "encrypted in its archive")
	case m.file.Method != zip.Store && m.file.Method != zip.Deflate:
		return errorf(Unsupported, "packed by %s", methodName(m.file.Method))
	case m.file.UncompressedSize64 > uint64(most):
		return errorf(TooLarge, "it unpacks to %d bytes, the limit is %d", m.file.UncompressedSize64, most)
	}
	return nil
}

// methodName names a way to pack, as APPNOTE 4.4.5 numbers them.
func methodName(method uint16) string {
	names := map[uint16]string{9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
	if name, ok := names[method]; ok {
		return name
	}
	return fmt.Sprintf("method %d", method)
}

func damaged(err error) *Error {
	switch {
	case errors.Is(err, zip.ErrChecksum):
		return errorf(Damaged, "its checksum is wrong")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, zip.ErrFormat):
		return errorf(Damaged, "it is not as the directory says")
	}
	return errorf(Damaged, "%s", strings.TrimPrefix(err.Error(), "zip: "))
}

// A bounded reads what a member unpacks to, until it is too much. What it finds
// wrong with the member is an *Error.
type bounded struct {
	ctx     context.Context
	content io.Reader
	read    int64
	most    int64
	packed  int64 // bytes
}

func (b *bounded) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.content.Read(p)
	b.read += int64(n)
	switch {
	case b.read > b.most:
		return 0, errorf(TooLarge, "it unpacks to more than the limit of %d bytes", b.most)
	case b.read > ratioFrom && b.read/ratioMost > b.packed:
		return 0, errorf(Bomb, "it unpacks to more than %d times its size, as a bomb does", ratioMost)
	case err != nil && !errors.Is(err, io.EOF):
		return n, damaged(err)
	}
	return n, err
}
