package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mubiao/web"
)

type serveOptions struct {
	db        string
	addr      string
	hosts     []string
	uploads   string
	maxUpload byteSize
	reading   readingOptions
}

// defaultAddr is reached from this machine alone.
const defaultAddr = "127.0.0.1:8765"

// defaultUpload is what a browser may send at once: a year of a district's
// forms.
const defaultUpload = 1 << 30

func (o *serveOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVar(&o.addr, "addr", defaultAddr, "`HOST:PORT` to listen on")
	f.StringArrayVar(&o.hosts, "host", nil, "another `NAME` that browsers reach it by; repeatable")
	f.StringVar(&o.uploads, "uploads", "", "keep uploaded files in `FOLDER` (beside the database)")
	o.maxUpload = defaultUpload
	f.Var(&o.maxUpload, "max-upload", "bytes that one upload may have")
	o.reading.addFlags(f)
}

func newServeCommand(s *streams) *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Check and correct values in the browser",
		Example: `  mubiao serve --db 2024.db
  mubiao serve --db 2024.db --addr 127.0.0.1:0
  mubiao serve --db 2024.db --addr 0.0.0.0:8765 --host review.example`,
		Long: `Serves pages on which doubtful values are compared with the picture of the page
and corrected, the database is questioned in SQL, and documents are uploaded. It
prints the address to open, and ends when it is interrupted. The database is made
if it is not there.

Names and telephone numbers of people are masked as in reports, and covered on the
pictures of pages, until a clerk asks to see them on the page of a document.

It is reached from this machine alone, unless --addr says otherwise. Then whoever
opens it must show a token, which is part of the address printed; what is sent is
not encrypted, so put a proxy with TLS before it and name that with --host.

What can be imported can be uploaded: PDFs, text files, and ZIP archives of such.
Uploaded files are kept, since pages are drawn from them: in a folder with the name
of the database and .uploads.

` + limitsHelp,
		Annotations: exits(exitDone, exitFailed, exitUsage),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.reading.check(c, args); err != nil {
				return err
			}
			if _, _, err := net.SplitHostPort(o.addr); err != nil {
				return usage(c, fmt.Sprintf("--addr %s: not HOST:PORT", o.addr))
			}
			return runServe(c.Context(), &o, s)
		},
	}
	o.addFlags(c)
	return c
}

func runServe(ctx context.Context, o *serveOptions, s *streams) error {
	db, err := openStore(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	reader, err := openReader(ctx, o.db)
	if err != nil {
		return err
	}
	defer reader.Close()
	if err := o.reading.passwords.load(ctx, s); err != nil { // for all workers
		return err
	}
	uploads, err := newUploads(ctx, o, db, s)
	if err != nil {
		return err
	}
	defer uploads.close()
	pictures, err := newPainter(ctx, o, s)
	if err != nil {
		return err
	}
	defer pictures.close()

	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return hinted(err, "choose a free port: --addr 127.0.0.1:0")
	}
	token := ""
	if !isLoopback(listener.Addr()) {
		token = rand.Text()
	}
	logger := log.New(s.err, "", log.LstdFlags)
	site := web.New(web.Config{
		Store: db, Reader: reader, Picture: pictures.draw, Import: uploads.read,
		Write: writeRows,
		Hosts: o.names(listener.Addr()), Token: token, Uploads: uploads.folder, Readers: o.reading.jobs,
		MaxFile: int64(o.reading.maxSize), MaxUpload: int64(o.maxUpload), Context: ctx, Log: logger,
	})
	fmt.Fprintln(s.out, address(listener.Addr(), token))
	err = serveUntil(ctx, listener, site, logger)
	if n := site.Wait(); n > 0 {
		s.note("%s not read", counted(n, "uploaded file"))
		s.hint("read what is left: mubiao import --db " + shellQuote(databaseName(o.db)) + " " + shellQuote(uploads.folder))
	}
	return err
}

const (
	// headerTimeout bounds what a connection may take before it asks.
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	// lastAnswers is how long answers may take that are under way at the end.
	lastAnswers = 5 * time.Second
)

// serveUntil serves a site until ctx ends, which is no error.
func serveUntil(ctx context.Context, listener net.Listener, site http.Handler, logger *log.Logger) error {
	server := &http.Server{
		Handler: site, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout, ErrorLog: logger,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastAnswers)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		_ = server.Close()
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func isLoopback(addr net.Addr) bool {
	at, err := netip.ParseAddrPort(addr.String())
	return err == nil && at.Addr().Unmap().IsLoopback()
}

// address is what to open in a browser. A server that listens on all addresses
// is reached at the first that others can reach.
func address(addr net.Addr, token string) string {
	host, port, _ := net.SplitHostPort(addr.String())
	if at, err := netip.ParseAddr(host); err == nil && at.IsUnspecified() {
		host = "127.0.0.1"
		for _, name := range slices.Backward(ownNames()) {
			if at, err := netip.ParseAddr(name); err == nil && at.IsGlobalUnicast() {
				host = name
			}
		}
	}
	u := url.URL{Scheme: "http", Host: net.JoinHostPort(host, port), Path: "/"}
	if token != "" {
		u.RawQuery = "token=" + token
	}
	return u.String()
}

// names are those that a browser may reach the server by: the host that it
// listens on, this machine's own addresses where it listens on all, and those
// given.
func (o *serveOptions) names(addr net.Addr) []string {
	names := []string{"127.0.0.1", "localhost", "::1"}
	if isLoopback(addr) {
		return append(names, lowered(o.hosts)...)
	}
	host, _, _ := net.SplitHostPort(addr.String())
	names = append(names, host)
	if at, err := netip.ParseAddr(host); err == nil && at.IsUnspecified() {
		names = append(names, ownNames()...)
	}
	return append(names, lowered(o.hosts)...)
}

// ownNames are the addresses and the name of this machine.
func ownNames() (names []string) {
	if name, err := os.Hostname(); err == nil {
		names = append(names, strings.ToLower(name))
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return names
	}
	for _, a := range addresses {
		if prefix, err := netip.ParsePrefix(a.String()); err == nil {
			names = append(names, prefix.Addr().String())
		}
	}
	return names
}

func lowered(names []string) (lower []string) {
	for _, name := range names {
		lower = append(lower, strings.ToLower(name))
	}
	return lower
}

// uploadFolder is where uploaded files are kept, by an absolute path: the
// store must find them from any folder.
func (o *serveOptions) uploadFolder() (string, error) {
	if o.uploads != "" {
		return filepath.Abs(o.uploads)
	}
	return filepath.Abs(besideDatabase(o.db, ".uploads"))
}
