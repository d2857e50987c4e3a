package web_test

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mubiao/store"
	"mubiao/store/sqlite"
	"mubiao/store/storetest"
	"mubiao/web"
)

// secret is the folder that no page may name.
const secret = "/srv/the-secret-folder/"

// A site is the pages on a few documents, and a browser without scripts.
type site struct {
	*httptest.Server
	t      *testing.T
	db     store.Store
	client *http.Client
	config web.Config
}

func newSite(t *testing.T, change func(*web.Config)) *site {
	t.Helper()
	return newSiteOf(t, []store.Document{
		storetest.Plan(secret+"plan.pdf", 0xabcdef), storetest.NoForms(secret+"letter.pdf", 2), storetest.Damaged(secret+"bad.pdf", 3),
		storetest.Unreadable(secret + "gone.pdf"),
	}, change)
}

// newSiteOf is a site on documents in SQLite.
func newSiteOf(t *testing.T, documents []store.Document, change func(*web.Config)) *site {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := sqlite.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return newSiteOn(t, db, reader, documents, change)
}

// newSiteOn is a site on an empty database, into which documents are put.
func newSiteOn(t *testing.T, db store.Store, reader store.Querier, documents []store.Document, change func(*web.Config)) *site {
	t.Helper()
	for i, doc := range documents {
		if err := db.Put(t.Context(), doc); err != nil {
			t.Fatalf("document %d: %v", i, err)
		}
	}
	s := &site{t: t, db: db, config: web.Config{
		Store: db, Reader: reader, Hosts: []string{"127.0.0.1"}, Uploads: t.TempDir(), MaxFile: 1 << 10, MaxUpload: 1 << 14,
		Context: t.Context(), Log: log.New(io.Discard, "", 0), Write: writeCSV,
		Picture: func(_ context.Context, _ *store.Document, n, width int, people bool) ([]byte, error) {
			if n == 3 {
				return nil, &web.PictureError{Reason: "it is gone"}
			}
			return fmt.Appendf(nil, "page %d, %d pixels, people %t", n, width, people), nil
		},
		Import: func(_ context.Context, path string, tell func(web.Imported)) error {
			failed := web.Imported{Name: path, SHA256: storetest.SHA256(0xabcdef), Status: store.Failed, Reason: store.Reason{Code: "document-timeout"}}
			if filepath.Ext(path) == ".zip" {
				for _, member := range []string{"甲.pdf", "folder/乙.txt"} {
					failed.Name = path + "!/" + member
					tell(failed)
				}
				return nil
			}
			tell(failed)
			return nil
		},
	}}
	if change != nil {
		change(&s.config)
	}
	s.Server = httptest.NewServer(web.New(s.config))
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s.client = &http.Client{Jar: jar}
	t.Cleanup(func() { s.Close(); reader.Close(); db.Close() })
	return s
}

func writeCSV(w *bufio.Writer, format string, rows store.Rows) error {
	if format != "csv" {
		return errors.New("the test writes csv alone")
	}
	out := csv.NewWriter(w)
	out.Write(rows.Columns())
	for rows.Next() {
		var cells []string
		for _, v := range rows.Values() {
			cells = append(cells, fmt.Sprint(v))
		}
		out.Write(cells)
	}
	out.Flush()
	return rows.Err()
}

