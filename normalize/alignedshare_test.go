package normalize

import "testing"

// The lines: 0 a field, 1 to 3 goals with their label in the middle, 4 blank,
// 5 to 7 other goals with theirs.
func TestLinesAreSharedSoThatLabelsStandInTheMiddle(t *testing.T) {
	top := &alignedTop{}
	for i := range 8 {
		var words []word
		if i != 4 {
			words = []word{{text: "x", line: i, firm: true, end: 1}}
		}
		top.lines = append(top.lines, words)
	}
	top.kinds = make([]labelKind, len(top.lines))
	labels := []leftLabel{
		{text: "项目名称", from: 0, to: 0},
		{text: "年度目标", from: 2, to: 2},
		{text: "年度绩效目标", from: 6, to: 6},
	}
	top.share(labels)
	for i, want := range [][2]int{{0, 1}, {1, 4}, {5, 8}} {
		if got := [2]int{labels[i].first, labels[i].end}; got != want {
			t.Errorf("%s: lines %v, want %v", labels[i].text, got, want)
		}
		if labels[i].open {
			t.Errorf("%s: its end is doubted", labels[i].text)
		}
	}
}
