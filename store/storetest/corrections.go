package storetest

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

// change is a correction of the first form of document 1, by JSON.
func change(pointer, value string) store.Change {
	return store.Change{SHA256: SHA256(1), Pointer: pointer, New: json.RawMessage(value), By: "王芳", Why: "page 1", At: at}
}

func accept(pointer string) store.Change {
	c := change(pointer, "null")
	c.Accept = true
	return c
}

func (s suite) correct(t *testing.T, changes ...store.Change) (made []store.Correction) {
	t.Helper()
	for _, c := range changes {
		m, err := s.Correct(t.Context(), c)
		if err != nil {
			t.Fatalf("%s: %v", c.Pointer, err)
		}
		made = append(made, m)
	}
	return made
}

func (s suite) undo(t *testing.T, id int64) {
	t.Helper()
	if _, err := s.Undo(t.Context(), id, "李明"); err != nil {
		t.Fatal(err)
	}
}

// get returns document 1.
func (s suite) get(t *testing.T) store.Document {
	t.Helper()
	doc, err := s.Get(t.Context(), SHA256(1))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// wantStatuses checks the statuses of all corrections, in their order.
func (s suite) wantStatuses(t *testing.T, want ...store.CorrectionStatus) {
	t.Helper()
	corrections, err := s.Corrections(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	var got []store.CorrectionStatus
	for _, c := range corrections {
		got = append(got, c.Status)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses differ (-want +got):\n%s", diff)
	}
}

func codes(issues []normalize.Issue) (codes []string) {
	for _, issue := range issues {
		codes = append(codes, issue.Code+" "+issue.Path)
	}
	return codes
}

func correctedComesBack(t *testing.T, s suite) {
	read := Plan("a.pdf", 1)
	s.put(t, read)
	s.correct(t,
		change("/project", `"政务外网"`),
		change("/fiscal_year", `2024`),
		change("/unit", `null`),
		change("/header/联系电话", `"-"`),
		change("/funds/0/amount", `45.000002`),
		change("/funds/1/amount", `0`),
		change("/goals/1/text", `"长期"`),
		change("/indicators/0/weight", `12.5`),
		change("/indicators/1/level2", `"数量指标"`),
	)
	got := s.get(t)
	want := Plan("a.pdf", 1)
	r := &want.Records[0]
	r.Project, r.FiscalYear, r.Unit, r.Header["联系电话"] = "政务外网", 2024, "", "-"
	r.Funds[0].Amount, r.Funds[1].Amount = new(normalize.Amount(45_000_002)), new(normalize.Amount(0))
	r.Goals[1].Text, r.Indicators[0].Weight, r.Indicators[1].Level2 = "长期", new(12.5), "数量指标"
	r.Evidence["/funds/0/amount"] = normalize.Place{Page: 1, Box: r.Evidence["/funds/0/amount"].Box, Confidence: new(1.0), Raw: r.Evidence["/funds/0/amount"].Raw}
	r.Issues = got.Records[0].Issues // another test
	if diff := cmp.Diff(want.Records, got.Records); diff != "" {
		t.Errorf("records differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&read.Records[0], got.Reading(0)); diff != "" {
		t.Errorf("what was read differs (-want +got):\n%s", diff)
	}
	if len(got.Corrections) != 9 || !got.Corrected(0, "/funds/0") || got.Corrected(0, "/goals/0") || got.Corrected(1, "/project") {
		t.Errorf("corrections: %+v", got.Corrections)
	}
	first := store.Correction{
		ID: got.Corrections[0].ID, SHA256: SHA256(1), Pointer: "/project", By: "王芳", Why: "page 1", At: at, Status: store.Applied,
		Old: json.RawMessage(`"电子政务外网网络服务专项经费"`), New: json.RawMessage(`"政务外网"`), Anchor: got.Corrections[0].Anchor,
	}
	if diff := cmp.Diff(first, got.Corrections[0]); diff != "" {
		t.Errorf("the first correction differs (-want +got):\n%s", diff)
	}

	// What Get returned can be put: it is what was read.
	got.Version = "2"
	s.put(t, got)
	if diff := cmp.Diff(got, s.get(t)); diff != "" {
		t.Errorf("after putting what came back (-want +got):\n%s", diff)
	}
}

func targetIsReadAnew(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	s.correct(t, change("/indicators/1/target", `"不低于95.5%"`))
	n := s.get(t).Records[0].Indicators[1]
	want := normalize.Indicator{
		Scope: normalize.Annual, Level1: "产出指标", Level2: "其他指标", Level3: "培训人次",
		Target: "不低于95.5%", Op: normalize.AtLeast, Value: normalize.Value{95.5}, Unit: new("%"),
	}
	if diff := cmp.Diff(want, n); diff != "" {
		t.Errorf("indicator differs (-want +got):\n%s", diff)
	}
	// What a person says it states goes before what is read from it.
	s.correct(t, change("/indicators/1/op", `"~"`), change("/indicators/1/value", `[90, 99]`))
	n = s.get(t).Records[0].Indicators[1]
	if n.Op != normalize.About || !slices.Equal(n.Value, normalize.Value{90, 99}) || *n.Unit != "%" {
		t.Errorf("%s %v %q", n.Op, n.Value, *n.Unit)
	}
	s.correct(t, change("/indicators/1/target", `"明显提升"`), change("/indicators/1/op", `null`))
	if n = s.get(t).Records[0].Indicators[1]; n.Op != "" || n.Value != nil || n.Unit != nil {
		t.Errorf("%q %v %v; want none", n.Op, n.Value, n.Unit)
	}
}

func lastCorrectionCounts(t *testing.T, s suite) {
	read := Plan("a.pdf", 1)
	s.put(t, read)
	made := s.correct(t, change("/project", `"一"`), change("/project", `"二"`), change("/title", `"题"`))
	s.wantStatuses(t, store.Replaced, store.Applied, store.Applied)
	s.undo(t, made[1].ID)
	s.wantStatuses(t, store.Applied, store.Undone, store.Applied)
	if got := s.get(t).Records[0].Project; got != "一" {
		t.Errorf("after undoing the second: %q", got)
	}
	s.undo(t, made[0].ID)
	s.undo(t, made[2].ID)
	s.want(t, read)
	if _, err := s.Undo(t.Context(), made[0].ID, "李明"); !errors.Is(err, store.ErrNoCorrection) {
		t.Errorf("undone twice: %v", err)
	}
	history, err := s.Corrections(t.Context(), SHA256(1))
	if err != nil || len(history) != 3 || history[0].UndoneBy != "李明" || history[0].UndoneAt.IsZero() {
		t.Errorf("history: %+v, %v", history, err)
	}
}

func correctionsSurviveReadings(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	s.correct(t,
		change("/project", `"政务外网"`),
		change("/goals/0/text", `"改了"`),
		change("/indicators/0/target", `"<0.5%"`),
		change("/indicators/1/weight", `7`),
	)
	newer := Plan("a.pdf", 1)
	newer.Version = "2"
	r := &newer.Records[0]
	r.Project = "政务外网"       // says so itself by now
	r.Goals[0].Text = "读法不同" // neither the old nor the new
	r.Indicators = slices.Insert(r.Indicators, 1, normalize.Indicator{Scope: normalize.Annual, Level3: "另一行", Target: "50～60"})
	s.put(t, newer)
	got := s.get(t)
	n := got.Records[0].Indicators
	if got.Records[0].Project != "政务外网" || got.Records[0].Goals[0].Text != "读法不同" || n[0].Target != "<0.5%" || n[0].Value[0] != 0.5 {
		t.Errorf("%+v", got.Records[0])
	}
	if n[1].Weight != nil || n[2].Weight == nil || *n[2].Weight != 7 || got.Corrections[3].Pointer != "/indicators/2/weight" {
		t.Errorf("a correction does not follow its row: %+v, %+v", n, got.Corrections[3])
	}
	s.wantStatuses(t, store.Applied, store.Stale, store.Applied, store.Applied)

	// Which of two rows of one name is meant, nobody knows.
	newer.Records[0].Indicators[0].Level3, newer.Records[0].Indicators[1].Level3 = "培训人次", "培训人次"
	newer.Records[0].Indicators[2].Level3 = "参训人次"
	s.put(t, newer)
	s.wantStatuses(t, store.Applied, store.Stale, store.Stale, store.Stale)

	// And back.
	s.put(t, Plan("a.pdf", 1))
	s.wantStatuses(t, store.Applied, store.Applied, store.Applied, store.Applied)
}

func staleIsReported(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	made := s.correct(t, change("/goals/0/text", `"改了"`))
	newer := Plan("a.pdf", 1)
	newer.Version, newer.Records[0].Goals[0].Text = "2", "读法不同"
	s.put(t, newer)
	s.wantStatuses(t, store.Stale)
	doc := s.get(t)
	if issues := doc.Records[0].Issues; !slices.Contains(codes(issues), store.CodeStale+" /goals/0/text") {
		t.Errorf("issues: %v", codes(issues))
	}
	s.put(t, doc) // what came back: no second issue
	if diff := cmp.Diff(doc, s.get(t)); diff != "" {
		t.Errorf("after putting it again (-want +got):\n%s", diff)
	}
	s.correct(t, change("/goals/0/text", `"再改"`))
	s.wantStatuses(t, store.Replaced, store.Applied)
	if r := s.get(t).Records[0]; r.Goals[0].Text != "再改" || slices.Contains(codes(r.Issues), store.CodeStale+" /goals/0/text") {
		t.Errorf("corrected again: %q, %v", r.Goals[0].Text, codes(r.Issues))
	}

	// Back to the older reading.
	s.put(t, Plan("a.pdf", 1))
	s.wantStatuses(t, store.Replaced, store.Stale)
	s.undo(t, made[0].ID)
	s.wantStatuses(t, store.Undone, store.Stale)
}

func orphanIsReported(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	made := s.correct(t, change("/project", `"政务外网"`))
	gone := NoForms("a.pdf", 1)
	gone.Version = "2"
	s.put(t, gone)
	s.wantStatuses(t, store.Stale)
	if got := codes(s.get(t).Issues); !slices.Contains(got, store.CodeStale+" /project") {
		t.Errorf("issues of the file: %v", got)
	}
	s.put(t, Plan("a.pdf", 1))
	s.wantStatuses(t, store.Applied)
	if got := codes(s.get(t).Issues); slices.Contains(got, store.CodeStale+" /project") {
		t.Errorf("issues of the file, once it is read again: %v", got)
	}
	s.put(t, gone)
	s.undo(t, made[0].ID)
	s.want(t, gone)
}

func issuesFollowCorrections(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	doc.Records[0].Issues = append(doc.Records[0].Issues, normalize.Check(&doc.Records[0])...)
	s.put(t, doc)
	before := codes(s.get(t).Records[0].Issues)
	has := func(issue string, want bool) {
		t.Helper()
		if got := codes(s.get(t).Records[0].Issues); slices.Contains(got, issue) != want {
			t.Errorf("%s: %v; want %v in %v", issue, !want, want, got)
		}
	}
	// One that the reader has: a correction of the value closes it.
	level := s.correct(t, change("/indicators/1/level2", `"数量指标"`))[0]
	has("level-unknown /indicators/1/level2", false)
	s.undo(t, level.ID)
	has("level-unknown /indicators/1/level2", true)
	s.correct(t, accept("/indicators/1/level2"))
	has("level-unknown /indicators/1/level2", false)
	has("funds-sum /funds/0", true) // of another place

	// One that a rule finds comes with a value and goes with a better one.
	s.correct(t, change("/indicators/0/target", `"≥120%"`))
	has("percent-over-100 /indicators/0/target", true)
	s.correct(t, change("/indicators/0/target", `"≥120%"`)) // the same: it is meant
	has("percent-over-100 /indicators/0/target", false)
	s.correct(t, change("/indicators/0/target", `""`))
	has("target-empty /indicators/0/target", true)

	corrections, err := s.Corrections(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range corrections {
		if c.Status != store.Undone {
			s.undo(t, c.ID)
		}
	}
	if diff := cmp.Diff(before, codes(s.get(t).Records[0].Issues)); diff != "" {
		t.Errorf("issues after undoing all (-want +got):\n%s", diff)
	}
}

func acceptedRow(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	doc.Records[0].Issues = append(doc.Records[0].Issues,
		normalize.Issue{Code: "row-uncertain", Severity: normalize.Warning, Path: "/indicators/1"},
		normalize.Issue{Code: "table-cut", Severity: normalize.Warning, Path: "/indicators/-"},
	)
	s.put(t, doc)
	s.correct(t, accept("/indicators/1"), accept("/indicators/-"))
	got := codes(s.get(t).Records[0].Issues)
	for _, closed := range []string{"row-uncertain /indicators/1", "level-unknown /indicators/1/level2", "table-cut /indicators/-"} {
		if slices.Contains(got, closed) {
			t.Errorf("%s is still there: %v", closed, got)
		}
	}
	if _, err := s.Correct(t.Context(), accept("/indicators/1")); !errors.Is(err, store.ErrSame) {
		t.Errorf("accepted twice: %v", err)
	}

	doc.Version, doc.Records[0].Indicators[1].Actual = "2", "另读"
	s.put(t, doc)
	s.wantStatuses(t, store.Stale, store.Applied)
}

func impossibleCorrections(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	s.put(t, doc)
	var pointer *store.PointerError
	for place, value := range map[string]string{
		"/indicators/9/target": `"x"`, "/indicators/-/target": `"x"`, "/indicators": `[]`, "/indicators/0": `{}`, "": `{}`,
		"project": `"x"`, "/projekt": `"x"`, "/source/file": `"x"`, "/issues/0/code": `"x"`, "/evidence/~1project/page": `1`,
		"/fiscal_year": `"2024"`, "/project": `1`, "/indicators/0/weight": `"ten"`, "/funds/0/amount": `1.23456789`,
		"/indicators/0/op": `"≥"`, "/funds/0/scope": `null`, "/goals/0/number": `1.5`, "/indicators/01/target": `"x"`, "/form": `"other"`,
	} {
		if _, err := s.Correct(t.Context(), change(place, value)); !errors.As(err, &pointer) {
			t.Errorf("%s to %s: %v; want a PointerError", place, value, err)
		}
	}
	for _, place := range []string{"/indicators/9", "/goals/-", "/nothing", ""} {
		if _, err := s.Correct(t.Context(), accept(place)); !errors.As(err, &pointer) {
			t.Errorf("accept %q: %v; want a PointerError", place, err)
		}
	}
	absent, noForm, nobody, noReason := change("/project", `"x"`), change("/project", `"x"`), change("/project", `"x"`), change("/project", `"x"`)
	absent.SHA256, noForm.Form, nobody.By, noReason.Why = SHA256(9), 7, "", ""
	if _, err := s.Correct(t.Context(), absent); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another document: %v", err)
	}
	if _, err := s.Correct(t.Context(), noForm); !errors.Is(err, store.ErrNoForm) {
		t.Errorf("another form: %v", err)
	}
	for _, c := range []store.Change{nobody, noReason} {
		if _, err := s.Correct(t.Context(), c); err == nil {
			t.Error("corrected by nobody, or without a reason")
		}
	}
	if _, err := s.Undo(t.Context(), 99, "李明"); !errors.Is(err, store.ErrNoCorrection) {
		t.Errorf("undo of nothing: %v", err)
	}
	s.want(t, doc)
	s.wantStatuses(t)
}

func correctionsOfWhatWasSeen(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	seen := change("/funds/0/amount", `46`)
	seen.Shown = json.RawMessage(`45.000001`)
	s.correct(t, seen)
	if _, err := s.Correct(t.Context(), seen); !errors.Is(err, store.ErrSame) {
		t.Errorf("made twice: %v; want ErrSame", err)
	}
	other := seen
	other.New = json.RawMessage(`47`)
	var changed *store.ChangedError
	if _, err := s.Correct(t.Context(), other); !errors.As(err, &changed) || string(changed.Shown) != "46" {
		t.Errorf("another value by now: %v; want a ChangedError", err)
	}
	s.wantStatuses(t, store.Applied)
}

func documentsAreFound(t *testing.T, s suite) {
	long := func(n int) string { return SHA256(n) }
	a, b := Plan("a.pdf", 1), Plan("b.pdf", 2)
	a.SHA256 = "abcdef1" + long(1)[7:]
	for i := range a.Records {
		a.Records[i].Source.SHA256 = a.SHA256
	}
	s.put(t, a, b, Plan("c.pdf", 3))
	for name, want := range map[string]string{"a.pdf": a.SHA256, "abcdef": a.SHA256, a.SHA256: a.SHA256, "b.pdf": b.SHA256, SHA256(2): b.SHA256} {
		if got, err := s.Find(t.Context(), name); got != want || err != nil {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	for name, want := range map[string]error{"d.pdf": store.ErrNotFound, "abcde": store.ErrNotFound, "abcdee": store.ErrNotFound, "000000": store.ErrAmbiguous, "": store.ErrNotFound} {
		if _, err := s.Find(t.Context(), name); !errors.Is(err, want) {
			t.Errorf("%q: %v; want %v", name, err, want)
		}
	}
	var paths []string
	if err := s.Documents(t.Context(), func(d *store.Document) error { paths = append(paths, d.Paths[0]); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.pdf", "b.pdf", "c.pdf"}, paths); diff != "" {
		t.Errorf("documents differ (-want +got):\n%s", diff)
	}
	stop := errors.New("stop")
	if err := s.Documents(t.Context(), func(*store.Document) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
}
