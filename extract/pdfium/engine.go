package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"
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

// An Engine is PDFium, compiled once for all documents of the process. The
// zero Engine is ready; nothing is loaded before the first Open. It is safe
// for concurrent use, and its documents may be used concurrently with each
// other.
type Engine struct {
	// CacheDir is where compiled code is kept between runs: 21 MB that save 3 s of
	// CPU time. Empty is the folder mubiao in os.UserCacheDir.
	CacheDir string

	mu      sync.Mutex
	pool    gopdfium.Pool // nil until started
	cache   wazero.CompilationCache
	cancel  context.CancelFunc // of the pool's context
	born    *memory            // that of the guest being made
	idle    []*guest
	failure error // why it cannot be started
	closed  bool
}

// memoryPages bounds the memory of a guest, in pages of 64 KiB: 512 MiB hold
// the largest documents and a page rendered for OCR, and end a bomb before the
// machine is out of memory.
const memoryPages = 8192

var errClosed = errors.New("pdfium: the engine is closed")

// start compiles PDFium or loads it from the cache.
func (e *Engine) start() error {
	switch {
	case e.closed:
		return errClosed
	case e.pool != nil || e.failure != nil:
		return e.failure
	}
	ctx, cancel := context.WithCancel(context.Background())
	ctx = experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0))
	ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(e.allocate))
	// There is no WithCloseOnContextDone: to be able to stop makes the guest
	// five times slower.
	config := wazero.NewRuntimeConfigCompiler().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	if cache := openCache(e.CacheDir); cache != nil {
		e.cache = cache
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context:       ctx,
		MaxTotal:      -1, // as many as there are documents open
		FSConfig:      wazero.NewFSConfig().WithFSMount(fonts{}, "/"),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		cancel()
		e.failure = fmt.Errorf("start pdfium: %w", err)
		return e.failure
	}
	e.pool, e.cancel = pool, cancel
	return nil
}

// openCache opens the folder of compiled code; nil where there can be none.
// Code in it is run, so that nobody else may write there.
func openCache(dir string) wazero.CompilationCache {
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(base, "mubiao")
	}
	if os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}

// allocate makes the memory of the guest that is being made.
func (e *Engine) allocate(_, most uint64) experimental.LinearMemory {
	e.born = newMemory(most)
	return e.born
}

// guest takes an idle guest or makes one.
func (e *Engine) guest() (*guest, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.start(); err != nil {
		return nil, err
	}
	if n := len(e.idle); n > 0 {
		g := e.idle[n-1]
		e.idle = e.idle[:n-1]
		return g, nil
	}
	instance, err := e.pool.GetInstanceWithContext(context.Background())
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	g, err := newGuest(instance, e.born)
	if err != nil {
		instance.Close()
		return nil, err
	}
	return g, nil
}

// idleMemoryMost is the memory, in bytes, with which a guest is kept for the
// next document: WebAssembly never gives any back. A document of an office
// program needs 20 MB.
const idleMemoryMost = 96 << 20

// release takes a guest back that holds no document any more, or ends it.
func (e *Engine) release(g *guest) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed || g.err != nil || len(g.memory.bytes) > idleMemoryMost || len(e.idle) >= runtime.GOMAXPROCS(0) {
		g.end()
		return
	}
	e.idle = append(e.idle, g)
}

// Close ends the engine. Its documents must be closed before.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	for _, g := range e.idle {
		g.end()
	}
	e.idle = nil
	if e.pool == nil {
		return nil
	}
	err := e.pool.Close()
	e.cancel()
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
	}
	return err
}
