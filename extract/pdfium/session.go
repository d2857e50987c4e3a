package pdfium

import (
	"context"
	"errors"
	"io"

	"mubiao/extract"
)

// A session is a document opened in a guest, for one use. It is opened when it
// is first needed, and again after its guest broke.
type session struct {
	*file
	use use

	guest   *guest // nil when it is not open
	content uint32 // the file in the guest's memory
	handle  uint64 // the document
}

// A file is what sessions open.
type file struct {
	engine    *Engine
	source    io.ReaderAt
	size      int64
	passwords []string
}

// open opens the document in a guest, unless it is open.
func (s *session) open() error {
	if s.guest != nil {
		return nil
	}
	g, err := s.engine.guest(s.use)
	if err != nil {
		return err
	}
	s.guest = g
	err = s.load()
	for i := -1; i < len(s.passwords) && err == nil && s.handle == 0; i++ {
		password := ""
		if i >= 0 {
			password = s.passwords[i]
		}
		if err = s.unlock(password); errors.Is(err, ErrPassword) && i+1 < len(s.passwords) {
			err = nil
		}
	}
	if err != nil {
		s.close()
	}
	return err
}

// load copies the file into the guest.
func (s *session) load() error {
	if s.size > s.engine.memory() {
		return errFull
	}
	s.content = s.guest.allocate(int(s.size))
	room := s.guest.view(s.content, int(s.size))
	if s.guest.err != nil {
		return s.guest.err
	}
	if _, err := s.source.ReadAt(room, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// Errors of PDFium (FPDF_ERR_…).
const (
	failedPassword = 4
	failedSecurity = 5
)

// unlock opens the document with a password.
func (s *session) unlock(password string) error {
	g := s.guest
	spelled := g.allocate(len(password) + 1)
	copy(g.view(spelled, len(password)+1), password+"\x00")
	s.handle = g.pointer(loadDocument, uint64(s.content), uint64(s.size), uint64(spelled))
	reason := g.call(lastError)
	g.call(free, uint64(spelled))
	switch {
	case g.err != nil:
		return g.err
	case s.handle != 0:
		return nil
	case reason == failedPassword:
		return ErrPassword
	case reason == failedSecurity:
		return ErrHandler
	}
	return &extract.FormatError{Reason: "PDFium cannot open it"}
}

// close closes the document and gives the guest back.
func (s *session) close() {
	g := s.guest
	if g == nil {
		return
	}
	if s.handle != 0 {
		g.call(closeDocument, s.handle)
	}
	if s.content != 0 {
		g.call(free, uint64(s.content))
	}
	s.guest, s.handle, s.content = nil, 0, 0
	s.engine.release(g, s.use)
}

// on runs f with page n loaded.
func (s *session) on(ctx context.Context, n int, f func(page uint64) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := s.open()
	if err == nil {
		err = s.loaded(n, f)
		if broken := s.guest.err; broken != nil {
			err = broken
			s.close()
		}
	}
	return err
}

func (s *session) loaded(n int, f func(page uint64) error) error {
	page := s.guest.pointer(loadPage, s.handle, uint64(n-1))
	if page == 0 {
		return &extract.FormatError{Reason: "page object cannot be read"}
	}
	defer s.guest.call(closePage, page)
	return f(page)
}
