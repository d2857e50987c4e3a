//go:build linux || darwin

package pdfium

import (
	"path/filepath"
	"testing"
	"time"
)

func TestOneCompilesAtATime(t *testing.T) {
	dir := t.TempDir()
	end := takeTurn(dir)
	next := make(chan func())
	go func() { next <- takeTurn(dir) }()
	select {
	case end := <-next:
		end()
		t.Error("a second turn began during the first")
	case <-time.After(100 * time.Millisecond):
		end()
		(<-next)()
	}
}

func TestWithoutAFolderNobodyWaits(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	defer takeTurn(none)()
	takeTurn(none)()
}
