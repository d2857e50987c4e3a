package pgtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Mode is how a server is told to stop.
type Mode syscall.Signal

// The modes of stopping.
const (
	Fast      = Mode(syscall.SIGINT)  // ends connections, rolls back, writes a checkpoint
	Immediate = Mode(syscall.SIGQUIT) // ends at once, as after a crash; the next start recovers
)

// patience is how long a server may take to start or to stop. On two busy
// cores recovery after Immediate took 4 s at most.
const patience = 60 * time.Second

// superuser is the name of the role that owns a server.
const superuser = "postgres"

// A Server is a PostgreSQL server. Its methods are not for concurrent use,
// except URL.
type Server struct {
	bin      string // folder of the programs
	dir      string // holds all that is of the server
	port     int
	password string
	cmd      *exec.Cmd
	ended    chan error // receives once what cmd ended with
}

// New makes a server and starts it. It returns ErrNotInstalled where there is
// none. Close ends it.
func New() (*Server, error) {
	bin, err := find()
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, password: rand.Text()}
	if err := s.create(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.dir))
	}
	if err := s.Start(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// create makes the data folder.
func (s *Server) create() (err error) {
	if s.dir, err = ownFolder(); err != nil {
		return err
	}
	if s.port, err = freePort(); err != nil {
		return err
	}
	words := filepath.Join(s.dir, "password")
	if err := os.WriteFile(words, []byte(s.password), 0o600); err != nil {
		return err
	}
	if err := giveAway(words); err != nil {
		return err
	}
	initdb := s.command("initdb", "--pgdata", s.data(), "--username", superuser, "--pwfile", words,
		"--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }
func (s *Server) log() string  { return filepath.Join(s.dir, "log") }

// settings make a server fast and forgetful. What a test loses in a power cut
// is nothing; a crash of the server alone loses no commit all the same.
func (s *Server) settings() []string {
	return []string{
		"listen_addresses=127.0.0.1", "port=" + strconv.Itoa(s.port), "unix_socket_directories=" + s.dir,
		"fsync=off", "full_page_writes=off", "max_connections=200", "shared_buffers=64MB", "max_wal_size=512MB",
		"autovacuum_naptime=10s", "log_min_messages=warning", "timezone=Asia/Shanghai",
	}
}

// Start starts a server that is stopped and waits until it takes connections.
func (s *Server) Start() error {
	args := []string{"-D", s.data()}
	for _, setting := range s.settings() {
		args = append(args, "-c", setting)
	}
	cmd := s.command("postgres", args...)
	log, err := os.OpenFile(s.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	dieWithParent(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	s.cmd, s.ended = cmd, make(chan error, 1)
	go func(ended chan<- error) { ended <- cmd.Wait() }(s.ended)
	return s.await()
}

// await waits until the server takes connections.
func (s *Server) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.URL("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case ended := <-s.ended:
			s.cmd = nil
			return fmt.Errorf("the server ended: %v\n%s", ended, s.said())
		case <-ctx.Done():
			return fmt.Errorf("the server takes no connections: %w\n%s", err, s.said())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// said is what the server logged.
func (s *Server) said() string {
	text, err := os.ReadFile(s.log())
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// Stop ends the server and waits until it is gone. To stop one that is
// stopped does nothing.
func (s *Server) Stop(mode Mode) error {
	if s.cmd == nil {
		return nil
	}
	if err := s.cmd.Process.Signal(syscall.Signal(mode)); err != nil {
		return err
	}
	select {
	case <-s.ended:
		s.cmd = nil
		return nil
	case <-time.After(patience):
		return fmt.Errorf("the server does not stop\n%s", s.said())
	}
}

// Restart stops the server and starts it again, at the same URL.
func (s *Server) Restart(mode Mode) error {
	if err := s.Stop(mode); err != nil {
		return err
	}
	return s.Start()
}

// Close ends the server and removes its data.
func (s *Server) Close() error {
	return errors.Join(s.Stop(Immediate), os.RemoveAll(s.dir))
}

// URL is the address of a database, with the name and the password of its
// superuser.
func (s *Server) URL(database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword(superuser, s.password), Host: s.Addr(),
		Path: database, RawQuery: "sslmode=disable",
	}
	return u.String()
}

// Addr is the TCP address at which the server listens, for a proxy.
func (s *Server) Addr() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// CreateDatabase makes an empty database and returns its URL. It sorts text as
// Chinese dictionaries do: what relies on the order of a database finds out.
func (s *Server) CreateDatabase(ctx context.Context, name string) (string, error) {
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+
		" TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C.UTF-8'")
	return s.URL(name), err
}

// command is a program of PostgreSQL, to be run as a user that it accepts.
func (s *Server) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, program), args...)
	cmd.Dir = s.dir
	cmd.Env = append(withoutPG(os.Environ()), "LC_ALL=C")
	runAsOwner(cmd)
	return cmd
}

// withoutPG leaves out the variables that libpq and the server would obey.
func withoutPG(env []string) (kept []string) {
	for _, v := range env {
		if !strings.HasPrefix(v, "PG") {
			kept = append(kept, v)
		}
	}
	return kept
}
