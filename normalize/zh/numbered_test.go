package zh

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// show writes the items of a list as «number@line text», joined by "|".
func show(items []Numbered) string {
	var all []string
	for _, n := range items {
		number := "-"
		if n.Number != nil {
			number = fmt.Sprint(*n.Number)
		}
		all = append(all, fmt.Sprintf("%s@%d %s", number, n.FirstLine, n.Text))
	}
	return strings.Join(all, "|")
}

func TestSplitNumbered(t *testing.T) {
	for _, c := range []struct{ name, cell, want string }{
		{"blank", " \n", ""},
		{"plain", "完成建设，\n保障运行。", "-@0 完成建设，保障运行。"},
		{"a goal without number", "目标：电子政务外网建\n设运维。", "-@0 电子政务外网建设运维。"},
		{"goals", "目标1：完成甲。\n目标2：完成\n乙。\n目标3：完成丙。", "1@0 完成甲。|2@1 完成乙。|3@3 完成丙。"},
		{"goals with blanks", "目标 1：完成甲\n目标2 ：完成乙", "1@0 完成甲|2@1 完成乙"},
		{"goals on one line", "目标1：完成甲。目标2：完成乙。", "1@0 完成甲。|2@0 完成乙。"},
		{"a goal mark broken over lines", "目标1：完成甲。目\n标2：完成乙。", "1@0 完成甲。|2@0 完成乙。"},
		{"goal numbers as printed", "目标1：甲\n目标3：乙", "1@0 甲|3@1 乙"},
		{"Chinese goal numbers", "目标一：甲；\n目标二：乙。", "1@0 甲；|2@1 乙。"},
		{"a goal named in a sentence", "目标1：完成目标2：1的比例", "1@0 完成目标2：1的比例"},
		{"qualified goals", "年度目标1：甲\n年度目标2：乙", "1@0 甲|2@1 乙"},
		{"no colon but a blank", "目标1 甲\n目标2 乙", "1@0 甲|2@1 乙"},
		{"a target figure is no mark", "目标1000户完成改造", "-@0 目标1000户完成改造"},
		{"an unfilled goal", "目标1：甲\n目标2：\n……", "1@0 甲"},
		{"a list by point", "1.完成甲；\n2.完成\n乙；\n3.完成丙。", "1@0 完成甲；|2@1 完成乙；|3@3 完成丙。"},
		{"a list by comma", "1、完成甲。2、完成乙。", "1@0 完成甲。|2@0 完成乙。"},
		{"a list by full-width point", "１．完成甲\n２．完成乙", "1@0 完成甲|2@1 完成乙"},
		{"a list by blank", "1.完成甲 2.完成乙", "1@0 完成甲|2@0 完成乙"},
		{"years after the number", "1.2023年完成甲；\n2、2024年完成乙。", "1@0 2023年完成甲；|2@1 2024年完成乙。"},
		{"decimals are no numbers", "新增1.5万人。2.3万户受益。", "-@0 新增1.5万人。2.3万户受益。"},
		{"a decimal at the start", "1.5万人受益；\n2.完成乙", "-@0 1.5万人受益；2.完成乙"},
		{"a year at a line's start", "全面完成\n2023.5月的任务", "-@0 全面完成2023.5月的任务"},
		{"two buildings", "1、2号楼改造完成。", "-@0 1、2号楼改造完成。"},
		{"numbers must run", "1.完成甲；\n3.完成乙；\n2.完成丙。", "1@0 完成甲；3.完成乙；|2@2 完成丙。"},
		{"one alone", "1.完成甲。", "1@0 完成甲。"},
		{"sub-items stay", "1.完成甲：（1）子；（2）丑。\n2.完成乙。", "1@0 完成甲：（1）子；（2）丑。|2@1 完成乙。"},
		{"sub-items of a plain goal stay", "完成任务：（1）子；（2）丑。", "-@0 完成任务：（1）子；（2）丑。"},
		{"sub-items of a goal stay", "目标1：1.子；2.丑。\n目标2：乙。", "1@0 1.子；2.丑。|2@1 乙。"},
		{"brackets as the list", "（1）完成甲；\n（2）完成乙。", "1@0 完成甲；|2@1 完成乙。"},
		{"Chinese numerals as the list", "一、完成甲。\n二、完成乙。", "1@0 完成甲。|2@1 完成乙。"},
		{"enumerating words", "一是完成甲；二是完成乙。", "-@0 一是完成甲；二是完成乙。"},
		{"a heading before the list", "年度目标：1.完成甲；2.完成乙。", "1@0 完成甲；|2@0 完成乙。"},
		{"a lead before the list", "本年实施以下任务：\n1.完成甲；\n2.完成乙。", "-@0 本年实施以下任务：|1@1 完成甲；|2@2 完成乙。"},
		{"a number in prose", "做好保障。1.完成甲，确保运行。", "-@0 做好保障。1.完成甲，确保运行。"},
		{"quoted by a spreadsheet", "\"1.完成甲；\n2.完成乙。\"", "1@0 完成甲；|2@1 完成乙。"},
		{"quoted whole", "“完成甲。”", "-@0 完成甲。"},
		{"quotations at both ends", "“放管服”改革和“清四乱”", "-@0 “放管服”改革和“清四乱”"},
		{"straight quotations at both ends", `"甲"和"乙"`, `-@0 "甲"和"乙"`},
		{"blank lines", "\n目标1：甲\n\n目标2：乙", "1@1 甲|2@3 乙"},
	} {
		if got := show(SplitNumbered(strings.Split(c.cell, "\n"))); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.cell, got, c.want)
		}
	}
}

func FuzzSplitNumbered(f *testing.F) {
	for _, s := range []string{"目标1：甲\n目标2：乙", "\"1.甲；2.乙\"", "目标：1、甲", "“", "\x80\n1."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lines := strings.Split(s, "\n")
		whole := Join(lines)
		for _, n := range SplitNumbered(lines) {
			if n.Text == "" || n.FirstLine < 0 || n.FirstLine >= len(lines) {
				t.Errorf("%q: %+v", s, n)
			}
			if !slices.Contains(lines, s) && !strings.Contains(whole, n.Text) && len(lines) > 1 {
				t.Errorf("%q: %q is not in it", s, n.Text)
			}
		}
	})
}
