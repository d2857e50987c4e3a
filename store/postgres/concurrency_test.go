package postgres

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/internal/pgtest"
	"mubiao/store"
	"mubiao/store/storetest"
)

// contradictions are rows that no order of writing may leave.
var contradictions = map[string]string{
	"paths that two documents hold": `SELECT p.path FROM document_path p JOIN document d ON d.id = p.document_id
		WHERE held = 1 AND status <> 'failed' GROUP BY p.path HAVING count(*) > 1`,
	"documents whose standing is not that of their paths": `SELECT path FROM document d WHERE sha256 IS NOT NULL
		AND superseded <> CASE WHEN EXISTS (SELECT FROM document_path p WHERE p.document_id = d.id AND held = 1) THEN 0 ELSE 1 END`,
	"documents shown at a path that they do not hold": `SELECT path FROM document d WHERE sha256 IS NOT NULL AND superseded = 0
		AND NOT EXISTS (SELECT FROM document_path p WHERE p.document_id = d.id AND held = 1 AND p.path = d.path)`,
	"readings that are not whole": `SELECT d.path FROM document d WHERE status = 'read'
		AND ((SELECT count(*) FROM form WHERE document_id = d.id) <> 3 OR (SELECT count(*) FROM page WHERE document_id = d.id) <> 3
			OR (SELECT count(*) FROM indicator i JOIN form f ON f.id = i.form_id WHERE document_id = d.id) <> 3
			OR (SELECT count(*) FROM search_index s JOIN form f ON f.id = s.form_id WHERE document_id = d.id) <> 8)`,
	"corrections that count and are not shown": `SELECT d.path FROM correction c JOIN document d ON d.id = c.document_id
		JOIN form f ON f.document_id = d.id AND f.ordinal = c.form
		WHERE c.status = 'applied' AND c.pointer = '/project' AND to_json(f.project)::text <> c.new`,
}

// Several pools are to the server what several processes are.
func TestWritersOfTheSameDocumentsDoNotLoseAnything(t *testing.T) {
	url := pgtest.Database(t)
	const writers, rounds, documents, paths = 6, 40, 5, 4
	var wait sync.WaitGroup
	var corrections atomic.Int64
	for w := range writers {
		s := open(t, url)
		random := rand.New(rand.NewPCG(7, uint64(w)))
		path := func() string { return fmt.Sprintf("%d.pdf", random.IntN(paths)) }
		write := func() error {
			n := random.IntN(documents)
			switch random.IntN(8) {
			case 0:
				return s.Put(t.Context(), storetest.Damaged(path(), n))
			case 1:
				return s.Put(t.Context(), storetest.Unreadable(path()))
			case 2:
				err := s.AddPath(t.Context(), storetest.SHA256(n), path())
				if errors.Is(err, store.ErrNotFound) {
					err = nil
				}
				return err
			case 3:
				_, err := s.Correct(t.Context(), store.Change{
					SHA256: storetest.SHA256(n), Pointer: "/project", New: fmt.Appendf(nil, `"%d %d"`, w, random.Int()), By: "王芳", Why: "test",
				})
				if err == nil {
					corrections.Add(1)
				}
				if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrNoForm) {
					err = nil
				}
				return err
			default:
				doc := storetest.WithPaths(storetest.Plan("", n), path(), path())
				doc.Version = fmt.Sprint(random.IntN(9))
				return s.Put(t.Context(), doc)
			}
		}
		wait.Go(func() {
			for range rounds {
				if err := write(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	r := openReader(t, url)
	for what, query := range contradictions {
		_, rows, err := storetest.All(t.Context(), r, query, store.Limits{})
		if err != nil || len(rows) > 0 {
			t.Errorf("%s: %v, %v", what, rows, err)
		}
	}
	_, rows, err := storetest.All(t.Context(), r, "SELECT count(*) FROM correction", store.Limits{})
	if diff := cmp.Diff([][]any{{corrections.Load()}}, rows); diff != "" || err != nil || corrections.Load() == 0 {
		t.Errorf("%v, corrections differ (-want +got):\n%s", err, diff)
	}
}

func TestAServerThatIsStartedAgainIsFoundAgain(t *testing.T) {
	server := pgtest.Start(t)
	url := server.Database(t)
	s, r := open(t, url), openReader(t, url)
	for n, mode := range []pgtest.Mode{pgtest.Fast, pgtest.Immediate} {
		var wait sync.WaitGroup
		for i := range 4 { // as many connections as the pool has
			wait.Go(func() {
				if err := s.Put(t.Context(), storetest.Plan(fmt.Sprintf("%d.pdf", 10*n+i), 10*n+i+1)); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if err := server.Restart(mode); err != nil {
			t.Fatal(err)
		}
		if err := s.Put(t.Context(), storetest.Plan("again.pdf", 100+n)); err != nil {
			t.Errorf("put: %v", err)
		}
		if _, ok, err := r.Known(t.Context(), storetest.SHA256(10*n+1)); !ok || err != nil {
			t.Errorf("a document from before: %v, %v", ok, err)
		}
		if _, rows, err := storetest.All(t.Context(), r, "SELECT 1 FROM document WHERE superseded = 0", store.Limits{}); len(rows) != 4*(n+1)+1 || err != nil {
			t.Errorf("%d documents, %v", len(rows), err)
		}
	}
}
