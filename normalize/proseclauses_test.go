package normalize

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// clausesOf cuts a text into clauses.
func clausesOf(text string) (out []string) {
	for from := 0; from < len(text); {
		end := clauseEnd(text, from)
		out = append(out, text[from:end])
		from = end
	}
	return out
}

func TestClausesEndAtColonsBehindTargets(t *testing.T) {
	for _, want := range [][]string{
		{"数量指标：改造里程：83公里；", "救助数量=4779个。"},
		{"数量指标：改造里程：83公里：", "救助数量=4779个。"},
		{"质量指标：合格率=95%：", "验收通过率：100%"},
		{"准确率：100%以上", "时效指标：完成时间：2022年底；"},
		{"知晓程度≥90%：", "对社会稳定的促进作用：明显提升。"},
		{"完成时间：12:00；", "每周养护：每周≥42小时"},
		{"其中：桥梁（二类：3座）：5座"},
	} {
		text := ""
		for _, c := range want {
			text += c
		}
		if diff := cmp.Diff(want, clausesOf(text)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestTwoIndicatorsInOneShow(t *testing.T) {
	for _, test := range []struct {
		name, target string
		want         bool
	}{
		{"里程", "83公里", false},
		{"每周养护", "每周≥42小时", false},
		{"完成时间", "12:00", false},
		{"桥梁(≥**座)", "(二类：三座)5座", false},
		{"救助通过率=95%", "100%", true},
		{"达标率", "公共图书馆：延时开放", true},
	} {
		if holdsClause(test.name, test.target) != test.want {
			t.Errorf("%s %s: want %v", test.name, test.target, test.want)
		}
	}
}
