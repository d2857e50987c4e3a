package zh

import "testing"

func TestLabelMakesComparable(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"项目名称：", "项目名称"},
		{"其中 ：财政拨款 :", "其中:财政拨款"},
		{"项目资金 （万元）", "项目资金(万元)"},
		{"实 施　单 位：", "实施单位"},
	} {
		if got := Label(c.in); got != c.want {
			t.Errorf("Label(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestStripBracketsDropsHints(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"产出指标（50分）", "产出指标"},
		{"数量指标 (必填硬性指标)", "数量指标"},
		{"成本指标(0-20)分", "成本指标"},
		{"产出指标 (40-50)分", "产出指标"},
		{"项目资金（万元）", "项目资金"},
		{"指标〔2〕【必填】", "指标"},
		{"外（甲（乙）丙）", "外"},
		{"年度预算申请 (万元", "年度预算申请"},
		{"年初目标值(A", "年初目标值"},
		{"（2023年度）", "（2023年度）"},
		{"执行数B)", "执行数B)"},
		{"得分", "得分"},
		{"分", "分"},
		{"", ""},
	} {
		if got := StripBrackets(c.in); got != c.want {
			t.Errorf("StripBrackets(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestStripNumberingKeepsNumbersThatBelong(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"一、项目概况", "项目概况"},
		{"（一）产出指标", "产出指标"},
		{"(1) 数量", "数量"},
		{"1.项目年度目标", "项目年度目标"},
		{"12、其他资金", "其他资金"},
		{"①总额", "总额"},
		{"1.5万元", "1.5万元"},
		{"12月", "12月"},
		{"一级指标", "一级指标"},
		{"二、三级指标", "二、三级指标"},
		{"2023年", "2023年"},
		{"三、", "三、"},
	} {
		if got := StripNumbering(c.in); got != c.want {
			t.Errorf("StripNumbering(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNumeralReadsBothNotations(t *testing.T) {
	for _, c := range []struct {
		in    string
		want  int
		known bool
	}{
		{"一", 1, true},
		{"十", 10, true},
		{"十二", 12, true},
		{"二十", 20, true},
		{"九十九", 99, true},
		{"一百零五", 105, true},
		{"三千二百一十", 3210, true},
		{"二〇二三", 2023, true},
		{"二○二一", 2021, true},
		{"二0二二", 2022, true},
		{"零", 0, true},
		{"百", 0, false},
		{"一二十", 0, false},
		{"12", 0, false},
		{"一年", 0, false},
		{"", 0, false},
	} {
		got, known := Numeral(c.in)
		if known != c.known || known && got != c.want {
			t.Errorf("Numeral(%q) = %d, %v, want %d, %v", c.in, got, known, c.want, c.known)
		}
	}
}

func FuzzLabel(f *testing.F) {
	for _, s := range []string{"（50分）", "(0-20)分(", "一、二、", "1．", "①（一）"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Label(s)
		if twice := Label(once); twice != once {
			t.Errorf("Label: %q becomes %q, then %q", s, once, twice)
		}
		once = StripBrackets(s)
		if twice := StripBrackets(once); twice != once {
			t.Errorf("StripBrackets: %q becomes %q, then %q", s, once, twice)
		}
		StripNumbering(s)
		Numeral(s)
	})
}
