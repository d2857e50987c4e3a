package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// serving starts serve with these arguments and returns the address that it
// prints. It is stopped when the test ends, and must then say that all is
// done.
func serving(t *testing.T, arguments ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	errs := new(lockedBuffer)
	ended := make(chan int, 1)
	go func() {
		code := run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, arguments...), &streams{in: strings.NewReader(""), out: in, err: errs})
		in.Close()
		ended <- code
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitDone {
			t.Errorf("serve ends with %d", code)
		}
		if said := errs.String(); said != "" {
			t.Errorf("serve says: %s", said)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("serve prints no address: %v; %s", err, errs)
	}
	return strings.TrimSuffix(strings.TrimSpace(line), "/")
}

// A lockedBuffer is written to by one goroutine and read by another.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// formFile writes a file for a test to upload or import.
func formFile(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestServeAnswersOnThisMachineAndEndsWhenInterrupted(t *testing.T) {
	address := serving(t, "--db", filepath.Join(t.TempDir(), "a.db"))
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "127.0.0.1" {
		t.Fatalf("serve listens on %s, %v", address, err)
	}
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("the first page has status %d", response.StatusCode)
	}
}

func TestServeOnAnotherAddressAsksForAToken(t *testing.T) {
	address := serving(t, "--db", filepath.Join(t.TempDir(), "a.db"), "--addr", "0.0.0.0:0")
	u, err := url.Parse(address)
	if err != nil || u.Query().Get("token") == "" {
		t.Fatalf("the address has no token: %s, %v", address, err)
	}
	if u.Hostname() == "0.0.0.0" {
		t.Errorf("%s cannot be opened on another machine", address)
	}
	bare := "http://127.0.0.1:" + u.Port() + "/"
	for asked, want := range map[string]int{bare: http.StatusUnauthorized, bare + "?token=guess": http.StatusUnauthorized, bare + "?" + u.RawQuery: http.StatusSeeOther} {
		client := http.Client{Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		response, err := client.Get(asked)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s: status %d, want %d", asked, response.StatusCode, want)
		}
	}
}
