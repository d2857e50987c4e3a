package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5"

	"mubiao/internal/fleet"
	"mubiao/internal/pgtest"
)

// fleets are the numbers of workers that are measured, each of which reads one
// document at a time.
var fleets = []int{1, 2, 4}

// A fleetRun is what a number of workers took for a tree of documents.
type fleetRun struct {
	workers, documents int
	queueing           time.Duration // wall time of the import
	working            time.Duration // wall time from the first job taken to the last one completed
	cpu                time.Duration // of the workers, user and system, with start and end
	other              time.Duration // likewise, of the import and of asking for the status
	// Seconds summed over documents.
	fetched, waited, read, committed float64
}

// importFleets queues a tree and has workers read it, with a new database for
// each number of workers, and prints what that took. database is a URL of a
// server on which databases may be made; empty for one of our own.
func importFleets(ctx context.Context, w io.Writer, mubiao, folder, database string, documents int) error {
	tree := filepath.Join(folder, "fleet")
	if err := growTree(tree, documents); err != nil {
		return err
	}
	server, end, err := fleetServer(database)
	if err != nil {
		return err
	}
	before := childrenCPU()
	var runs []fleetRun
	defer end()
	for _, workers := range fleets {
		url, err := server(ctx, fmt.Sprintf("fleet_%d_%d", workers, os.Getpid()))
		if err != nil {
			return err
		}
		run := fleetRun{workers: workers, documents: documents}
		if err := run.measure(ctx, mubiao, url, tree); err != nil {
			return err
		}
		runs = append(runs, run)
	}
	printFleets(w, runs)
	end()
	rest := childrenCPU() - before
	for _, r := range runs {
		rest -= r.cpu + r.other
	}
	if database == "" {
		fmt.Fprintf(w, "\nthe server took %.1f ms of CPU time for each document, with start and end\n",
			1000*rest.Seconds()/float64(len(runs)*documents))
	}
	return nil
}

// childrenCPU is what the processes took that this one started and that have
// ended, user and system.
func childrenCPU() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage) // it fails for no process of one's own
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// fleetServer returns a function that makes a database and returns its URL.
func fleetServer(database string) (create func(context.Context, string) (string, error), end func(), err error) {
	if database != "" {
		return func(ctx context.Context, name string) (string, error) { return createDatabase(ctx, database, name) }, func() {}, nil
	}
	server, err := pgtest.New()
	if err != nil {
		return nil, nil, err
	}
	return server.CreateDatabase, sync.OnceFunc(func() { _ = server.Close() }), nil
}

func createDatabase(ctx context.Context, server, name string) (string, error) {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()); err != nil {
		return "", err
	}
	u, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// measure queues the documents of a tree and has them read.
func (r *fleetRun) measure(ctx context.Context, mubiao, database, tree string) error {
	begun := time.Now()
	queue := exec.CommandContext(ctx, mubiao, "import", "--queue", "--quiet", "--db", database, tree)
	queue.Stderr = os.Stderr
	if err := queue.Run(); err != nil {
		return fmt.Errorf("queue: %w", err)
	}
	r.queueing = time.Since(begun)
	r.other += queue.ProcessState.UserTime() + queue.ProcessState.SystemTime()
	var workers []*exec.Cmd
	for range r.workers {
		cmd := exec.CommandContext(ctx, mubiao, "work", "--quiet", "--db", database, "--jobs", "1", "--queues", fleet.TextQueue)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			return err
		}
		workers = append(workers, cmd)
	}
	waiting := awaitEmpty(ctx, database)
	for _, cmd := range workers {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			return fmt.Errorf("work: %w", errors.Join(err, waiting))
		}
		r.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime() // with the readers, which it waited for
	}
	if waiting != nil {
		return waiting
	}
	return r.account(ctx, mubiao, database)
}

// awaitEmpty waits until no document waits.
func awaitEmpty(ctx context.Context, database string) error {
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for {
		var left bool
		if err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM fleet.document)`).Scan(&left); err != nil || !left {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// account asks what the workers did with their time.
func (r *fleetRun) account(ctx context.Context, mubiao, database string) error {
	cmd := exec.CommandContext(ctx, mubiao, "status", "--json", "--db", database)
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("status: %w", err)
	}
	r.other += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	var status fleet.Status
	if err := json.Unmarshal(out, &status); err != nil {
		return err
	}
	done := 0
	for _, w := range status.Workers {
		done += int(w.Documents)
		r.fetched += w.Fetched
		r.waited += w.Waited
		r.read += w.Read
		r.committed += w.Committed
	}
	if done != r.documents {
		return fmt.Errorf("%d of %d documents were read", done, r.documents)
	}
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	return conn.QueryRow(ctx, `SELECT max(finalized_at) - min(attempted_at) FROM fleet.river_job`).Scan(&r.working)
}

// printFleets prints the runs. Reading is the share of the time in which a
// worker had a document to read.
func printFleets(w io.Writer, runs []fleetRun) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "workers\tdocuments\tqueued a second\tread a second\tto 1 worker\tCPU ms each\tfetch ms\twait ms\tread ms\tstore ms\treading\t")
	for _, r := range runs {
		n := float64(r.documents)
		rate, first := n/r.working.Seconds(), n/runs[0].working.Seconds()
		fmt.Fprintf(t, "%d\t%d\t%.0f\t%.0f\t%.2f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.0f%%\t\n",
			r.workers, r.documents, n/r.queueing.Seconds(), rate, rate/first, 1000*r.cpu.Seconds()/n,
			1000*r.fetched/n, 1000*r.waited/n, 1000*r.read/n, 1000*r.committed/n,
			100*r.read/(r.working.Seconds()*float64(r.workers)))
	}
	t.Flush()
}
