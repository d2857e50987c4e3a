package postgres

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/internal/pgtest"
	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/saved"
	"mubiao/store/sqlite"
	"mubiao/store/storetest"
)

// both are a SQLite and a PostgreSQL store of which the same is asked.
func both(t *testing.T, fill func(store.Store)) (file, server store.Querier) {
	t.Helper()
	path, url := filepath.Join(t.TempDir(), "a.db"), pgtest.Database(t)
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	fill(s)
	closeIt(t, s)
	r, err := sqlite.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeIt(t, r) })
	fill(open(t, url))
	return r, openReader(t, url)
}

// eventful is a store's life: documents of all kinds, years of a project,
// newer readings, files that changed, and corrections that are undone, stale
// and orphaned.
func eventful(t *testing.T, s store.Store) {
	t.Helper()
	put := func(docs ...store.Document) {
		t.Helper()
		for _, doc := range docs {
			if err := s.Put(t.Context(), doc); err != nil {
				t.Fatal(err)
			}
		}
	}
	correct := func(n int, pointer, value string) int64 {
		t.Helper()
		c, err := s.Correct(t.Context(), store.Change{
			SHA256: storetest.SHA256(n), Pointer: pointer, New: []byte(value), By: "王芳", Why: "as printed",
		})
		if err != nil {
			t.Fatal(err)
		}
		return c.ID
	}
	storetest.Suspicious(t, s)
	for n := range 40 {
		doc := storetest.Plan(fmt.Sprintf("many/%d.pdf", n), 100+n)
		r := &doc.Records[0]
		r.Project, r.FiscalYear = fmt.Sprintf("项目第%d号（%d年）", n%7, 2010+n/7), 2010+n/7
		r.Indicators[0].Value, r.Indicators[0].Target = normalize.Value{float64(n) / 3}, fmt.Sprint(n/3)
		if n%5 == 0 {
			r.Indicators = append(r.Indicators, normalize.Indicator{Scope: normalize.Annual, Level3: "另有", Target: "按时", Weight: new(77.7), Actual: "12345678901234567890%"})
		}
		put(doc)
	}
	put(storetest.NoForms("none.pdf", 2000), storetest.Damaged("bad.pdf", 2001), storetest.Unreadable("locked.pdf"), storetest.Unreadable("bad.pdf"))
	put(storetest.Plan("many/3.pdf", 2002), storetest.WithPaths(storetest.Plan("", 2003), "x.pdf", "many/4.pdf"), storetest.Plan("\xff.pdf", 2004))
	undone := correct(105, "/project", `"改名"`)
	correct(105, "/funds/0/amount", `12.5`)
	correct(105, "/indicators/0/target", `"≥99%"`)
	correct(106, "/goals/0/text", `"另一目标"`)
	correct(107, "/unit", `null`)
	if _, err := s.Undo(t.Context(), undone, "李明"); err != nil {
		t.Fatal(err)
	}
	newer := storetest.Plan("many/6.pdf", 106)
	newer.Version, newer.Records[0].Goals[0].Text = "2", "读法不同"
	gone := storetest.NoForms("many/7.pdf", 107)
	gone.Version = "2"
	again := storetest.Damaged("many/8.pdf", 108)
	again.Version = "2"
	put(newer, gone, again)
	if err := s.AddPath(t.Context(), storetest.SHA256(109), "other/9.pdf"); err != nil {
		t.Fatal(err)
	}
}

func TestPostgreSQLHoldsWhatSQLiteHolds(t *testing.T) {
	file, server := both(t, func(s store.Store) { eventful(t, s) })
	for table, rows := range storetest.SameRows(t, file, server) {
		if rows == 0 {
			t.Errorf("%s: no rows to compare", table)
		}
	}
	for _, q := range saved.All() {
		storetest.SameAnswer(t, file, server, q.SQL, storetest.Any(q)...)
	}
}

func TestPostgreSQLReportsWhatSQLiteReports(t *testing.T) {
	file, server := both(t, func(s store.Store) { eventful(t, s) })
	for name, report := range map[string]func(store.Querier) (*store.Report, error){
		"quality": func(q store.Querier) (*store.Report, error) { return q.Quality(t.Context()) },
		"summary": func(q store.Querier) (*store.Report, error) { return q.Summary(t.Context()) },
	} {
		want, err := report(file)
		if err != nil {
			t.Fatal(err)
		}
		got, err := report(server)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", name, diff)
		}
	}
}

func TestPostgreSQLFindsWhatSQLiteFinds(t *testing.T) {
	file, server := both(t, func(s store.Store) { eventful(t, s) })
	hits := func(q store.Querier, words string) (found []store.Hit) {
		if err := q.Search(t.Context(), store.ParseQuery(words), func(h *store.Hit) error {
			found = append(found, *h)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(found, func(a, b store.Hit) int {
			return strings.Compare(fmt.Sprint(a.SHA256, a.Form, a.Pointer), fmt.Sprint(b.SHA256, b.Form, b.Pointer))
		})
		return found
	}
	for _, words := range []string{"网", "网络", "项目 2013", "丢包率 0.3", "第3号", "≥99%", ">99%", "满意", "政务外网网络服务", "不存在", "改名", "另一目标", "“年 项目”"} {
		want, got := hits(file, words), hits(server, words)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: hits differ (-want +got):\n%s", words, diff)
		}
	}
}

func TestPostgreSQLHandsOutTheDocumentsOfSQLite(t *testing.T) {
	file, server := both(t, func(s store.Store) { eventful(t, s) })
	documents := func(q store.Querier) (found []store.Document) {
		if err := q.Documents(t.Context(), func(d *store.Document) error {
			for i := range d.Corrections {
				d.Corrections[i].ID, d.Corrections[i].At = 0, d.At
			}
			found = append(found, *d)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(found, func(a, b store.Document) int { return strings.Compare(a.SHA256, b.SHA256) })
		return found
	}
	if diff := cmp.Diff(documents(file), documents(server)); diff != "" {
		t.Errorf("documents differ (-want +got):\n%s", diff)
	}
}
