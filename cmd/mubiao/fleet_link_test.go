package main

import (
	"io"
	"net"
	"sync"
	"testing"
)

// A link passes connections on to a server, until it is cut.
type link struct {
	net.Listener
	target string

	mu     sync.Mutex
	isCut  bool
	ends   map[net.Conn]struct{} // both ends of all connections
	served sync.WaitGroup
}

// newLink begins to listen. It ends with the test.
func newLink(t *testing.T, target string) *link {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &link{Listener: listener, target: target, ends: make(map[net.Conn]struct{})}
	l.served.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			l.served.Go(func() { l.pass(conn) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		l.cut()
		l.served.Wait()
	})
	return l
}

// Addr is where it listens.
func (l *link) Addr() string { return l.Listener.Addr().String() }

// pass serves a connection.
func (l *link) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", l.target)
	if err != nil {
		return
	}
	defer server.Close()
	if !l.keep(client, server) {
		return
	}
	defer l.forget(client, server)
	var back sync.WaitGroup
	back.Go(func() {
		_, _ = io.Copy(client, server)
		client.Close()
	})
	_, _ = io.Copy(server, client)
	server.Close()
	back.Wait()
}

func (l *link) keep(ends ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, end := range ends {
		l.ends[end] = struct{}{}
	}
	if l.isCut {
		for _, end := range ends {
			delete(l.ends, end)
		}
	}
	return !l.isCut
}

func (l *link) forget(ends ...net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, end := range ends {
		delete(l.ends, end)
	}
}

// cut ends all connections, and lets none through.
func (l *link) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.isCut = true
	for end := range l.ends {
		end.Close()
	}
}

// mend lets connections through again.
func (l *link) mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.isCut = false
}