// do sends a request that a test may have changed.
func (s *site) do(method, path string, form url.Values, change func(*http.Request)) (status int, body string, header http.Header) {
	s.t.Helper()
	var content io.Reader
	if form != nil {
		content = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, content)
	if err != nil {
		s.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if change != nil {
		change(r)
	}
	response, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, string(got), response.Header
}

func (s *site) get(path string) string {
	s.t.Helper()
	status, body, _ := s.do(http.MethodGet, path, nil, nil)
	if status != http.StatusOK {
		s.t.Errorf("GET %s: status %d", path, status)
	}
	return body
}

var csrfField = regexp.MustCompile(`name="csrf" value="([0-9a-f]+)"`)

// post sends a form as a page of this session does.
func (s *site) post(path string, fields ...string) string {
	s.t.Helper()
	status, body, _ := s.do(http.MethodPost, path, s.form(fields...), nil)
	if status != http.StatusOK {
		s.t.Errorf("POST %s: status %d: %s", path, status, body)
	}
	return body
}

func (s *site) form(fields ...string) url.Values {
	s.t.Helper()
	form := url.Values{"csrf": {csrfField.FindStringSubmatch(s.get("/"))[1]}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return form
}

// pagesOfSite are addresses of every kind.
func pagesOfSite() []string {
	return []string{
		"/", "/?by=month", "/queue", "/queue?month=2024-01", "/queue?month=-2024-01", "/queue?severity=any&year=2023&department=" + url.QueryEscape("区人民政府"), "/queue?year=none", "/queue?code=file-damaged&severity=any",
		"/documents", "/documents?status=failed", "/documents?reason=none", "/pages", "/pages?reader=pdfcpu&why=content", "/indicators?year=none", "/corrections", "/forms", "/forms?kind=none", "/forms?kind=self_evaluation&year=2023",
		longPlan(), longPlan() + "?form=1", longPlan() + "?form=2", longPlan() + "?edit=/indicators/0/target", "/d/" + storetest.SHA256(2),
		"/sql", "/sql?name=unread", "/upload",
	}
}

// longPlan names the plan by all of its hash: those of the tests differ in
// their last digits alone.
func longPlan() string { return "/d/" + storetest.SHA256(0xabcdef) }

func TestEveryPageHasAStrictPolicyAndNoPathOfTheServer(t *testing.T) {
	s := newSite(t, nil)
	inline := regexp.MustCompile(`(?i)<script>|<style|\sstyle=|\son[a-z]+=|https?://|javascript:`)
	for _, language := range []string{"zh", "en"} {
		for _, path := range pagesOfSite() {
			status, body, header := s.do(http.MethodGet, path, nil, func(r *http.Request) { r.Header.Set("Accept-Language", language) })
			if status != http.StatusOK {
				t.Errorf("%s: status %d: %s", path, status, body)
			}
			policy := header.Get("Content-Security-Policy")
			if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: policy %q", path, policy)
			}
			if found := inline.FindString(body); found != "" {
				t.Errorf("%s holds %q", path, found)
			}
			if strings.Contains(body, "secret-folder") {
				t.Errorf("%s names the folder of a file", path)
			}
			if !strings.Contains(body, `lang="`+language) {
				t.Errorf("%s is not in %s", path, language)
			}
		}
	}
}

func TestAnswersOfTheConsoleHideFolders(t *testing.T) {
	s := newSite(t, nil)
	const all = "SELECT d.path, 'x' || p.path AS more FROM document d JOIN document_path p ON p.document_id = d.id"
	for _, got := range []string{s.post("/sql", "sql", all), s.post("/sql/csv", "sql", all)} {
		if strings.Contains(got, "secret-folder") || !strings.Contains(got, "plan.pdf") {
			t.Errorf("the answer is %s", got)
		}
	}
}

func TestAnswersAreDownloadedAsAWorkbookOfTexts(t *testing.T) {
	s := newSite(t, nil)
	_, body, header := s.do(http.MethodPost, "/sql/xlsx", s.form("sql", "SELECT '=1+1' AS a, 2.5 AS b, NULL AS c"), nil)
	if !strings.Contains(header.Get("Content-Disposition"), `filename="answer.xlsx"`) {
		t.Errorf("the download is %q", header.Get("Content-Disposition"))
	}
	f, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	formula, err := f.GetCellFormula(sheet, "A2")
	if err != nil || formula != "" {
		t.Errorf("a text is the formula %q, %v", formula, err)
	}
	for cell, want := range map[string]string{"A1": "a", "A2": "=1+1", "B2": "2.5", "C2": ""} {
		if got, err := f.GetCellValue(sheet, cell); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", cell, got, err, want)
		}
	}
}

