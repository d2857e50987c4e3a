package normalize

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// showReading writes a reading as «op value unit», "none" without one.
func showReading(r Reading) string {
	if r.Op == "" && r.Value == nil && r.Unit == nil {
		return "none"
	}
	value, _ := json.Marshal(r.Value)
	unit := "nil"
	if r.Unit != nil {
		unit = *r.Unit
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", r.Op, value, unit))
}

func TestReadTarget(t *testing.T) {
	groups := []struct {
		why  string
		rows [][2]string
	}{
		{"a sign decides, whichever of its forms is printed", [][2]string{
			{"≧90%", ">= 90 %"},
			{"≥90%", ">= 90 %"},
			{"⩾90%", ">= 90 %"},
			{">=20平方米", ">= 20 平方米"},
			{"＞＝20平方米", ">= 20 平方米"},
			{"=>20", ">= 20"},
			{"≮90%", ">= 90 %"},
			{"≦5次", "<= 5 次"},
			{"≤30万元", "<= 30 万元"},
			{"<=475元/亩", "<= 475 元/亩"},
			{"≯5%", "<= 5 %"},
			{"＞90%", "> 90 %"},
			{">92%", "> 92 %"},
			{"﹥92%", "> 92 %"},
			{"＜5%", "< 5 %"},
			{"<5%", "< 5 %"},
			{"=10个", "= 10 个"},
			{"＝18326人", "= 18326 人"},
			{"═100%", "= 100 %"},
			{"==3次", "= 3 次"},
			{"≈3次", "~ 3 次"},
			{"≥ 90 %", ">= 90 %"},
			{"≥９０％", ">= 90 ％"},
			{"≥-5℃", ">= -5 ℃"},
		}},
		{"words in front of a sign are skipped", [][2]string{
			{"丢包率<0.3%", "< 0.3 %"},
			{"每周≥42小时", ">= 42 小时"},
			{"5G基站≥120个", ">= 120 个"},
			{"PM2.5浓度≤35微克/立方米", "<= 35 微克/立方米"},
			{"12345热线满意度≥90%", ">= 90 %"},
			{"每10万人≥3人", ">= 3 人"},
			{"第1季度≥5次", ">= 5 次"},
			{"2023年≥5次", ">= 5 次"},
			{"结余率(结余数/预算数)≤5%", "<= 5 %"},
		}},
		{"a bare number is meant exactly", [][2]string{
			{"45条", "= 45 条"},
			{"0人", "= 0 人"},
			{"0", "= 0"},
			{"100%", "= 100 %"},
			{"80000", "= 80000"},
			{"1600元/亩", "= 1600 元/亩"},
			{"235人/年", "= 235 人/年"},
			{"1,286.35公里", "= 1286.35 公里"},
			{"1，286公里", "= 1286 公里"},
			{"12,345,678元", "= 12345678 元"},
			{"10‰", "= 10 ‰"},
			{"24小时", "= 24 小时"},
			{"1次/季度", "= 1 次/季度"},
			{"5元/生·天", "= 5 元/生·天"},
			{"每季度1次", "= 1 次"},
			{"每2年1次", "= 1 次"},
			{"10年", "= 10 年"},
			{"8个月", "= 8 个月"},
			{"达到100%", "= 100 %"},
			{"完成100%", "= 100 %"},
			{"2023年实施5公里", "= 5 公里"},
			{"10000", "= 10000"},
			{"3m2", "= 3 m2"},
			{"5元/100公里", "= 5 元/100公里"},
			{"新增就业500人", "= 500 人"},
		}},
		{"a word decides where no sign does", [][2]string{
			{"95%以上", ">= 95 %"},
			{"服务年限10年以上", ">= 10 年"},
			{"90%及以上", ">= 90 %"},
			{"95%（含）以上", ">= 95 %"},
			{"95%以上（含）", ">= 95 %"},
			{"不低于95%", ">= 95 %"},
			{"不少于3次", ">= 3 次"},
			{"不小于5", ">= 5"},
			{"至少2次", ">= 2 次"},
			{"大于等于90%", ">= 90 %"},
			{"大于或等于90%", ">= 90 %"},
			{"不得低于90分", ">= 90 分"},
			{"达到90%以上", ">= 90 %"},
			{"5G基站不少于120个", ">= 120 个"},
			{"不超过3天", "<= 3 天"},
			{"最多5次", "<= 5 次"},
			{"灾后12小时内", "<= 12 小时"},
			{"灾后12小时之内", "<= 12 小时"},
			{"100万元以内", "<= 100 万元"},
			{"5%以下", "<= 5 %"},
			{"不高于5%", "<= 5 %"},
			{"不大于5%", "<= 5 %"},
			{"不多于5次", "<= 5 次"},
			{"小于等于5%", "<= 5 %"},
			{"控制在5%以内", "<= 5 %"},
			{"前3名", "<= 3 名"},
			{"3个工作日内", "<= 3 个工作日"},
			{"6月内", "<= 6 月"},
			{"5日内", "<= 5 日"},
			{"超过90%", "> 90 %"},
			{"高于80%", "> 80 %"},
			{"大于80%", "> 80 %"},
			{"100余人", "> 100 人"},
			{"小于5%", "< 5 %"},
			{"低于5%", "< 5 %"},
			{"少于5次", "< 5 次"},
			{"70%左右", "~ 70 %"},
			{"约70%", "~ 70 %"},
			{"大约70人", "~ 70 人"},
			{"50人上下", "~ 50 人"},
			{"不低于总数的90%", ">= 90 %"},
			{"百分之90以上", ">= 90 %"},
			{"≥90%以上", ">= 90 %"},
			{"≤3天以内", "<= 3 天"},
			{"=95%以上", ">= 95 %"},
			{"不低于90%以上", ">= 90 %"},
		}},
		{"two ends make a range", [][2]string{
			{"5%-10%", "range [5,10] %"},
			{"5%－10%", "range [5,10] %"},
			{"5%~10%", "range [5,10] %"},
			{"5—10%", "range [5,10] %"},
			{"1-3个工作日", "range [1,3] 个工作日"},
			{"3至5次", "range [3,5] 次"},
			{"5万-10万元", "range [5,10] 万元"},
			{"控制在5%-10%之间", "range [5,10] %"},
			{"90%和95%之间", "range [90,95] %"},
			{"100%-95%", "range [95,100] %"},
			{"3-5年", "range [3,5] 年"},
			{"=5%-10%", "range [5,10] %"},
			{"1-2次/年", "range [1,2] 次/年"},
			{"6.5-7.5", "range [6.5,7.5]"},
			{"2000-2500元", "range [2000,2500] 元"},
			{"2000元-2500元", "range [2000,2500] 元"},
		}},
		{"no number is read from words, dates and periods", [][2]string{
			{"", "none"},
			{"明显提升", "none"},
			{"一次", "none"},
			{"A级", "none"},
			{"Ⅲ类以上", "none"},
			{"长期", "none"},
			{"≥**%", "none"},
			{"**人", "none"},
			{"2023年全年", "none"},
			{"2023年12月底前", "none"},
			{"2023年底", "none"},
			{"2023年", "none"},
			{"2023年12月", "none"},
			{"2023年8月31日前", "none"},
			{"2023年5月底", "none"},
			{"每年12月底前", "none"},
			{"12月31日前", "none"},
			{"12月底前完成", "none"},
			{"8月", "none"},
			{"1-12月", "none"},
			{"1月-12月", "none"},
			{"每月25日前", "none"},
			{"25日前", "none"},
			{"2021-2023年", "none"},
			{"2021年-2023年", "none"},
			{"2021—2023", "none"},
			{"2022年3月-2023年11月", "none"},
			{"2024-01-01", "none"},
			{"2024/1/1", "none"},
			{"2024.01.01", "none"},
			{"2024-12", "none"},
			{"20241231", "none"},
			{"202001-202012", "none"},
			{"=2023年", "none"},
			{"≤2023年12月31日", "none"},
			{"23年底", "none"},
			{"2023年度", "none"},
			{"2023 年 12 月", "none"},
			{"2023年上半年", "none"},
			{"第1名", "none"},
			{"8:30前", "none"},
			{"1:3", "none"},
			{"1/3以上", "none"},
			{"7×24小时", "none"},
			{"7x24小时", "none"},
			{"1.2.3", "none"},
			{"T+1", "none"},
			{"COVID-19", "none"},
			{"510000199912310012345", "none"},
		}},
		{"no number is read after a verb of change", [][2]string{
			{"同比下降10%", "none"},
			{"提升就业率2%", "none"},
			{"辅助提升就业率 2%", "none"},
			{"增长5%", "none"},
			{"降低成本10%", "none"},
			{"年均增5%", "none"},
			{"较上年提高3个百分点", "none"},
			{"减少5%-10%", "none"},
			{"节约资金20万元", "none"},
			{"下降≥10%", ">= 10 %"},
			{"同比下降≥10%", ">= 10 %"},
			{"下降10%以上", ">= 10 %"},
			{"提高到95%", "= 95 %"},
			{"降至5‰", "= 5 ‰"},
			{"增长率5%", "= 5 %"},
			{"提升改造公路5公里", "= 5 公里"},
		}},
		{"several conditions are none", [][2]string{
			{"≥90%且≤95%", "none"},
			{"90%≤x≤95%", "none"},
			{"第一年按总投资额返本20%,分红按8%分红", "none"},
			{"3次，5人", "none"},
			{"≥50个，其中新建30个", "none"},
			{"≥5%-10%", "none"},
			{"不超过5-10天", "none"},
			{"不低于5%以下", "none"},
			{"2023年底前完成90%", "none"},
			{"10个（2023年12月底前）", "none"},
			{"第一年20%，第二年≥30%", "none"},
			{"首年返还本金的30%，其余分三年返还", "none"},
			{"按省定标准执行，低收入家庭上浮10%，一般家庭不变", "none"},
			{"43.2 43.2", "none"},
			{"±5%", "none"},
			{"≠0", "none"},
		}},
		{"the unit is what follows, as printed, without brackets around it", [][2]string{
			{"≥90.00(%)", ">= 90 %"},
			{"=100.00（%）", "= 100 %"},
			{"≥100百分比", ">= 100 百分比"},
			{"≥38.6万人", ">= 38.6 万人"},
			{"3亿元", "= 3 亿元"},
			{"≥120台（套）", ">= 120 台（套）"},
			{"≥120台(套)以上", ">= 120 台(套)"},
			{"120个（含新建）", "= 120 个"},
			{"≥90%；", ">= 90 %"},
			{"（≥90%）", ">= 90 %"},
			{"≥95%（抽检）", ">= 95 %"},
			{"100%覆盖", "= 100 %"},
			{"≤800元/人·月", "<= 800 元/人·月"},
			{"10个。", "= 10 个"},
			{"5%/年", "= 5 %/年"},
			{"≤50mg/L", "<= 50 mg/L"},
		}},
	}
	for _, g := range groups {
		for _, row := range g.rows {
			if got := showReading(ReadTarget(row[0], "", "")); got != row[1] {
				t.Errorf("%s: %q is %s, want %s", g.why, row[0], got, row[1])
			}
		}
	}
}

func TestUnitComesFromItsColumnOrTheName(t *testing.T) {
	for _, c := range []struct{ target, name, column, want string }{
		{"≥120台", "购置设备", "台", ">= 120 台"},
		{"＝4500平方米", "改造面积", "平方米", "= 4500 平方米"},
		{"═100%", "按时完成率", "%", "= 100 %"},
		{"≥95%%", "满意度", "%", ">= 95 %"},
		{"≤5万元", "成本", "元", "<= 5 万元"},
		{"≤12月", "发放月数", "月", "<= 12 月"},
		{"＝12月", "发放月数", "月", "= 12 月"},
		{"12月", "发放月数", "月", "= 12 月"},
		{"＝2023年", "完成年份", "年", "none"},
		{"≤3 工作日", "时限", "工作日", "<= 3 工作日"},
		{"70%左右", "覆盖率", "", "~ 70 %"},
		{"70左右", "覆盖率", "%", "~ 70 %"},
		{"95以上%", "覆盖率", "%", ">= 95 %"},
		{"100", "面积", "—", "= 100"},
		{"≥100", "面积", "亩", ">= 100 亩"},
		{"80000", "实施面积（亩）", "", "= 80000 亩"},
		{"85", "苗木成活率(≥**%)", "", "= 85 %"},
		{"≥85", "苗木成活率(≥**%)", "", ">= 85 %"},
		{"85", "新建数量(≥**个 )", "", "= 85 个"},
		{"85", "补助标准（元/人·月）", "", "= 85 元/人·月"},
		{"85", "受益（单位：万人）", "", "= 85 万人"},
		{"85", "实施面积（含补植）", "", "= 85"},
		{"85", "实施面积（亩）（含补植）", "", "= 85 亩"},
		{"85个", "实施面积（亩）", "", "= 85 个"},
		{"好", "实施面积（亩）", "", "none"},
		{"2023年底", "实施面积（亩）", "", "none"},
	} {
		if got := showReading(ReadTarget(c.target, c.name, c.column)); got != c.want {
			t.Errorf("ReadTarget(%q, %q, %q) = %s, want %s", c.target, c.name, c.column, got, c.want)
		}
	}
}

// TestReadTargetAgreesWithTheCorpus compares the reading of every target
// whose truth is known.
func TestReadTargetAgreesWithTheCorpus(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", "*.json"))
	if len(files) == 0 {
		t.Skip("no corpus beside the module")
	}
	type indicator struct {
		Level3, Target string
		Op, Unit       *string
		Value          any
	}
	seen := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var truth struct {
			Forms []struct{ Indicators []indicator }
		}
		if err := json.Unmarshal(raw, &truth); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, f := range truth.Forms {
			for _, i := range f.Indicators {
				seen++
				want := "none"
				if i.Op != nil {
					value, _ := json.Marshal(i.Value)
					want = strings.TrimSpace(fmt.Sprintf("%s %s %s", *i.Op, value, *i.Unit))
				}
				if got := showReading(ReadTarget(i.Target, i.Level3, "")); got != want {
					t.Errorf("%s: %q is %s, want %s", filepath.Base(file), i.Target, got, want)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("the corpus holds no indicators")
	}
}

func FuzzReadTarget(f *testing.F) {
	for _, s := range []string{"≥90%", "5%-10%", "2023年12月底前", "1,286.35公里", "≥120台（套）", "7x24", "((1)", "-", "\x80９%", "百分之9", "1-", "年1年", "20201231"} {
		f.Add(s, "面积（亩）", "亩")
		f.Add(s, "", "")
	}
	f.Fuzz(func(t *testing.T, target, name, column string) {
		r := ReadTarget(target, name, column)
		if none := r.Op == ""; none != (r.Value == nil) || none != (r.Unit == nil) {
			t.Errorf("%q: op %q, value %v, unit %v", target, r.Op, r.Value, r.Unit)
		}
		if want := map[Op]int{"": 0, Between: 2}; len(r.Value) != want[r.Op] && (want[r.Op] != 0 || len(r.Value) != 1) {
			t.Errorf("%q: %s of %v", target, r.Op, r.Value)
		}
		if len(r.Value) == 2 && r.Value[0] > r.Value[1] {
			t.Errorf("%q: range %v", target, r.Value)
		}
		if _, err := json.Marshal(r.Value); err != nil {
			t.Errorf("%q: %v", target, err)
		}
	})
}

func BenchmarkReadTarget(b *testing.B) {
	for _, target := range []string{"明显提升", "≥90%", "服务年限10年以上", "2023年12月底前"} {
		b.Run(target, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ReadTarget(target, "工程质量合格率", "")
			}
		})
	}
}
