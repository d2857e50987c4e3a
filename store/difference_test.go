package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

// rows is a document of one form with an indicator for each pair of a name and
// a target.
func rows(pairs ...string) *store.Document {
	r := normalize.Record{Form: normalize.ProjectTarget, Title: "项目支出绩效目标表", Project: "水库养护"}
	for i := 0; i < len(pairs); i += 2 {
		r.Indicators = append(r.Indicators, normalize.Indicator{Scope: normalize.Annual, Level3: pairs[i], Target: pairs[i+1]})
	}
	return &store.Document{Records: []normalize.Record{r}}
}

func with(doc *store.Document, change func(*normalize.Record)) *store.Document {
	change(&doc.Records[0])
	return doc
}

func TestDifferencesAreThoseOfValues(t *testing.T) {
	amount := func(fen normalize.Amount) *normalize.Amount { return &fen }
	numbered := 1
	for _, c := range []struct {
		name         string
		older, newer *store.Document
		want         []string
	}{
		{"none", rows("养护", "3座"), rows("养护", "3座"), nil},
		{
			"another target",
			rows("养护", "3座", "巡查", "12次"), rows("养护", "8座", "巡查", "12次"),
			[]string{`0 /indicators/0/target changed "3座" "8座"`},
		},
		{
			"a row more before the others",
			rows("养护", "3座", "巡查", "12次"), rows("及时率", "95%", "养护", "3座", "巡查", "13次"),
			[]string{
				`0 /indicators/0/level3 added "" "及时率"`,
				`0 /indicators/0/scope added "" "annual"`,
				`0 /indicators/0/target added "" "95%"`,
				`0 /indicators/2/target changed "12次" "13次"`,
			},
		},
		{
			"a row less",
			rows("养护", "3座", "巡查", "12次"), rows("巡查", "12次"),
			[]string{
				`0 /indicators/0/level3 removed "养护" ""`,
				`0 /indicators/0/scope removed "annual" ""`,
				`0 /indicators/0/target removed "3座" ""`,
			},
		},
		{
			"a row whose name is read otherwise",
			rows("养护", "3座", "巡查", "12次"), rows("养护数量", "3座", "巡查", "12次"),
			[]string{`0 /indicators/0/level3 changed "养护" "养护数量"`},
		},
		{
			"numbers, and what was not there",
			with(rows("养护", "3-5座"), func(r *normalize.Record) {
				r.Indicators[0].Op, r.Indicators[0].Value = normalize.AtLeast, normalize.Value{3}
				r.Funds = []normalize.Fund{{Scope: normalize.Annual, Item: normalize.FundTotal, Amount: amount(100_000_000)}}
			}),
			with(rows("养护", "3-5座"), func(r *normalize.Record) {
				r.Indicators[0].Op, r.Indicators[0].Value = normalize.Between, normalize.Value{3, 5}
				r.Indicators[0].Number = &numbered
				r.Funds = []normalize.Fund{{Scope: normalize.Annual, Item: normalize.FundTotal, Amount: amount(1_000_000)}}
			}),
			[]string{
				`0 /funds/0/amount changed "100" "1"`,
				`0 /indicators/0/number added "" "1"`,
				`0 /indicators/0/op changed ">=" "range"`,
				`0 /indicators/0/value changed "3" "[3,5]"`,
			},
		},
		{
			"keys that a pointer escapes",
			with(rows(), func(r *normalize.Record) { r.Header = map[string]string{"联系人/电话~": "1"} }),
			with(rows(), func(r *normalize.Record) { r.Header = map[string]string{"联系人/电话~": "2"} }),
			[]string{`0 /header/联系人~1电话~0 changed "1" "2"`},
		},
		{
			"places, issues and sources are no values",
			rows("养护", "3座"),
			with(rows("养护", "3座"), func(r *normalize.Record) {
				r.Evidence = normalize.Evidence{"/title": {Page: 1}}
				r.Issues = []normalize.Issue{{Code: "level-unknown"}}
				r.Source.Pages = []int{2}
			}),
			nil,
		},
	} {
		if diff := cmp.Diff(c.want, printed(t, c.older, c.newer)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestAFormMoreDoesNotChangeTheOthers(t *testing.T) {
	form := func(project string) normalize.Record {
		return normalize.Record{Form: normalize.ProjectTarget, Title: "绩效目标表", Project: project}
	}
	older := &store.Document{Records: []normalize.Record{form("水库"), form("河道")}}
	newer := &store.Document{Records: []normalize.Record{form("泵站"), form("水库"), form("河道")}}
	want := []string{
		`0 /form added "" "project_target"`,
		`0 /project added "" "泵站"`,
		`0 /title added "" "绩效目标表"`,
	}
	if diff := cmp.Diff(want, printed(t, older, newer)); diff != "" {
		t.Error(diff)
	}
	lost := []string{`0 /form removed "project_target" ""`, `0 /project removed "泵站" ""`, `0 /title removed "绩效目标表" ""`}
	if diff := cmp.Diff(lost, printed(t, newer, older)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatPeopleCorrectedIsNoDifference(t *testing.T) {
	read := rows("养护", "3座")
	older := rows("养护", "8座") // as corrected
	older.Readings = map[int]normalize.Record{0: read.Records[0]}
	if got := printed(t, older, read); got != nil {
		t.Errorf("got %q", got)
	}
}

func printed(t *testing.T, older, newer *store.Document) (lines []string) {
	t.Helper()
	differences, err := store.Differences(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		lines = append(lines, fmt.Sprintf("%d %s %s %q %q", d.Form, d.Pointer, d.Kind, d.Old, d.New))
	}
	return lines
}
