package ocr

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"mubiao/extract/ocr/graph"
)

// An Engine reads lines with PP-OCR's networks. All of its methods but Close
// are safe for concurrent use; none starts a thread.
type Engine struct {
	files       Files
	recognition *network
	alphabet    []string // by class of the recognition network; class 0 is "no character"
	direction   lazyNetwork
}

// Open loads the recognition from the folder that Install filled. It returns
// ErrNotInstalled, wrapped, if a file of the installation is missing.
func Open(dir string) (*Engine, error) { return FilesIn(dir).Open() }

// Open loads the recognition; the direction is loaded when first used.
// It returns ErrNotInstalled, wrapped, if one of the files is missing.
func (f Files) Open() (*Engine, error) {
	if err := present(f.Runtime, f.Recognition, f.Dictionary, f.Direction); err != nil {
		return nil, err
	}
	if err := loadRuntime(f.Runtime); err != nil {
		return nil, err
	}
	alphabet, err := readAlphabet(f.Dictionary)
	if err != nil {
		return nil, err
	}
	recognition, err := loadNetwork(f.Recognition, graph.Likeliest)
	if err != nil {
		return nil, err
	}
	return &Engine{files: f, recognition: recognition, alphabet: alphabet}, nil
}

// Close frees the networks.
func (e *Engine) Close() error {
	return errors.Join(e.recognition.close(), e.direction.close())
}

// Running is how long the networks have run, added up over all goroutines.
func (e *Engine) Running() time.Duration {
	all := e.recognition.running.Load() + e.direction.ran()
	return time.Duration(all)
}

// readAlphabet reads a dictionary of PP-OCR: class 0 is "no character", the
// lines of the file follow, and the blank comes last.
func readAlphabet(path string) ([]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	alphabet := []string{""}
	for line := range strings.Lines(string(content)) {
		character := strings.TrimRight(line, "\r\n")
		if character == "" {
			return nil, fmt.Errorf("%s: line %d is empty", path, len(alphabet))
		}
		alphabet = append(alphabet, character)
	}
	return append(alphabet, " "), nil
}

// A lazyNetwork is loaded when it is first asked for.
type lazyNetwork struct {
	mu     sync.Mutex
	loaded *network
}

func (l *lazyNetwork) get(path string) (*network, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.loaded == nil {
		n, err := loadNetwork(path, graph.Simplify)
		if err != nil {
			return nil, err
		}
		l.loaded = n
	}
	return l.loaded, nil
}

// ran is how long it has run, in nanoseconds.
func (l *lazyNetwork) ran() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.loaded == nil {
		return 0
	}
	return l.loaded.running.Load()
}

func (l *lazyNetwork) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.loaded == nil {
		return nil
	}
	n := l.loaded
	l.loaded = nil
	return n.close()
}
