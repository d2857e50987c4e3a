package sqlite

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/storetest"
)

// searchable is a database of documents with 60 indicators each, whose names
// are made of words that forms are made of: one character in five hundred is
// nearly all of them.
func searchable(tb testing.TB, documents int) *Reader {
	tb.Helper()
	words := []string{
		"完成", "及时", "合格", "覆盖", "满意", "群众", "服务", "对象", "设备", "维护", "培训", "人次", "工程", "验收", "水库", "道路",
		"养护", "绿化", "面积", "资金", "拨付", "使用", "项目", "质量", "安全", "生产", "宣传", "活动", "场次", "补助", "发放", "标准",
	}
	random := rand.New(rand.NewPCG(1, 2))
	name := func(n int) (text string) {
		for range n {
			text += words[random.IntN(len(words))]
		}
		return text
	}
	path := filepath.Join(tb.TempDir(), "a.db")
	s := open(tb, path)
	for n := range documents {
		doc := storetest.Usual(n)
		for i := range doc.Records {
			r := &doc.Records[i]
			r.Project, r.Evidence = name(4)+"项目", nil
			r.Indicators = append([]normalize.Indicator(nil), r.Indicators...)
			for k := range r.Indicators {
				r.Indicators[k].Level3 = name(3) + "率"
				r.Indicators[k].Target = fmt.Sprintf("≥%d%%", random.IntN(100))
			}
		}
		if err := s.Put(tb.Context(), doc); err != nil {
			tb.Fatal(err)
		}
	}
	return openReader(tb, path)
}

// BenchmarkSearch searches 102,000 indicators.
func BenchmarkSearch(b *testing.B) {
	r := searchable(b, 1700)
	enough := errors.New("enough")
	for _, words := range []string{"率", "水库", "水库 满意", "水库养护", "服务对象满意率", "水库 道路 绿化 2023", "不存在", "项目 安全 生产", "≥99%", ">99%"} {
		b.Run(words, func(b *testing.B) {
			hits := 0
			for b.Loop() {
				hits = 0
				err := r.Search(b.Context(), store.ParseQuery(words), func(*store.Hit) error {
					if hits++; hits > 100 {
						return enough
					}
					return nil
				})
				if err != nil && !errors.Is(err, enough) {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
}

func TestMigrationIndexesWhatIsStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	if err := s.Put(t.Context(), storetest.Plan("a.pdf", 1)); err != nil {
		t.Fatal(err)
	}
	// As a program without the index and the keys would leave it.
	exec(t, s.db, `DELETE FROM search_index; UPDATE form SET project_key = NULL, unit_key = NULL; UPDATE indicator SET name_key = NULL`)
	count := func() (hits int) {
		if err := s.Search(t.Context(), store.ParseQuery("网络"), func(*store.Hit) error { hits++; return nil }); err != nil {
			t.Fatal(err)
		}
		return hits
	}
	if n := count(); n != 0 {
		t.Fatalf("%d hits without an index", n)
	}
	exec(t, s.db, backfill(t))
	if n := count(); n != 3 {
		t.Errorf("%d hits; want 3", n)
	}
	var project, unit, name string
	err := s.db.QueryRow(`SELECT project_key, unit_key, name_key FROM form f JOIN indicator i ON i.form_id = f.id ORDER BY f.ordinal, i.ordinal`).Scan(&project, &unit, &name)
	if err != nil || project != "电子政务外网网络服务专项经费" || unit != "区人民政府办公室本级" || name != "网络丢包率" {
		t.Errorf("keys %q %q %q, %v", project, unit, name, err)
	}
}

// backfill are the statements of the migrations that fill in what rows that
// were stored before lack.
func backfill(t *testing.T) (script string) {
	t.Helper()
	text := string(readMigration(t, "0003_corrections.sql"))
	for _, statement := range regexp.MustCompile(`(?ms)^(?:UPDATE|INSERT) .*?;$`).FindAllString(text, -1) {
		script += statement + "\n"
	}
	if strings.Count(script, ";") != 5 {
		t.Fatalf("5 statements were expected:\n%s", script)
	}
	return script
}
