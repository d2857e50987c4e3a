package web

import (
	"bufio"
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"io/fs"
	"log"
	"net/http"

	"mubiao/store"
)

// A Config is what the pages show and may do.
type Config struct {
	Store  store.Store   // takes corrections
	Reader store.Querier // the same database, for reading alone
	// Picture draws page n, from 1, of a document as a PNG so many pixels wide.
	// Unless people are to be seen, what is known to be about them is covered.
	// A *PictureError says why there is none.
	Picture func(ctx context.Context, doc *store.Document, n, width int, people bool) ([]byte, error)
	// Import reads the file at a path into the store, or the documents in it if
	// it is an archive, and tells what became of each. It may be called
	// concurrently.
	Import func(ctx context.Context, path string, tell func(Imported)) error
	// Limits are those of the console; zero fields are as everywhere.
	Limits store.Limits
	// Write prints the answer to a query as json or csv.
	Write func(w *bufio.Writer, format string, rows store.Rows) error

	// Hosts are the names that the server is reached by, without port.
	Hosts []string
	// Token must be shown once by each browser; empty where none is asked for.
	Token string
	// Uploads is the folder that keeps uploaded files.
	Uploads string
	// Readers is how many files of an upload are imported at a time; 0 is one.
	Readers int
	// MaxFile bounds an uploaded file and MaxUpload all of one upload, in bytes.
	MaxFile, MaxUpload int64
	// Context ends the work that goes on after a request is answered.
	Context context.Context
	// Log takes what went wrong in the server and is no page's to tell.
	Log *log.Logger
}

// Imported is what became of an uploaded document.
type Imported struct {
	Name   string // its path, or that of the archive with its name in it
	SHA256 string
	Status store.Status
	Reason store.Reason
	Known  bool // it was stored before
}

// A PictureError says why a page cannot be drawn, without a path.
type PictureError struct{ Reason string }

func (e *PictureError) Error() string { return e.Reason }

//go:embed static
var static embed.FS

// A Site answers requests.
type Site struct {
	http.Handler
	uploads *uploadJobs
}

// Wait returns when the uploads have ended that were under way when
// Config.Context did, and says how many of their files were not read: they are
// kept among the uploads.
func (s *Site) Wait() (unread int) {
	s.uploads.running.Wait()
	return int(s.uploads.unread.Load())
}

// A server makes the answers.
type server struct {
	Config
	secret   [32]byte // of this process; sessions end with it
	pictures pictureCache
	uploads  uploadJobs
}

// New is the whole site.
func New(c Config) *Site {
	s := &server{Config: c}
	_, _ = rand.Read(s.secret[:]) // never fails (Go 1.24)
	s.uploads.jobs = make(map[string]*uploadJob)
	return &Site{s.guard(s.routes()), &s.uploads}
}

// A handler answers a request or returns why it does not; see fail.
type handler func(w http.ResponseWriter, r *http.Request) error

func (s *server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, h := range map[string]handler{
		"GET /{$}":                s.overview,
		"GET /documents":          s.list,
		"GET /forms":              s.list,
		"GET /indicators":         s.list,
		"GET /pages":              s.list,
		"GET /corrections":        s.list,
		"GET /queue":              s.queue,
		"POST /queue/accept":      s.queueAccept,
		"POST /queue/undo":        s.queueUndo,
		"GET /d/{id}":             s.document,
		"GET /d/{id}/page/{n}":    s.picture,
		"GET /d/{id}/edit":        s.edit,
		"POST /d/{id}/correct":    s.correct,
		"POST /d/{id}/undo":       s.undo,
		"GET /sql":                s.console,
		"POST /sql":               s.ask,
		"POST /sql/{format}":      s.download,
		"GET /upload":             s.uploadPage,
		"POST /upload":            s.upload,
		"GET /upload/{id}":        s.uploadShown,
		"GET /upload/{id}/events": s.uploadEvents,
		"POST /settings":          s.settings,
	} {
		mux.Handle(pattern, s.handle(h))
	}
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is embedded
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(files)))
	return mux
}

// A statusError is answered with its status and, in words, its message.
type statusError struct {
	status int
	key    string // of the message, in words
}

func (e *statusError) Error() string { return e.key }

var errNoSuchPage = &statusError{http.StatusNotFound, "error-not-found"}

func (s *server) handle(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil && r.Context().Err() == nil {
			s.fail(w, r, err)
		}
	})
}

// fail answers a request that cannot be met. What is wrong in the server is
// logged: its words may hold paths.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var known *statusError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &known):
	case errors.As(err, &large):
		known = &statusError{http.StatusRequestEntityTooLarge, "error-too-large"}
	default:
		s.Log.Printf("%s %s: %v", r.Method, r.URL.Path, err)
		known = &statusError{http.StatusInternalServerError, "error-internal"}
	}
	p := s.page(r, "error-title", "")
	p.Here, p.View = "/", p.T(known.key)
	s.render(w, r, known.status, "error", p)
}
