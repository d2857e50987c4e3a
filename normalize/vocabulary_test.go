package normalize

import "testing"

func TestLevelsAreCanonical(t *testing.T) {
	for _, c := range []struct {
		level   func(string) (string, bool)
		in      string
		want    string
		unknown bool
	}{
		{Level1, "产出指标", "产出指标", false},
		{Level1, "产出", "产出指标", false},
		{Level1, "产 出 指 标", "产出指标", false},
		{Level1, "产出指标(50分)", "产出指标", false},
		{Level1, "产出指标 (40-50)分", "产出指标", false},
		{Level1, "成本指标(0-20)分", "成本指标", false},
		{Level1, "效益指标（必填）", "效益指标", false},
		{Level1, "产出(工作量)指标(数量、质量、成本方面的指标)", "产出指标", false},
		{Level1, "⼆、满意度指标", "满意度指标", false},
		{Level1, "（一）产出指标", "产出指标", false},
		{Level1, "服务对象满意度指标", "满意度指标", false},
		{Level1, "社会公众或服务对象满意度指标", "满意度指标", false},
		{Level1, "投入", "投入", false},
		{Level1, "投入管理指标（20分）", "投入管理指标", false},
		{Level1, "数量指标", "数量指标", true},
		{Level1, "", "", true},
		{Level2, "数量", "数量指标", false},
		{Level2, "★数量指标", "数量指标", false},
		{Level2, "数量指标 (必填硬性指标)", "数量指标", false},
		{Level2, "经济效益 指标 (选填)", "经济效益指标", false},
		{Level2, "环境效益指标", "生态效益指标", false},
		{Level2, "可持续发展指标", "可持续影响指标", false},
		{Level2, "可持续影响", "可持续影响指标", false},
		{Level2, "社会公众或服务对象满意度指标", "服务对象满意度指标", false},
		{Level2, "满意度指标", "服务对象满意度指标", false},
		{Level2, "服务对象满意度", "服务对象满意度指标", false},
		{Level2, "生态环境成本指标", "生态环境成本指标", false},
		{Level2, "社会成本", "社会成本指标", false},
		{Level2, "具体指标", "具体指标", true},
		{Level2, "产出指标", "产出指标", true},
		{Level2, "指标", "指标", true},
	} {
		got, known := c.level(c.in)
		if got != c.want || known == c.unknown {
			t.Errorf("%q is %q, known %v, want %q, %v", c.in, got, known, c.want, !c.unknown)
		}
	}
}

func TestCanonicalLevelsStayAsTheyAre(t *testing.T) {
	for _, names := range []map[string]string{level1Names, level2Names} {
		for _, canonical := range names {
			if got, known := level(canonical, names); got != canonical || !known {
				t.Errorf("%s becomes %s, known %v", canonical, got, known)
			}
		}
	}
	for two, one := range level1Of {
		if _, known := Level2(two); !known {
			t.Errorf("no second level %s", two)
		}
		if _, known := Level1(one); !known || Level2Parent(two) != one {
			t.Errorf("no first level %s", one)
		}
	}
	if got := Level2Parent("成本指标"); got != "" {
		t.Errorf("成本指标 stands under %s, but forms differ", got)
	}
}

