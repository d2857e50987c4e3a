package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"mubiao/internal/pgtest"
	"mubiao/store/postgres"
	"mubiao/store/sqlite"
	"mubiao/store/storetest"
)

// faultsFor is how long workers and server are harmed:
//
//	go test -tags sqlite_fts5 ./cmd/mubiao -run TestAFleet -faults 10m
var faultsFor = flag.Duration("faults", 15*time.Second, "time for which a fleet is harmed")

// fleetWorkers is how many workers are harmed.
const fleetWorkers = 4

// fleetLease is short, so that what a killed worker had in hand comes back
// while the test is still at it.
const fleetLease = 2 * time.Second

// TestAFleetThatIsHarmedLosesNothing kills workers and imports at random
// moments, restarts the server under load, in good order and as after a crash,
// and cuts a worker off. In the end every document is stored exactly once, as
// an import of one machine into SQLite stores it.
func TestAFleetThatIsHarmedLosesNothing(t *testing.T) {
	if underRace {
		t.Skip("it is about processes, and takes long with the race detector")
	}
	server := pgtest.Start(t)
	t.Setenv(faultsVariable, "1")
	folder := manyDocuments(t, 120, 24)
	crash := filepath.Join(folder, "crash.txt") // at each reader that tries it
	if err := os.WriteFile(crash, []byte(faultMark+"crash\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	chunks, _ := filepath.Glob(filepath.Join(folder, "*"))
	chunks = append(chunks, "../../testdata")
	want := filepath.Join(t.TempDir(), "want.db")
	single := exec.Command("mubiao", append([]string{"import", "--quiet", "--ocr", "never", "--jobs", "2", "--db", want}, chunks...)...)
	single.Stderr = new(bytes.Buffer)
	_ = single.Run() // fails in part: some cannot be read
	if code := single.ProcessState.ExitCode(); code != exitPartial {
		t.Fatalf("the import of one machine ends with %d: %s", code, single.Stderr)
	}

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	h := &harm{t: t, url: server.Database(t), random: rand.New(rand.NewPCG(seed, 0)), logs: t.TempDir()}
	h.link = newLink(t, server.Addr())
	h.run(server, chunks)
	h.settle()
	t.Logf("killed %d workers and %d imports; restarted the server %d times; cut a worker off %d times; %s",
		h.kills.Load(), h.importKills, h.restarts, h.cuts, h.losses())
	if h.kills.Load() < fleetWorkers || h.restarts < 2 || h.cuts == 0 {
		t.Error("too little harm was done")
	}
	h.compare(want)
}

// harm is what is done to a fleet.
type harm struct {
	t      *testing.T
	url    string
	link   *link // between the last worker and the server
	logs   string
	mu     sync.Mutex
	random *rand.Rand

	kills                       counter
	importKills, restarts, cuts int
}

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add()      { c.mu.Lock(); c.n++; c.mu.Unlock() }
func (c *counter) Load() int { c.mu.Lock(); defer c.mu.Unlock(); return c.n }

// between is a random time.
func (h *harm) between(least, most time.Duration) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return least + time.Duration(h.random.Int64N(int64(most-least)))
}

// sleep waits, and reports whether there is time left.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// run harms the fleet for faultsFor, while documents are queued bit by bit.
func (h *harm) run(server *pgtest.Server, chunks []string) {
	ctx, cancel := context.WithTimeout(h.t.Context(), *faultsFor)
	defer cancel()
	h.queue(ctx, chunks[:1])
	h.do(func(conn *pgx.Conn) error {
		_, err := conn.Exec(h.t.Context(), slowStores)
		return err
	})
	var parts sync.WaitGroup
	for n := range fleetWorkers {
		parts.Go(func() { h.killAgainAndAgain(ctx, n) })
	}
	parts.Go(func() { h.restart(ctx, server) })
	parts.Go(func() { h.cut(ctx) })
	pause := *faultsFor / time.Duration(len(chunks))
	for n := range chunks[1:] {
		sleep(ctx, pause)
		h.queue(ctx, chunks[1+n:2+n])
	}
	parts.Wait()
}

// slowStores has every transaction that stores a document last for a while
// after its first row, so that harm meets many of them half done.
const slowStores = `
CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.2 * random()); RETURN NULL; END $$;
CREATE TRIGGER dawdle AFTER INSERT OR UPDATE OF status ON document FOR EACH ROW EXECUTE FUNCTION dawdle()`

// queue queues documents, with an import that may be killed and begun anew.
func (h *harm) queue(ctx context.Context, paths []string) {
	for {
		cmd := h.command("import.log", h.url, append([]string{"import", "--queue", "--quiet", "--jobs", "2"}, paths...)...)
		if err := cmd.Start(); err != nil {
			h.t.Error(err)
			return
		}
		var kill *time.Timer
		if ctx.Err() == nil && h.between(0, 3) == 0 {
			kill = time.AfterFunc(h.between(0, 500*time.Millisecond), func() { _ = cmd.Process.Kill() })
			h.importKills++
		}
		_ = cmd.Wait()
		if kill != nil {
			kill.Stop()
		}
		// It fails where the server is away.
		if code := cmd.ProcessState.ExitCode(); code == exitDone || code == exitPartial {
			return
		}
		if h.t.Context().Err() != nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// command is one of a process of the fleet.
func (h *harm) command(log, url string, args ...string) *exec.Cmd {
	cmd := exec.Command("mubiao", append(args, "--db", url)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	f, err := os.OpenFile(filepath.Join(h.logs, log), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		h.t.Error(err)
		return cmd
	}
	h.t.Cleanup(func() { f.Close() })
	cmd.Stderr = f
	return cmd
}

// work starts a worker. The last one is behind the link.
func (h *harm) work(n int) *exec.Cmd {
	url := h.url
	if n == fleetWorkers-1 {
		url = strings.Replace(url, h.link.target, h.link.Addr(), 1)
	}
	cmd := h.command(fmt.Sprintf("worker%d.log", n), url, "work", "--ocr", "never", "--jobs", "1", "--lease", fleetLease.String())
	if err := cmd.Start(); err != nil {
		h.t.Error(err)
	}
	h.t.Cleanup(func() {
		if cmd.Process != nil {
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		}
	})
	return cmd
}

// killAgainAndAgain keeps a worker running, and kills it at random moments. A
// worker may end by itself while the server is away when it starts.
func (h *harm) killAgainAndAgain(ctx context.Context, n int) {
	longest := 3 * time.Second
	if n == fleetWorkers-1 {
		longest = 3 * *faultsFor / 4 // so that it lives to be cut off
	}
	for ctx.Err() == nil {
		cmd := h.work(n)
		ended := make(chan struct{})
		go func() { _ = cmd.Wait(); close(ended) }()
		killed := false
		select {
		case <-ended:
		case <-time.After(h.between(longest/6, longest)):
			killed = cmd.Process.Kill() == nil
		case <-ctx.Done():
			killed = cmd.Process.Kill() == nil
		}
		<-ended
		if killed {
			h.kills.add()
		}
		sleep(ctx, 100*time.Millisecond)
	}
}

// restart restarts the server again and again.
func (h *harm) restart(ctx context.Context, server *pgtest.Server) {
	for mode := pgtest.Fast; sleep(ctx, h.between(*faultsFor/6, *faultsFor/4)); {
		if err := server.Restart(mode); err != nil {
			h.t.Error(err)
			return
		}
		h.restarts++
		if mode = pgtest.Immediate; h.restarts%2 == 0 {
			mode = pgtest.Fast
		}
	}
}

// cut cuts the last worker off again and again, for longer than its lease.
func (h *harm) cut(ctx context.Context) {
	for sleep(ctx, h.between(*faultsFor/6, *faultsFor/3)) {
		h.cuts++
		h.link.cut()
		sleep(ctx, 2*fleetLease)
		h.link.mend()
	}
	h.link.mend()
}

// settle has unharmed workers read the rest, and ends them in good order.
func (h *harm) settle() {
	h.t.Helper()
	var workers []*exec.Cmd
	for n := range fleetWorkers {
		workers = append(workers, h.work(n))
	}
	for deadline := time.Now().Add(60 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		left := h.ask(`SELECT count(*)::text FROM fleet.document`)
		if left == "0" {
			break
		}
		if time.Now().After(deadline) {
			h.t.Errorf("%s documents still wait; jobs: %s", left, h.ask(jobStates))
			break
		}
	}
	for _, cmd := range workers {
		_ = cmd.Process.Signal(syscall.SIGTERM)
	}
	for n, cmd := range workers {
		if err := cmd.Wait(); err != nil {
			log, _ := os.ReadFile(filepath.Join(h.logs, fmt.Sprintf("worker%d.log", n)))
			h.t.Errorf("a worker that is told to stop ends with %v: %s", err, log[max(0, len(log)-2000):])
		}
	}
}

const jobStates = `SELECT coalesce(string_agg(state || ' ' || n, ', '), 'none')
FROM (SELECT state, count(*) n FROM fleet.river_job WHERE state NOT IN ('completed', 'cancelled') GROUP BY 1) s`

// losses sums up what the harm cost.
func (h *harm) losses() string {
	return h.ask(`SELECT concat(count(*) FILTER (WHERE state = 'completed'), ' jobs completed, ',
		count(*) FILTER (WHERE state = 'cancelled'), ' lost with their workers') FROM fleet.river_job`)
}

// compare holds what is stored against what the import of one machine stored.
func (h *harm) compare(want string) {
	h.t.Helper()
	if left := h.ask(jobStates); left != "none" {
		h.t.Errorf("jobs that are not done: %s", left)
	}
	file, err := sqlite.OpenReadOnly(h.t.Context(), want)
	if err != nil {
		h.t.Fatal(err)
	}
	defer file.Close()
	database, err := postgres.OpenReadOnly(h.t.Context(), h.url)
	if err != nil {
		h.t.Fatal(err)
	}
	defer database.Close()
	rows := storetest.SameRows(h.t, file, database)
	for _, table := range []string{"document", "document_path", "page", "form", "indicator", "evidence", "issue", "target"} {
		if rows[table] == 0 {
			h.t.Errorf("%s: no rows to compare", table)
		}
	}
	h.t.Logf("compared rows: %v", rows)
}

// ask returns the one value of a query.
func (h *harm) ask(query string) (value string) {
	h.t.Helper()
	h.do(func(conn *pgx.Conn) error { return conn.QueryRow(h.t.Context(), query).Scan(&value) })
	return value
}

// do asks something of the server, once it is there.
func (h *harm) do(something func(*pgx.Conn) error) {
	h.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		conn, err := pgx.Connect(h.t.Context(), h.url)
		if err == nil {
			err = something(conn)
			conn.Close(context.Background())
		}
		switch {
		case err == nil:
			return
		case time.Now().After(deadline):
			h.t.Fatal(err)
		}
	}
}
