package normalize

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestARecordComesBackFromItsJSONAsItWas(t *testing.T) {
	amount := func(a Amount) *Amount { return &a }
	number := func(f float64) *float64 { return &f }
	whole := func(i int) *int { return &i }
	text := func(s string) *string { return &s }
	records := []Record{
		{
			Source: Source{File: "计划.pdf", SHA256: "ab", Pages: []int{1, 2}, Reader: "text"},
			Form:   SelfEvaluation, Title: "自评表", FiscalYear: 2024, Project: "养护\n<i>&", Department: "水利局", Unit: "管理所",
			Attribute: "延续", Period: "2024年", Header: map[string]string{"联系电话": "-"},
			Funds: []Fund{
				{Executed, FundTotal, amount(12_345_678), "资金总额"},
				{Annual, FundFiscal, amount(-1), ""},
				{Annual, FundOther, amount(0), ""},
				{Annual, FundUnit, amount(largestFen), ""},
				{Annual, FundLocal, nil, ""},
			},
			Goals:    []Goal{{Annual, whole(1), "完成"}, {Midterm, nil, "完成"}},
			Tasks:    []Task{{"任务", "内容", amount(1_000_000), amount(10), amount(0)}, {Name: "任务"}},
			Achieved: "已完成", ExecutionRate: number(0.9), ExecutionScore: number(0), TotalScore: number(99.99),
			Indicators: []Indicator{
				{
					Scope: Annual, Level1: "产出指标", Level2: "数量指标", Level3: "大坝", Number: whole(0), Target: "3-5座",
					Op: Between, Value: Value{3, 5}, Unit: text("座"), Weight: number(1.0 / 3), Actual: "4座", Score: number(0), Deviation: "晚",
				},
				{Scope: Annual, Level3: "及时率", Target: "≥0.1", Op: AtLeast, Value: Value{0.1}, Unit: text("")},
				{Scope: Midterm, Target: "提升"},
			},
			Evidence: Evidence{"/project": {1, [4]float64{1, 2.25, 3, math.MaxFloat64}, number(0.5), "一"}, "/unit": {Page: 2}},
			Issues:   []Issue{{"funds-sum", Warning, "/funds/0", "sum"}},
		},
		{Issues: []Issue{{Code: "page-unreadable", Severity: Error}}},
	}
	for _, want := range records {
		line, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Record
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestWhatIsNoAmountIsNoneInJSON(t *testing.T) {
	for _, text := range []string{`"1"`, `1e3`, `true`, `0.0000001`, `9e99`, `[1]`, `99999999999999999999`} {
		var a Amount
		if err := json.Unmarshal([]byte(text), &a); err == nil {
			t.Errorf("%s is read as %s", text, a)
		}
	}
}
