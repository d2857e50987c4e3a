package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"mubiao/store"
)

// The states of an uploaded file.
const (
	waiting  = "waiting"
	reading  = "reading"
	finished = "done"
	refusal  = "refused" // not taken
)

// An uploaded is a file of an upload, or a document in one, and what became of
// it.
type uploaded struct {
	Name    string       `json:"name"`
	State   string       `json:"state"`
	ID      string       `json:"id,omitempty"` // of the document
	Status  store.Status `json:"status,omitempty"`
	Message string       `json:"message,omitempty"` // in the language of a page
	Known   bool         `json:"known,omitempty"`
	Member  bool         `json:"member,omitempty"` // of the archive above it

	path    string
	key     string // of a message of ours, in words
	reason  string // code of why there are no forms
	members []uploaded
}

// An uploadJob reads the files of one upload.
type uploadJob struct {
	mu      sync.Mutex
	files   []uploaded
	changed chan struct{} // closed when a file changes, and made anew
	ended   bool
	begun   time.Time
}

// uploadJobs are those of this process.
type uploadJobs struct {
	mu   sync.Mutex
	jobs map[string]*uploadJob

	running sync.WaitGroup
	unread  atomic.Int64 // files that were waiting or in hand when ctx ended
}

// jobsKept is how many uploads can be looked at again.
const jobsKept = 200

// add keeps a job under a new name, which cannot be guessed.
func (u *uploadJobs) add(job *uploadJob) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	for len(u.jobs) >= jobsKept {
		oldest := ""
		for name, j := range u.jobs {
			if oldest == "" || j.begun.Before(u.jobs[oldest].begun) {
				oldest = name
			}
		}
		delete(u.jobs, oldest)
	}
	name := rand.Text()
	u.jobs[name] = job
	return name
}

func (u *uploadJobs) named(name string) *uploadJob {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.jobs[name]
}

// snapshot is the job as it is now, the documents in an archive behind it, and
// a channel that is closed when it changes.
func (j *uploadJob) snapshot() (files []uploaded, ended bool, changed <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, f := range j.files {
		files = append(append(files, f), f.members...)
	}
	return files, j.ended, j.changed
}

func (j *uploadJob) change(f func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f()
	close(j.changed)
	j.changed = make(chan struct{})
}

// run reads the files of a job, a few at a time.
func (s *server) run(ctx context.Context, job *uploadJob) {
	slots := make(chan struct{}, max(1, s.Readers))
	var running sync.WaitGroup
	for i := range job.files { // their number does not change
		f := &job.files[i]
		if f.State != waiting {
			continue
		}
		slots <- struct{}{}
		running.Go(func() {
			defer func() { <-slots }()
			job.change(func() { f.State = reading })
			err := s.Import(ctx, f.path, func(got Imported) { job.change(func() { f.take(got) }) })
			switch {
			case err != nil && ctx.Err() != nil:
				s.uploads.unread.Add(1)
			case err != nil:
				s.Log.Printf("import of an upload: %v", err)
			}
			job.change(func() { f.settle(err) })
		})
	}
	running.Wait()
	job.change(func() { job.ended = true })
}

// take notes what became of a file, or of a document in it.
func (f *uploaded) take(got Imported) {
	if got.Name != f.path {
		f.members = append(f.members, uploaded{Name: fileName(got.Name), Member: true, path: got.Name})
		f = &f.members[len(f.members)-1]
	}
	f.State, f.ID, f.Status, f.Known, f.reason = finished, docID(got.SHA256), got.Status, got.Known, got.Reason.Code
}

// settle ends a file.
func (f *uploaded) settle(err error) {
	switch {
	case err != nil:
		f.State, f.key = refusal, "error-internal"
	case f.State != finished && len(f.members) == 0:
		f.State, f.key = refusal, "upload-empty"
	default:
		f.State = finished
	}
}

func (s *server) uploadPage(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r, "upload", "upload")
	p.View = struct{ MaxFile, MaxUpload string }{mebibytes(s.MaxFile), mebibytes(s.MaxUpload)}
	s.render(w, r, http.StatusOK, "upload", p)
	return nil
}

// filesMost bounds the files of an upload: a page shows them all.
const filesMost = 10_000

func mebibytes(n int64) string { return fmt.Sprintf("%d MiB", n>>20) }

// upload takes files, begins to read them, and sends the browser on to where
// it can be watched. Files are written to the disk as they come.
func (s *server) upload(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, s.MaxUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return &statusError{http.StatusBadRequest, "error-upload"}
	}
	if ok, err := s.firstPart(r, parts); err != nil || !ok {
		return errors.Join(&statusError{http.StatusForbidden, "error-old-page"}, err)
	}
	job := &uploadJob{changed: make(chan struct{}), begun: time.Now()}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return uploadError(err)
		}
		if part.FileName() == "" { // a form without a file has one without a name
			continue
		}
		if len(job.files) == filesMost {
			return &statusError{http.StatusRequestEntityTooLarge, "error-too-large"}
		}
		file, err := s.keep(part)
		if err != nil {
			return uploadError(err)
		}
		job.files = append(job.files, file)
	}
	if len(job.files) == 0 {
		return &statusError{http.StatusBadRequest, "error-no-file"}
	}
	name := s.uploads.add(job)
	s.uploads.running.Go(func() { s.run(s.Context, job) })
	http.Redirect(w, r, "/upload/"+name, http.StatusSeeOther)
	return nil
}

