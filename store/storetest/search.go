package storetest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

// found searches and returns "kind field text" of each hit.
func (s suite) found(t *testing.T, words string) (hits []store.Hit, texts []string) {
	t.Helper()
	err := s.Search(t.Context(), store.ParseQuery(words), func(h *store.Hit) error {
		hits = append(hits, *h)
		texts = append(texts, fmt.Sprintf("%s %s %s", h.Kind, h.Field, h.Text))
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	return hits, texts
}

func searchFinds(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	const (
		project = "form project 电子政务外网网络服务专项经费"
		goal    = "goal text 保证各级党政机关网络正常运行。"
		loss    = "indicator level3 网络丢包率"
		target  = "indicator target 丢包率<0.3%"
		people  = "indicator level3 培训人次"
	)
	for words, want := range map[string][]string{
		"包":          {loss},
		"丢包":         {loss},
		"丢包率":        {loss},
		"网络":         {project, goal, loss},
		"网络 运行":      {goal},
		"运行 网络 2023": {goal},
		"运行 网络 2024": nil,
		"区人民政府 培训":   {people},
		"产出指标 质量 丢包": {loss},
		"２０２３ 人次":    {people},
		"0.3":        {target},
		"<0.3%":      {target},
		">0.3%":      nil,
		"50～60":      {"indicator target 50～60"},
		"50~60":      {"indicator target 50～60"},
		"区财政局":       {"form department 区财政局"},
		"络服":         {project},
		"率丢":         nil, // across two fields
		`"网络 丢包"`:    {loss},
		`网络" OR "运行`: nil, // OR is a word
		"运行 NOT 网络":  nil,
		"丢*":         nil,
		"level3:丢包":  nil,
		"'; DROP --": nil,
		"张三":         nil, // personal data are not searched
	} {
		_, got := s.found(t, words)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", words, diff)
		}
	}
	hits, _ := s.found(t, "丢包率 网")
	want := []store.Hit{{
		Kind: "indicator", SHA256: SHA256(1), Path: "a.pdf", Page: 1, Pointer: "/indicators/0/level3", Field: "level3",
		Text: "网络丢包率", Marks: [][2]int{{0, 3}, {6, 15}}, Project: "电子政务外网网络服务专项经费",
		Department: "区人民政府", Unit: "区人民政府办公室本级", Year: 2023, Indicator: "网络丢包率", Target: "丢包率<0.3%",
	}}
	if diff := cmp.Diff(want, hits); diff != "" {
		t.Errorf("hit differs (-want +got):\n%s", diff)
	}
	for _, nothing := range []string{"", " ", "≥ ，。"} {
		if err := s.Search(t.Context(), store.ParseQuery(nothing), func(*store.Hit) error { return nil }); !errors.Is(err, store.ErrNoWord) {
			t.Errorf("%q: %v; want ErrNoWord", nothing, err)
		}
	}
	stop := errors.New("stop")
	if err := s.Search(t.Context(), store.ParseQuery("网"), func(*store.Hit) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
}

func searchFollowsWhatIsStored(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	made := s.correct(t, change("/indicators/1/level3", `"参训人次"`), change("/project", `"水库大坝"`))
	count := func(words string, want int) []store.Hit {
		t.Helper()
		hits, _ := s.found(t, words)
		if len(hits) != want {
			t.Errorf("%s: %d hits; want %d", words, len(hits), want)
		}
		return hits
	}
	if hits := count("参训", 1); len(hits) > 0 && !hits[0].Corrected {
		t.Error("a corrected value is not marked so")
	}
	count("培训人次", 0)
	count("水库 参训", 1)
	s.undo(t, made[0].ID)
	count("参训", 0)
	count("培训人次", 1)

	newer := Plan("a.pdf", 1)
	newer.Version, newer.Records[0].Indicators[0].Level3 = "2", "时延"
	s.put(t, newer)
	count("网络丢包率", 0)
	count("时延", 1)
	s.put(t, Plan("a.pdf", 2)) // supersedes it
	count("时延", 0)
	count("丢包率", 1)
}

// years are the plans of a project in three years.
func years() []store.Document {
	plan := func(n, year int, project string, fen normalize.Amount, indicators ...normalize.Indicator) store.Document {
		doc := Plan(fmt.Sprintf("%d-%d.pdf", year, n), n)
		doc.Records = doc.Records[:1]
		r := &doc.Records[0]
		r.FiscalYear, r.Project, r.Indicators = year, project, indicators
		r.Funds[0].Amount = &fen
		r.Evidence = nil
		r.Issues = nil
		return doc
	}
	indicator := func(name, target string) normalize.Indicator {
		read := normalize.ReadTarget(target, name, "")
		return normalize.Indicator{Scope: normalize.Annual, Level2: "质量指标", Level3: name, Target: target, Op: read.Op, Value: read.Value, Unit: read.Unit}
	}
	return []store.Document{
		plan(1, 2022, "2022年网络服务（一期）", 100_000_000, indicator("丢包率", "<0.3%"), indicator("满意度", "≥90%"), indicator("带宽", "100兆")),
		plan(2, 2023, "网络服务(一期)", 150_000_000, indicator("丢包率", "<0.2%"), indicator("满意度", "90%以上"), indicator("时延", "较低")),
		plan(3, 2025, "网络服务（一期） 2025年度", 120_000_000, indicator("丢包率", "<0.2%"), indicator("满意度", "90%以上"), indicator("时延", "很低")),
		plan(4, 2025, "网络服务（二期）", 1_000_000, indicator("丢包率", "<0.2%")),
	}
}

func projectYears(t *testing.T, s suite) {
	s.put(t, years()...)
	got := s.query(t, `SELECT fiscal_year, previous_year, annual_total_wan, total_change_wan, indicators,
		indicators_added, indicators_dropped, targets_changed, forms FROM project_year ORDER BY project_key, fiscal_year`)
	want := [][]any{
		{int64(2022), nil, 100.0, nil, int64(3), nil, nil, nil, int64(1)},
		{int64(2023), int64(2022), 150.0, 50.0, int64(3), int64(1), int64(1), int64(1), int64(1)},
		{int64(2025), int64(2023), 120.0, -30.0, int64(3), int64(0), int64(0), int64(1), int64(1)},
		{int64(2025), nil, 1.0, nil, int64(1), nil, nil, nil, int64(1)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("project_year differs (-want +got):\n%s", diff)
	}
	got = s.query(t, `SELECT fiscal_year, change, level3, previous_target, target, value_change FROM target_change
		ORDER BY fiscal_year, change, level3`)
	want = [][]any{
		{int64(2023), "added", "时延", nil, "较低", nil},
		{int64(2023), "changed", "丢包率", "<0.3%", "<0.2%", -0.1},
		{int64(2023), "dropped", "带宽", "100兆", nil, nil},
		{int64(2025), "changed", "时延", "较低", "很低", nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("target_change differs (-want +got):\n%s", diff)
	}
}

func qualityRows(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1), NoForms("b.pdf", 2), Unreadable("c.pdf"))
	for _, test := range []struct {
		columns string
		want    [][]any
	}{
		{
			"path, status, reason_code, form, kind",
			[][]any{
				{"a.pdf", "read", nil, int64(0), "project_target"},
				{"a.pdf", "read", nil, int64(1), "self_evaluation"},
				{"a.pdf", "read", nil, int64(2), nil},
				{"b.pdf", "no-form", "no-text", nil, nil},
				{"c.pdf", "failed", "unreadable", nil, nil},
			},
		},
		{
			"rung, cells, lowest_confidence, indicators",
			[][]any{
				{"fast", int64(5), 0.875, int64(2)},
				{"fast", int64(1), nil, int64(1)},
				{"pdfcpu", int64(0), nil, int64(0)},
				{nil, int64(0), nil, nil},
				{nil, int64(0), nil, nil},
			},
		},
		{
			"errors, warnings, infos",
			[][]any{
				{int64(0), int64(1), int64(1)},
				{int64(0), int64(0), int64(0)},
				{int64(1), int64(0), int64(0)},
				{int64(0), int64(0), int64(0)},
				{int64(0), int64(0), int64(0)},
			},
		},
		{
			"no_satisfaction, unmeasurable, weights, weights_off",
			[][]any{
				{int64(1), int64(0), 10.0, int64(1)},
				{int64(0), int64(1), 10.0, int64(1)},
				{int64(0), int64(0), nil, int64(0)},
				{nil, int64(0), nil, int64(0)},
				{nil, int64(0), nil, int64(0)},
			},
		},
	} {
		got := s.query(t, "SELECT "+test.columns+" FROM quality ORDER BY path, form")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s differ (-want +got):\n%s", test.columns, diff)
		}
	}
}

func viewsShowCorrections(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1))
	s.correct(t, change("/indicators/0/target", `"<0.1%"`), change("/indicators/0/weight", `100`), accept("/indicators/1/level2"))
	got := s.query(t, "SELECT target, value_low, weight, open_issues, corrected FROM target WHERE kind = 'project_target' ORDER BY ordinal")
	want := [][]any{{"<0.1%", 0.1, 100.0, int64(0), int64(1)}, {"50～60", 50.0, nil, int64(0), int64(0)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("target differs (-want +got):\n%s", diff)
	}
	got = s.query(t, "SELECT corrections, stale_corrections, weights_off FROM quality WHERE form = 0")
	if diff := cmp.Diff([][]any{{int64(3), int64(0), int64(0)}}, got); diff != "" {
		t.Errorf("quality differs (-want +got):\n%s", diff)
	}
	s.correct(t, change("/fiscal_year", `2024`))
	got = s.query(t, "SELECT fiscal_year, corrected FROM target WHERE kind = 'project_target'")
	if diff := cmp.Diff([][]any{{int64(2024), int64(1)}, {int64(2024), int64(1)}}, got); diff != "" {
		t.Errorf("target differs (-want +got):\n%s", diff)
	}
}
