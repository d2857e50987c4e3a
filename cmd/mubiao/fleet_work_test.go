package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"mubiao/internal/pgtest"
	"mubiao/store/postgres"
	"mubiao/store/sqlite"
	"mubiao/store/storetest"
)

// A testFleet is a database with a queue.
type testFleet struct {
	t   *testing.T
	url string
}

func newTestFleet(t *testing.T) testFleet {
	t.Helper()
	if underRace {
		t.Skip("it is about processes, and takes long with the race detector")
	}
	return testFleet{t, pgtest.Start(t).Database(t)}
}

// queue queues documents.
func (f testFleet) queue(args ...string) {
	f.t.Helper()
	cmd := exec.Command("mubiao", append([]string{"import", "--queue", "--quiet", "--db", f.url}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != exitPartial {
		f.t.Fatalf("import --queue: %v\n%s", err, out)
	}
}

// work has a worker read all that waits, and ends it.
func (f testFleet) work(args ...string) {
	f.t.Helper()
	cmd := exec.Command("mubiao", append([]string{"work", "--quiet", "--jobs", "2", "--db", f.url}, args...)...)
	stderr := new(bytes.Buffer)
	cmd.Stderr = stderr
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			f.t.Errorf("work: %v\n%s", err, stderr)
		}
	}()
	for deadline := time.Now().Add(60 * time.Second); f.ask(`SELECT count(*)::text FROM fleet.document`) != "0"; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			f.t.Fatalf("not done after a minute: %s", f.ask(`SELECT coalesce(string_agg(state || ' ' || coalesce(errors::text, ''), '; '), 'no job') FROM fleet.river_job`))
		}
		// Not to wait for the time between attempts.
		f.ask(`WITH now AS (UPDATE fleet.river_job SET state = 'available', scheduled_at = now() WHERE state = 'retryable' RETURNING id) SELECT count(*)::text FROM now`)
	}
}