// uploadError tells what the browser sent from what failed here.
func uploadError(err error) error {
	var large *http.MaxBytesError
	var path *fs.PathError
	if errors.As(err, &large) || errors.As(err, &path) {
		return err
	}
	return errors.Join(&statusError{http.StatusBadRequest, "error-upload"}, err)
}

// firstPart reports whether an upload comes from a form of this session, which
// has its token first.
func (s *server) firstPart(r *http.Request, parts *multipart.Reader) (bool, error) {
	part, err := parts.NextPart()
	if err != nil || part.FormName() != "csrf" {
		return false, err
	}
	const tokenMost = 1 << 10
	given, err := io.ReadAll(io.LimitReader(part, tokenMost))
	return s.isCSRF(r, string(given)), err
}

// uploadable are the files that an import takes out of a folder.
var uploadable = []string{".pdf", ".txt", ".zip"}

// keep writes a file below the folder of uploads, where bytes that come again
// are the same file.
func (s *server) keep(part *multipart.Part) (uploaded, error) {
	name := safeName(part.FileName())
	file := uploaded{Name: name, State: refusal}
	if !slices.Contains(uploadable, strings.ToLower(filepath.Ext(name))) {
		file.key = "upload-unknown"
		return file, nil
	}
	if err := os.MkdirAll(s.Uploads, 0o700); err != nil {
		return file, err
	}
	temporary, err := os.CreateTemp(s.Uploads, "coming-*")
	if err != nil {
		return file, err
	}
	defer os.Remove(temporary.Name()) // unless it was renamed
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(temporary, hash), io.LimitReader(part, s.MaxFile+1))
	if err = errors.Join(err, temporary.Close()); err != nil {
		return file, err
	}
	if size > s.MaxFile {
		file.key = "upload-too-large"
		_, err := io.Copy(io.Discard, part)
		return file, err
	}
	folder := filepath.Join(s.Uploads, docID(hex.EncodeToString(hash.Sum(nil))))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return file, err
	}
	file.path, file.State = filepath.Join(folder, name), waiting
	return file, os.Rename(temporary.Name(), file.path)
}

// nameMost bounds the name of a file, in bytes; most file systems hold 255.
const nameMost = 200

// safeName is the name of a file that a browser sent, without folders and
// without what a terminal or file system would take amiss.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune(`<>:"|?*!`, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, fileName(name))
	extension := filepath.Ext(name)
	stem := strings.Trim(strings.TrimSuffix(name, extension), ". ")
	for len(stem)+len(extension) > nameMost && stem != "" {
		characters := []rune(stem)
		stem = string(characters[:len(characters)-1])
	}
	if stem == "" {
		stem = "document"
	}
	return stem + extension
}

// An uploadView is the files of an upload.
type uploadView struct {
	Name  string
	Files []uploaded
	Ended bool
}

func (s *server) uploadShown(w http.ResponseWriter, r *http.Request) error {
	job := s.uploads.named(r.PathValue("id"))
	if job == nil {
		return errNoSuchPage
	}
	p := s.page(r, "upload", "upload")
	view := &uploadView{Name: r.PathValue("id")}
	view.Files, view.Ended, _ = job.snapshot()
	worded(p, view.Files)
	p.View = view
	s.render(w, r, http.StatusOK, "uploaded", p)
	return nil
}

// worded puts what became of files in words.
func worded(p *page, files []uploaded) {
	for i := range files {
		switch f := &files[i]; {
		case f.key != "":
			f.Message = p.T(f.key)
		case f.reason != "":
			f.Message = p.DoubtName(f.reason) + p.T("colon") + p.Advice(f.reason)
		}
	}
}

// uploadEvents tells by server-sent events (WHATWG HTML, 9.2) what becomes of
// an upload: "files" with all files whenever one changes, then "end".
func (s *server) uploadEvents(w http.ResponseWriter, r *http.Request) error {
	job := s.uploads.named(r.PathValue("id"))
	if job == nil {
		return errNoSuchPage
	}
	w.Header().Set("Content-Type", "text/event-stream")
	p := s.page(r, "upload", "upload")
	flush := http.NewResponseController(w)
	for {
		files, ended, changed := job.snapshot()
		worded(p, files)
		content, err := json.Marshal(files)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "event: files\ndata: %s\n\n", content)
		if ended {
			fmt.Fprint(w, "event: end\ndata:\n\n")
			return nil
		}
		if err := flush.Flush(); err != nil {
			return nil // whoever asked is gone
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return nil
		case <-s.Context.Done():
			return nil
		}
		time.Sleep(eventPause)
	}
}

// eventPause is the time between two events, each of which has all files: an
// archive may hold ten thousand, and seventy of them be read in a second.
const eventPause = 300 * time.Millisecond