func TestTheConsoleTellsWhatIsWrong(t *testing.T) {
	s := newSite(t, nil)
	for sql, want := range map[string]string{
		"DELETE FROM form":                   "Refused",
		"ATTACH DATABASE '/tmp/x' AS x":      "Refused",
		"SELECT 1; SELECT 2":                 "Refused",
		"SELECT nothing":                     "Not valid SQL",
		"SELECT :year":                       "no value",
		"SELECT hex(zeroblob(100)), 7 AS it": "7",
	} {
		if got := s.post("/sql", "sql", sql); !strings.Contains(got, want) {
			t.Errorf("%s: the page lacks %q", sql, want)
		}
	}
	if got := s.post("/sql", "name", "to-check", "set-year", "2023", "sql", "SELECT :year + 1 AS y WHERE :code IS NULL AND :department IS NULL"); !strings.Contains(got, "2024") {
		t.Error("the parameters of a saved query are not set")
	}
}

func TestAQueryThatTakesTooLongIsCutOffAndSaysSo(t *testing.T) {
	const limit = 100 * time.Millisecond
	s := newSite(t, func(c *web.Config) { c.Limits.Timeout = limit })
	const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
	begun := time.Now()
	for _, path := range []string{"/sql", "/sql/csv"} {
		if got := s.post(path, "sql", endless); !strings.Contains(got, "took too long") || !strings.Contains(got, "100ms") {
			t.Errorf("%s: the page does not say that the query was cut off", path)
		}
	}
	const patience = 100 * limit // on a busy machine
	if took := time.Since(begun); took > patience {
		t.Errorf("the queries were answered after %v", took)
	}
	if got := s.post("/sql", "sql", "SELECT 40 + 2"); !strings.Contains(got, "42") {
		t.Error("the next query is not answered")
	}
}