// ask returns the one value of a query.
func (f testFleet) ask(query string) (value string) {
	f.t.Helper()
	conn, err := pgx.Connect(f.t.Context(), f.url)
	if err != nil {
		f.t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(f.t.Context(), query).Scan(&value); err != nil {
		f.t.Fatalf("%s: %v", query, err)
	}
	return value
}

// isAsOneMachine holds what is stored against an import into SQLite.
func (f testFleet) isAsOneMachine(args ...string) {
	f.t.Helper()
	path := filepath.Join(f.t.TempDir(), "one.db")
	cmd := exec.Command("mubiao", append([]string{"import", "--quiet", "--db", path}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != exitPartial {
		f.t.Fatalf("import: %v\n%s", err, out)
	}
	file, err := sqlite.OpenReadOnly(f.t.Context(), path)
	if err != nil {
		f.t.Fatal(err)
	}
	defer file.Close()
	database, err := postgres.OpenReadOnly(f.t.Context(), f.url)
	if err != nil {
		f.t.Fatal(err)
	}
	defer database.Close()
	if rows := storetest.SameRows(f.t, file, database); rows["document"] == 0 {
		f.t.Error("no document to compare")
	}
}

// A slip in the URL may name the database of another program.
func TestStatusMakesNoTables(t *testing.T) {
	f := newTestFleet(t)
	_, said := command(t, exitFailed, "status", "--db", f.url)
	if !strings.Contains(said, "has no tables of this program") {
		t.Errorf("it says %q", said)
	}
	if got := f.ask(`SELECT count(*)::text FROM pg_tables WHERE schemaname IN ('public', 'fleet')`); got != "0" {
		t.Errorf("it made %s tables", got)
	}
}

func TestScansAreReadFromAQueueOfTheirOwn(t *testing.T) {
	if err := problemOfOCR(); err != nil {
		t.Skip(err)
	}
	f := newTestFleet(t)
	scans, _ := filepath.Glob("../../testdata/scans/*/source.pdf")
	if len(scans) == 0 {
		t.Fatal("no scans")
	}
	paths := []string{scans[0], "../../testdata/forms/plain-ruled"}
	f.queue(paths...)
	f.work()
	const jobs = `SELECT string_agg(queue || ' ' || state, ', ' ORDER BY id) FROM fleet.river_job`
	if got, want := f.ask(jobs), "text completed, text completed, ocr completed"; got != want {
		t.Errorf("jobs: %s; want %s", got, want)
	}
	f.isAsOneMachine(paths...)
}

func TestADocumentThatHangsEndsAsATimeout(t *testing.T) {
	document := hangingDocument(t)
	f := newTestFleet(t)
	f.queue(document)
	f.work("--ocr", "never", "--timeout", "500ms")
	if got := f.ask(`SELECT status || ' ' || reason_code FROM document`); got != "failed document-timeout" {
		t.Errorf("it is %s", got)
	}
	if got := f.ask(`SELECT string_agg(state || ' ' || attempt, ', ') FROM fleet.river_job`); got != "completed 1" {
		t.Errorf("jobs: %s; want one, completed at the first attempt", got)
	}
}

// A folder that workers share holds the bytes; one file of it changes while it
// waits.
func TestDocumentsMayStayInAFolder(t *testing.T) {
	f := newTestFleet(t)
	folder := manyDocuments(t, 8, 2)
	changed := filepath.Join(t.TempDir(), "changed.txt")
	if err := os.WriteFile(changed, []byte("as it was queued"), 0o644); err != nil {
		t.Fatal(err)
	}
	f.queue("--bytes", "path", folder, changed)
	if got := f.ask(`SELECT count(*)::text FROM fleet.part`); got != "0" {
		t.Errorf("%s parts of bytes are in the database", got)
	}
	if err := os.WriteFile(changed, []byte("as it is now"), 0o644); err != nil {
		t.Fatal(err)
	}
	f.work("--ocr", "never")
	if got := f.ask(`SELECT reason_code FROM document WHERE path = '` + changed + `'`); got != reasonMissing {
		t.Errorf("what changed is %s; want %s", got, reasonMissing)
	}
	gone := filepath.Join(t.TempDir(), "gone.txt")
	if err := os.WriteFile(gone, []byte("while it waits"), 0o644); err != nil {
		t.Fatal(err)
	}
	f.queue("--bytes", "path", gone)
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	f.work("--ocr", "never")
	if got, want := f.ask(`SELECT reason FROM document WHERE path = '`+gone+`'`), "given up after 3 attempts: no such file"; got != want {
		t.Errorf("what is gone: %s; want %s", got, want)
	}
	f.ask(`WITH gone AS (DELETE FROM document WHERE path = '` + gone + `' RETURNING id) SELECT count(*)::text FROM gone`)
	f.ask(`WITH gone AS (DELETE FROM document WHERE path = '` + changed + `' RETURNING id) SELECT count(*)::text FROM gone`)
	f.isAsOneMachine("--ocr", "never", folder)
}

// gateway is a server of the protocol of Amazon S3 that can be installed with
// Go alone.
const gateway = "versitygw"

func TestDocumentsMayWaitInABucket(t *testing.T) {
	if _, err := exec.LookPath(gateway); err != nil {
		t.Skip("no storage to test with; to get one: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0")
	}
	f := newTestFleet(t)
	address, folder := freeAddress(t), t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "waiting"), 0o755); err != nil {
		t.Fatal(err)
	}
	storage := exec.Command(gateway, "--access", "mubiao", "--secret", "secretsecret", "--port", address, "posix", folder)
	out := new(bytes.Buffer)
	storage.Stdout, storage.Stderr = out, out
	if err := storage.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = storage.Process.Kill(); _ = storage.Wait() })
	eventually(t, "the storage answers", func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": "http://" + address, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "mubiao", "AWS_SECRET_ACCESS_KEY": "secretsecret",
	} {
		t.Setenv(name, value)
	}
	documents := manyDocuments(t, 8, 2)
	f.queue("--bytes", "s3://waiting/2024", documents)
	if got := f.ask(`SELECT count(*)::text FROM fleet.part`); got != "0" {
		t.Errorf("%s parts of bytes are in the database", got)
	}
	if objects, _ := filepath.Glob(filepath.Join(folder, "waiting", "2024", "*")); len(objects) != 8+2+2+1 {
		t.Errorf("%d objects in the bucket: %v\n%s", len(objects), objects, out)
	}
	f.work("--ocr", "never")
	f.isAsOneMachine("--ocr", "never", documents)
}

// freeAddress is one that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return fmt.Sprint(l.Addr())
}
