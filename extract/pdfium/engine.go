package pdfium

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// An Engine is PDFium, compiled once for all documents of a process. The zero
// Engine is ready; nothing is loaded before the first Open. It is safe for
// concurrent use, and its documents may be used at the same time as one
// another.
//
// Started, it takes 40 MB, and for each open document 4 MB, the size of its
// file, and what its pages need. To compile it takes 330 MB for some seconds.
type Engine struct {
	// CacheDir is where compiled code is kept between runs: 21 MB, which save
	// 3 s of CPU time. Empty is the folder mubiao in os.UserCacheDir. Where it
	// cannot be used, the code is kept in memory.
	CacheDir string
	// Memory bounds what PDFium may take for a document, in bytes, the file
	// included; 0 is 512 MiB, which hold the largest and a page drawn for OCR.
	Memory int64

	mu     sync.Mutex
	cache  wazero.CompilationCache // nil until started
	untold bool                    // the cache is a folder, and whether it can be used is not known
	folder string                  // of the cache; empty where it is in memory
	ctx    context.Context         // of all that runs in it
	cancel context.CancelFunc
	born   *memory // that of the guest being made
	pools  [uses]pool
	closed bool
}

// A use is what a guest is there for: it decides on the font that it has.
type use int

const (
	reading  use = iota // text and rulings
	pictures            // what a page looks like
	uses
)

// A pool has the guests of one use.
type pool struct {
	source gopdfium.Pool // nil until needed
	idle   []*guest
}

// defaultMemory is that of Engine.Memory.
const defaultMemory = 512 << 20

// pageSize is that of WebAssembly's memory, in bytes.
const pageSize = 64 << 10

var errClosed = errors.New("pdfium: the engine is closed")

// start gets ready what all pools share.
func (e *Engine) start() {
	if e.cache != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	e.ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(e.allocate))
	e.cancel = cancel
	if cache, folder, err := openCache(e.CacheDir); err == nil {
		e.cache, e.folder, e.untold = cache, folder, true
	} else {
		e.cache = wazero.NewCompilationCache()
	}
}

// openCache opens the folder of compiled code. Code from it is run, so nobody
// else may write there.
func openCache(dir string) (cache wazero.CompilationCache, folder string, err error) {
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil, "", err
		}
		dir = filepath.Join(base, "mubiao")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, "", err
	}
	cache, err = wazero.NewCompilationCacheWithDir(dir)
	return cache, dir, err
}

// open makes a pool ready to give guests.
func (e *Engine) open(u use) error {
	p := &e.pools[u]
	switch {
	case e.closed:
		return errClosed
	case p.source != nil:
		return nil
	}
	e.start()
	if e.folder != "" {
		defer takeTurn(e.folder)()
	}
	source, err := e.compile(u)
	if err != nil && e.untold { // the folder is full, or what is in it is damaged
		e.cache.Close(e.ctx)
		e.cache = wazero.NewCompilationCache()
		source, err = e.compile(u)
	}
	if err != nil {
		return fmt.Errorf("start pdfium: %w", err)
	}
	p.source, e.untold = source, false
	return nil
}

// compile compiles PDFium for a pool, or loads it from the cache.
func (e *Engine) compile(u use) (gopdfium.Pool, error) {
	font := readingFont
	if u == pictures {
		font = picturesFont
	}
	// There is no WithCloseOnContextDone: to be stoppable makes the code five
	// times slower.
	config := wazero.NewRuntimeConfigCompiler().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(uint32(e.memory() / pageSize)).
		WithCompilationCache(e.cache)
	return webassembly.Init(webassembly.Config{
		Context:       e.ctx,
		MaxTotal:      -1, // as many as there are documents open
		FSConfig:      wazero.NewFSConfig().WithFSMount(fs.FS(sandbox{font()}), "/"),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// memory is the limit of a guest's memory, in bytes.
func (e *Engine) memory() int64 { return cmp.Or(e.Memory, defaultMemory) }

// allocate makes the memory of the guest that is being made.
func (e *Engine) allocate(_, most uint64) experimental.LinearMemory {
	e.born = newMemory(min(most, uint64(e.memory())))
	return e.born
}

// guest takes an idle guest or makes one.
func (e *Engine) guest(u use) (g *guest, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.open(u); err != nil {
		return nil, err
	}
	p := &e.pools[u]
	if n := len(p.idle); n > 0 {
		g := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return g, nil
	}
	defer func() {
		if x := recover(); x != nil { // as for a memory that cannot be had
			g, err = nil, fmt.Errorf("start pdfium: %v", x)
		}
	}()
	instance, err := p.source.GetInstanceWithContext(context.Background())
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	if g, err = newGuest(instance, e.born); err != nil {
		_ = instance.Kill() // it is of no use either way
		return nil, err
	}
	return g, nil
}

// idleMemoryMost is the memory, in bytes, with which a guest is kept for the
// next document: WebAssembly never gives any back. A document of an office
// program needs 20 MB.
const idleMemoryMost = 64 << 20

// release takes a guest back that holds no document any more. It is kept for
// the next one, or ended.
func (e *Engine) release(g *guest, u use) {
	e.mu.Lock()
	defer e.mu.Unlock()
	p := &e.pools[u]
	if e.closed || g.err != nil || len(g.memory.bytes) > idleMemoryMost || len(p.idle) >= runtime.GOMAXPROCS(0) {
		g.end()
		return
	}
	p.idle = append(p.idle, g)
}

// Close ends the engine. Its documents must be closed before.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	if e.cache == nil {
		return nil
	}
	var err error
	for i := range e.pools {
		p := &e.pools[i]
		for _, g := range p.idle {
			g.end()
		}
		if p.source != nil {
			err = errors.Join(err, p.source.Close())
		}
		*p = pool{}
	}
	e.cancel()
	return errors.Join(err, e.cache.Close(context.Background()))
}