func TestFundLabel(t *testing.T) {
	for _, c := range []struct {
		in    string
		item  FundItem
		scope Scope
		rest  string
	}{
		{"年度资金总额：", FundTotal, Annual, ""},
		{"年度资金总额:16", FundTotal, Annual, "16"},
		{"年度资金总额（万元）： 45 ", FundTotal, Annual, "45"},
		{"资金总额 10000万元", FundTotal, "", "10000万元"},
		{"当年资金总额: 10000万元", FundTotal, Annual, "10000万元"},
		{"中期资金总额", FundTotal, Midterm, ""},
		{"项目资金总额:", FundTotal, "", ""},
		{"年度资金申请总额", FundTotal, Annual, ""},
		{"预算数", FundTotal, Annual, ""},
		{"投入金额：21.38", FundTotal, Annual, "21.38"},
		{"其中：财政拨款", FundFiscal, "", ""},
		{"其中:财政资金", FundFiscal, "", ""},
		{"其中：当年财政拨款", FundFiscal, Annual, ""},
		{"其中 :上级资金16", FundSuperior, "", "16"},
		{"其中：中央补助", FundSuperior, "", ""},
		{"地方资金", FundLocal, "", ""},
		{"本级", FundLocal, "", ""},
		{"上年结转资金", FundCarryover, "", ""},
		{"上年结转", FundCarryover, "", ""},
		{"其 他 资 金：—", FundOther, "", "—"},
		{"其中:其它资金", FundOther, "", ""},
		{"三、其他资金", FundOther, "", ""},
		{"⾦额合计", FundTotal, Annual, ""},
		{"财政专户管理资金", FundSpecialAccount, "", ""},
		{"单位资金", FundUnit, "", ""},
		{"财政拨款:6923.3552万元(其中:上级财政资金:6923.3552万元)", FundFiscal, "", "6923.3552万元(其中:上级财政资金:6923.3552万元)"},
	} {
		item, scope, rest, known := FundLabel(c.in)
		if item != c.item || scope != c.scope || rest != c.rest || !known {
			t.Errorf("FundLabel(%q) = %s, %q, %q, %v, want %s, %q, %q", c.in, item, scope, rest, known, c.item, c.scope, c.rest)
		}
	}
	for _, s := range []string{"", "项目名称", "财政资金科目代码", "财政部门", "项目资金", "其中", "45", "资金总额超过预算的说明", "一般公共预算"} {
		if item, _, _, known := FundLabel(s); known {
			t.Errorf("%q is taken for a fund, %s", s, item)
		}
	}
}

func TestFundNamesFitTheBuffer(t *testing.T) {
	for name := range fundNames {
		if n := len([]rune(name)); n > longestFundName {
			t.Errorf("%s has %d characters", name, n)
		}
	}
}

func TestFiscalYear(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"2023年部门项目支出绩效目标表", 2023},
		{"（2023年度）", 2023},
		{"（2021 年）", 2021},
		{"2020年度)", 2020},
		{"（２０２２年度）", 2022},
		{"二〇二三年度", 2023},
		{"二○二一年部门预算", 2021},
		{"二0二二年", 2022},
		{"2 0 2 3 年 度", 2023},
		{"项目支出绩效目标表3 2020年度", 2020},
		{"公开14表 2022年度", 2022},
		{"项目支出绩效目标表(2024)", 2024},
		{"2024部门预算绩效目标表", 2024},
		{"（    年度）", 0},
		{"1998年", 0},
		{"2023-01-02", 0},
		{"财预〔2015〕88号", 0},
		{"12023年", 0},
		{"项目支出绩效目标表", 0},
		{"全年", 0},
		{"", 0},
	} {
		got, known := FiscalYear(c.in)
		if got != c.want || known != (c.want != 0) {
			t.Errorf("FiscalYear(%q) = %d, %v, want %d", c.in, got, known, c.want)
		}
	}
}

func FuzzVocabulary(f *testing.F) {
	for _, s := range []string{"产出(工作量)指标", "其中:上级资金16", "二〇二三年", "★(", "2023"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range []func(string) (string, bool){Level1, Level2} {
			canonical, known := l(s)
			if again, k := l(canonical); known && (again != canonical || !k) {
				t.Errorf("%q becomes %q, then %q", s, canonical, again)
			}
		}
		FundLabel(s)
		if year, known := FiscalYear(s); known != (year >= firstFiscalYear && year <= lastFiscalYear) {
			t.Errorf("%q: %d, %v", s, year, known)
		}
	})
}

func BenchmarkVocabulary(b *testing.B) {
	b.Run("level", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Level2("数量指标")
		}
	})
	b.Run("no level", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Level2("维修养护农村供水工程")
		}
	})
	b.Run("fund", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			FundLabel("其中：财政拨款")
		}
	})
	b.Run("no fund", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			FundLabel("维修养护农村供水工程")
		}
	})
}