func TestRequestsOfOthersAreRefused(t *testing.T) {
	s := newSite(t, nil)
	form := s.form("author", "王芳", "back", "/")
	for name, c := range map[string]struct {
		method string
		form   url.Values
		change func(*http.Request)
		want   int
	}{
		"as it should be":      {http.MethodPost, form, nil, http.StatusOK},
		"another name":         {http.MethodGet, nil, func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		"another origin":       {http.MethodPost, form, func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, http.StatusForbidden},
		"no origin":            {http.MethodPost, form, func(r *http.Request) { r.Header.Set("Origin", "null") }, http.StatusForbidden},
		"another port":         {http.MethodPost, form, func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:1") }, http.StatusForbidden},
		"another site":         {http.MethodPost, form, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		"without token":        {http.MethodPost, url.Values{"author": {"x"}}, nil, http.StatusForbidden},
		"with a guessed token": {http.MethodPost, url.Values{"csrf": {strings.Repeat("0", 64)}}, nil, http.StatusForbidden},
	} {
		path := "/settings"
		if c.method == http.MethodGet {
			path = "/"
		}
		if status, _, _ := s.do(c.method, path, c.form, c.change); status != c.want {
			t.Errorf("%s: status %d, want %d", name, status, c.want)
		}
	}
	s.client.Jar = nil
	if status, _, _ := s.do(http.MethodPost, "/settings", form, nil); status != http.StatusForbidden {
		t.Errorf("a token without its session: status %d", status)
	}
}

func TestATokenIsShownOnceAndKept(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.Token = "open-sesame" })
	for _, path := range []string{"/", "/?token=", "/?token=guess", longPlan(), "/static/app.js", longPlan() + "/page/1?w=600"} {
		if status, body, _ := s.do(http.MethodGet, path, nil, nil); status != http.StatusUnauthorized || strings.Contains(body, "plan.pdf") {
			t.Errorf("%s without a token: status %d", path, status)
		}
	}
	if body := s.get("/documents?token=open-sesame"); !strings.Contains(body, "plan.pdf") {
		t.Error("the token does not open the documents")
	}
	if body := s.get("/documents"); !strings.Contains(body, "plan.pdf") {
		t.Error("the token is not kept")
	}
}

func TestDocumentsAreKnownByTheirHashesAlone(t *testing.T) {
	s := newSite(t, nil)
	for _, path := range []string{
		"/d/plan.pdf", "/d/" + url.PathEscape(secret+"plan.pdf"), "/d/..%2f..%2fetc%2fpasswd", "/d/abc", "/d/" + strings.Repeat("0", 16), "/d/fffffff",
		longPlan() + "?form=99", longPlan() + "/page/9?w=600", longPlan() + "/page/1?w=601", longPlan() + "/page/x?w=600", longPlan() + "/page/3?w=600",
		"/upload/none", "/upload/none/events", "/sql?name=none", "/static/../server.go", "/none",
	} {
		if status, body, _ := s.do(http.MethodGet, path, nil, nil); status != http.StatusNotFound || strings.Contains(body, "secret-folder") {
			t.Errorf("%s: status %d", path, status)
		}
	}
	if got := s.get(longPlan() + "/page/2?w=900"); got != "page 2, 900 pixels, people false" {
		t.Errorf("the picture is %q", got)
	}
}

func TestACorrectionNeedsAnAuthorAndTheValueThatWasSeen(t *testing.T) {
	s := newSite(t, nil)
	change := []string{"form", "0", "pointer", "/fiscal_year", "value", "2024"}
	if got := s.post(longPlan()+"/correct", change...); !strings.Contains(got, "who you are") {
		t.Error("a correction without an author is not refused")
	}
	s.post("/settings", "author", "王芳", "back", "/")
	if got := s.post(longPlan()+"/correct", append(change, "shown", "1999")...); !strings.Contains(got, "changed since") {
		t.Error("a correction of a value that was not shown is not refused")
	}
	if got := s.post(longPlan()+"/correct", append(change, "value", "soon")...); !strings.Contains(got, "no whole number") {
		t.Error("a text as a year is not refused")
	}
	if got := s.post(longPlan()+"/correct", append(change, "shown", "2023")...); !strings.Contains(got, "2024") || !strings.Contains(got, "compared with the page") {
		t.Error("the page does not show the correction")
	}
	made, err := s.db.Corrections(t.Context(), storetest.SHA256(0xabcdef))
	if err != nil || len(made) != 1 || made[0].By != "王芳" || string(made[0].New) != "2024" || made[0].Status != store.Applied {
		t.Fatalf("corrections %+v, %v", made, err)
	}
	s.post(longPlan()+"/undo", "form", "0", "correction", fmt.Sprint(made[0].ID))
	if made, err = s.db.Corrections(t.Context(), ""); err != nil || made[0].Status != store.Undone || made[0].UndoneBy != "王芳" {
		t.Errorf("after undo %+v, %v", made, err)
	}
	other := "/d/" + storetest.SHA256(2)
	if got := s.post(other+"/undo", "correction", fmt.Sprint(made[0].ID)); !strings.Contains(got, "no such correction") {
		t.Error("a correction is undone on the page of another document")
	}
}

func TestTheQueueHasErrorsFirstAndLosesWhatIsAccepted(t *testing.T) {
	s := newSite(t, nil)
	s.post("/settings", "author", "李明", "back", "/queue")
	body := s.get("/queue?severity=any")
	order := regexp.MustCompile(`badge (error|warning|info)`).FindAllStringSubmatch(body, -1)
	rank := map[string]int{"error": 0, "warning": 1, "info": 2}
	for i := 1; i < len(order); i++ {
		if rank[order[i-1][1]] > rank[order[i][1]] {
			t.Errorf("an issue of %s stands before one of %s", order[i-1][1], order[i][1])
		}
	}
	doc, err := s.db.Get(t.Context(), storetest.SHA256(0xabcdef))
	if err != nil {
		t.Fatal(err)
	}
	issue := doc.Records[0].Issues[0]
	shown := html.EscapeString(issue.Message)
	if !strings.Contains(body, shown) {
		t.Fatalf("the queue lacks %q", issue.Message)
	}
	body = s.post("/queue/accept?severity=any", "document", storetest.SHA256(0xabcdef), "form", "0", "pointer", issue.Path, "accept", "1")
	if strings.Contains(body, shown) {
		t.Errorf("%q was accepted and is still open", issue.Message)
	}
	undo := regexp.MustCompile(`name="correction" value="(\d+)"`).FindStringSubmatch(body)
	if undo == nil {
		t.Fatal("what was accepted cannot be undone")
	}
	if body = s.post("/queue/undo?severity=any", "correction", undo[1]); !strings.Contains(body, shown) {
		t.Errorf("after undo %q is not open", issue.Message)
	}
}
