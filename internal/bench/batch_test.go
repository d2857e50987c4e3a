package main

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestNoTwoDocumentsOfATreeAreTheSame(t *testing.T) {
	const documents = samplesInTree + 50
	folder := t.TempDir()
	if err := growTree(folder, documents); err != nil {
		t.Fatal(err)
	}
	seen := make(map[[sha256.Size]byte]bool)
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		seen[sha256.Sum256(content)] = true
		return err
	})
	if err != nil || len(seen) != documents {
		t.Errorf("%d documents, %v; want %d", len(seen), err, documents)
	}
}

func TestTheMemoryOfAFamilyIsThatOfAllItsMembers(t *testing.T) {
	peak := func(script string) int64 {
		cmd := exec.Command("sh", "-c", script)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		stop, most := make(chan struct{}), make(chan int64)
		go func() { most <- peakOfFamily(cmd.Process.Pid, stop) }()
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
		close(stop)
		return <-most
	}
	alone, three := peak("sleep 0.3; true"), peak("sleep 0.3 & sleep 0.3 & sleep 0.3; wait")
	if alone == 0 || three < alone*3/2 {
		t.Errorf("a shell and a child take %d bytes, with three children %d", alone, three)
	}
}
