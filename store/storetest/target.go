package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

// query returns all rows of a query.
func (s suite) query(t *testing.T, query string) (rows [][]any) {
	t.Helper()
	result, err := s.sql.Query(t.Context(), query, store.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	for result.Next() {
		rows = append(rows, result.Values())
	}
	if err := result.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func targetRows(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1), NoForms("b.pdf", 2))
	for _, test := range []struct {
		columns string
		want    [][]any
	}{
		{
			"path, ordinal, kind, fiscal_year",
			[][]any{
				{"a.pdf", int64(0), "project_target", int64(2023)},
				{"a.pdf", int64(1), "project_target", int64(2023)},
				{"a.pdf", int64(0), "self_evaluation", nil},
			},
		},
		{
			"department, unit, project, title",
			[][]any{
				{"区人民政府", "区人民政府办公室本级", "电子政务外网网络服务专项经费", "2023年部门项目支出绩效目标表"},
				{"区人民政府", "区人民政府办公室本级", "电子政务外网网络服务专项经费", "2023年部门项目支出绩效目标表"},
				{"区财政局", nil, nil, "部门整体支出绩效自评表"},
			},
		},
		{ // the self-evaluation prints 全年预算数 beside 年初预算数
			"annual_total_fen, annual_total_wan",
			[][]any{{int64(45_000_001), 45.000001}, {int64(45_000_001), 45.000001}, {int64(120_000_000), 120.0}},
		},
		{
			"scope, level1, level2, level3, number, target",
			[][]any{
				{"annual", "产出指标", "质量指标", "网络丢包率", int64(2), "丢包率<0.3%"},
				{"annual", "产出指标", "其他指标", "培训人次", nil, "50～60"},
				{"annual", nil, nil, "群众满意度", nil, "较满意"},
			},
		},
		{
			"op, value_low, value_high, unit_of_value",
			[][]any{{"<", 0.3, nil, "%"}, {"range", 50.0, 60.0, ""}, {nil, nil, nil, nil}},
		},
		{
			"weight, actual, score",
			[][]any{{10.0, nil, nil}, {nil, nil, nil}, {10.0, "满意", 9.5}},
		},
		{ // the form of the last one begins on page 1
			"open_issues, page",
			[][]any{{int64(0), int64(1)}, {int64(1), int64(1)}, {int64(0), int64(2)}},
		},
	} {
		got := s.query(t, "SELECT "+test.columns+" FROM target ORDER BY form_id, ordinal")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s differ (-want +got):\n%s", test.columns, diff)
		}
	}
}

func targetActual(t *testing.T, s suite) {
	want := map[string]any{
		"95%": 95.0, "1,200人次": 1200.0, "12,345.5万元": 12345.5, "1,200,000元": 1200000.0, "12人，3,000元": 12.0,
		"3、6月": 3.0, "1,2号楼": 1.0, "提升": nil, "约95%": nil,
	}
	doc := Plan("a.pdf", 1)
	doc.Records = doc.Records[1:]
	r := &doc.Records[0]
	r.Indicators = nil
	for actual := range want {
		r.Indicators = append(r.Indicators, normalize.Indicator{Scope: normalize.Annual, Level3: actual, Actual: actual})
	}
	s.put(t, doc)
	for _, row := range s.query(t, "SELECT actual, actual_value FROM target") {
		if actual := row[0].(string); row[1] != want[actual] {
			t.Errorf("%s is read as %v, want %v", actual, row[1], want[actual])
		}
	}
}

func targetSuperseded(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1), Plan("a.pdf", 2), Plan("b.pdf", 3))
	got := s.query(t, `SELECT t.path, d.sha256, count(*) FROM target t
		JOIN form f ON f.id = t.form_id JOIN document d ON d.id = f.document_id
		GROUP BY t.path, d.sha256 ORDER BY t.path`)
	want := [][]any{{"a.pdf", SHA256(2), int64(3)}, {"b.pdf", SHA256(3), int64(3)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("documents differ (-want +got):\n%s", diff)
	}
}
