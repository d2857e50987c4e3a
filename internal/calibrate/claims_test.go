package calibrate

import (
	"slices"
	"testing"

	"mubiao/normalize"
)

func at(confidence float64) normalize.Place {
	return normalize.Place{Page: 1, Confidence: &confidence}
}

func TestClaimsAreHeldAgainstWhatIsPrinted(t *testing.T) {
	row := func(name, target string) normalize.Indicator {
		return normalize.Indicator{Scope: normalize.Annual, Level3: name, Target: target}
	}
	read := normalize.Record{
		Form: normalize.ProjectTarget, Unit: "某（县）局", Project: "某项曰",
		Indicators: []normalize.Indicator{row("污水处理率", "90%"), row("群众满意度", "≧95%")},
		Evidence: normalize.Evidence{
			"/unit": at(0.99), "/project": at(0.5), "/title": {Page: 1},
			"/indicators/0/target": at(0.9), "/indicators/1/target": at(0.8),
		},
		Issues: []normalize.Issue{
			{Code: "low-confidence", Severity: normalize.Warning, Path: "/project"},
			{Code: "name-short", Severity: normalize.Warning, Path: "/indicators/1"},
		},
	}
	printed := normalize.Record{
		Unit: "某 (县) 局", Project: "某项目", Title: "某表",
		Indicators: []normalize.Indicator{row("河道清淤长度", "5公里"), row("污水处理率", "≥90%"), row("群众满意度", "≥95%")},
	}
	forms, err := compare(&normalize.Result{Records: []normalize.Record{read}}, []normalize.Record{printed})
	if err != nil || len(forms) != 1 {
		t.Fatalf("%d forms, %v", len(forms), err)
	}
	right := map[string]bool{"/unit": true, "/project": false, "/indicators/0/target": false, "/indicators/1/target": true}
	for _, c := range forms[0].Claims {
		if want, ok := right[c.Pointer]; !ok || c.Right != want {
			t.Errorf("%s: %q for %q is right: %v", c.Pointer, c.Got, c.Want, c.Right)
		}
		if c.Doubted != (c.Pointer == "/indicators/1/target") {
			t.Errorf("%s is doubted: %v", c.Pointer, c.Doubted)
		}
		delete(right, c.Pointer)
	}
	if len(right) > 0 {
		t.Errorf("no claims about %v", right)
	}
	// The title, and name and target of the first row.
	if f := forms[0]; f.Lost != 3 || f.Silent != 3 {
		t.Errorf("%d values are lost, %d silently; want 3 and 3", f.Lost, f.Silent)
	}
}

func TestAFormThatWasNotReadLosesItsValues(t *testing.T) {
	forms, err := compare(&normalize.Result{}, []normalize.Record{{Project: "某项目", Title: "某表"}})
	if err != nil || len(forms) != 1 || forms[0].Lost != 2 || forms[0].Silent != 2 || forms[0].Share() != 0 {
		t.Errorf("%+v, %v", forms, err)
	}
}

func TestListsAreAlignedByWhatTheirElementsSay(t *testing.T) {
	var got [][2]int
	align([][]rune{[]rune("甲乙丙"), []rune("丁戊己庚")}, [][]rune{[]rune("子丑寅"), []rune("甲乙丁"), []rune("丁戊己庚")}, func(i, j int) {
		got = append(got, [2]int{i, j})
	})
	slices.SortFunc(got, func(a, b [2]int) int { return a[1] - b[1] })
	if want := [][2]int{{-1, 0}, {0, 1}, {1, 2}}; !slices.Equal(got, want) {
		t.Errorf("pairs %v, want %v", got, want)
	}
}
