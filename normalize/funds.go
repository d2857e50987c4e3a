package normalize

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize/zh"
)

// readFund reads an amount: from the label's own cell, or from the next one.
func (t *topReader) readFund(b, next *box, item FundItem, scope Scope, rest string) {
	value, label := b, strings.TrimSpace(strings.TrimSuffix(b.text, rest))
	if rest == "" && next != nil && kindOfLabel(next.label) == unlabelled {
		value, rest = next, next.text
		next.used = true
	}
	t.d.fundColumns = append(t.d.fundColumns, b.col)
	t.d.addFund(scope, item, label, rest, t.d.in(value))
}

// addFund adds an amount as printed in a form whose unit is known.
func (d *draft) addFund(scope Scope, item FundItem, label, value string, in where) {
	at := "/funds/" + strconv.Itoa(len(d.Funds)) + "/amount"
	f := Fund{Scope: scope, Item: item, Label: label}
	amount, blank, err := ReadAmount(withoutDetails(value), d.wan)
	in(at)
	switch {
	case err != nil:
		d.doubt("amount-unreadable", Warning, at, "%q is no single amount: %v", value, err)
		if amount != 0 {
			f.Amount = &amount
		}
	case !blank:
		f.Amount = &amount
	}
	d.Funds = append(d.Funds, f)
}

// withoutDetails is an amount without the brackets behind it that say what it
// is made of: 854万（高标准农田建设400万元，…）.
func withoutDetails(value string) string {
	i := strings.IndexAny(value, "(（")
	if i <= 0 || !strings.HasSuffix(value, ")") && !strings.HasSuffix(value, "）") || !strings.ContainsAny(value[i:], "0123456789") {
		return value
	}
	return value[:i]
}

// isSum reports whether a label in a block of funds heads its sum.
func isSum(label string) bool {
	switch zh.StripBrackets(label) {
	case "合计", "总计", "小计", "金额合计", "资金合计", "收入合计":
		return true
	}
	return false
}

// readSum takes the first sum of a block of funds for its total; later ones,
// such as that of expenditure beside income, are other figures.
func (t *topReader) readSum(label, value *box) {
	d := t.d
	if slices.ContainsFunc(d.Funds, func(f Fund) bool { return f.Item == FundTotal }) {
		return
	}
	d.fundColumns = append(d.fundColumns, label.col)
	d.addFund("", FundTotal, label.text, value.text, d.in(value))
}

// sentencePart is one label with its amount in a sentence.
var sentencePart = regexp.MustCompile(`(\p{Han}[\p{Han}()（）]*?)\s*[:：]?\s*(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(万元|亿元|元|万)?`)

// readSentence reads amounts that a cell lists as a sentence: 总额10606.75万元
// 财政拨款：6923.35万元（其中：上级财政资金：6923.35万元；本级财政：0万元）. It reports
// false where the cell does not list two at least.
func (d *draft) readSentence(text string, in where) bool {
	type part struct {
		item   FundItem
		scope  Scope
		label  string
		amount string
	}
	var parts []part
	var others []string
	for _, m := range sentencePart.FindAllStringSubmatch(zh.Fold(text), -1) {
		label := strings.TrimLeft(m[1], "()（）一二三四五六七八九十")
		if item, scope, rest, ok := FundLabel(label); ok && rest == "" {
			parts = append(parts, part{item, scope, label, m[2] + m[3]})
		} else {
			others = append(others, m[2]+m[3])
		}
	}
	if len(parts) < 2 {
		return false
	}
	for _, amount := range others {
		d.addUnlisted(amount)
	}
	for _, p := range parts {
		d.fundColumns = append(d.fundColumns, 0)
		d.addFund(p.scope, p.item, p.label, p.amount, in)
	}
	return true
}

// addUnlisted counts an amount whose label no Fund stands for.
func (d *draft) addUnlisted(text string) {
	if amount, blank, err := ReadAmount(withoutDetails(text), d.wan); err == nil && !blank {
		d.unlisted += amount
	}
}

// explainSums drops the doubt about a total that its parts make up together
// with those amounts that no Fund stands for.
func (d *draft) explainSums() {
	if d.unlisted == 0 {
		return
	}
	d.Issues = slices.DeleteFunc(d.Issues, func(i Issue) bool {
		if i.Code != FundsSum.Code {
			return false
		}
		return slices.ContainsFunc(d.Funds, func(f Fund) bool {
			if f.Item != FundTotal || f.Amount == nil {
				return false
			}
			sum, _ := fundParts(d.Funds, f.Scope)
			return sum+d.unlisted == *f.Amount
		})
	})
}

// scopeFunds gives each amount whose label does not say what time it is for
// the scope of the total over it. A total without a time is the mid-term one
// if it stands beside an annual one, else the annual one.
func (d *draft) scopeFunds() {
	annual := false
	for _, f := range d.Funds {
		annual = annual || f.Item == FundTotal && f.Scope == Annual
	}
	over := map[int]Scope{}
	for i := range d.Funds {
		f := &d.Funds[i]
		if f.Scope == "" && f.Item == FundTotal {
			f.Scope = Annual
			if annual {
				f.Scope = Midterm
			}
		}
		if i >= len(d.fundColumns) {
			continue
		}
		if f.Item == FundTotal {
			over[d.fundColumns[i]] = f.Scope
		} else if f.Scope == "" {
			f.Scope = over[d.fundColumns[i]]
		}
	}
	for i := range d.Funds {
		if d.Funds[i].Scope == "" {
			d.Funds[i].Scope = Annual
		}
	}
}

// budgetScopes are the heads of a self-evaluation's table of funds.
var budgetScopes = map[string]Scope{
	"年初预算数": Initial, "年初预算": Initial, "年初预算金额": Initial,
	"全年预算数": Adjusted, "全年预算": Adjusted, "调整后预算数": Adjusted, "调整后预算": Adjusted, "预算数": Annual, "年度预算数": Annual, "年度预算": Annual, "全年(调整)预算数": Adjusted, "调整预算数": Adjusted, "全年调整预算数": Adjusted,
	"全年执行数": Executed, "执行数": Executed, "预算执行数": Executed, "全年执行": Executed, "实际执行数": Executed, "全年支出数": Executed,
}

// A budgetHead is a column of the table of funds of a self-evaluation.
type budgetHead struct {
	at    int
	scope Scope  // of an amount
	kind  string // 执行率 or 得分, where it holds no amount
}

// readBudgetTable reads a table of funds with a head of its own, which a
// self-evaluation prints, if one begins at row.
func (t *topReader) readBudgetTable(row int) bool {
	heads, boxes := t.budgetHeads(row)
	amounts := 0
	for _, h := range heads {
		if h.scope != "" {
			amounts++
		}
	}
	if amounts < 2 {
		return false
	}
	for _, b := range boxes {
		b.used = true
	}
	for _, b := range t.s.row(row) {
		if zoneOf(b.label) == zoneFunds {
			b.used = true
			t.d.readUnit(b.label)
		}
	}
	if t.readBareBudget(row+1, heads, boxes) {
		return true
	}
	for r := row + 1; r < t.end; r++ {
		if !t.readBudgetRow(r, heads) {
			break
		}
	}
	return true
}

// readBareBudget reads a row of totals right under the heads with no label in
// front of it, as the forms of Chongqing print it: each box stands under one
// head and holds a number or nothing.
func (t *topReader) readBareBudget(row int, heads []budgetHead, boxes []*box) bool {
	values := make([]*box, len(heads))
	for i, h := range heads {
		b := t.s.box(row, h.at)
		if b == nil || row >= t.end || b.row != row || b.col != boxes[i].col || !isEmptyMark(b.text) && !startsWithNumber(b.text) {
			return false
		}
		values[i] = b
	}
	if len(t.s.starting(row)) != len(heads) {
		return false
	}
	for i, h := range heads {
		t.d.readUnit(boxes[i].label)
		values[i].used = true
		t.readBudgetCell(values[i], h, FundTotal, strings.TrimSpace(boxes[i].text))
	}
	return true
}

func (t *topReader) budgetHeads(row int) (heads []budgetHead, boxes []*box) {
	for _, b := range t.s.starting(row) {
		label := zh.StripBrackets(b.label)
		scope := budgetScopes[label]
		if scope == "" {
			scope = budgetScopes[bareHead(b.label)]
		}
		kind := ""
		switch {
		case strings.HasSuffix(label, "得分"):
			kind = "score"
		case label == "分值" || strings.HasSuffix(label, "权重") || strings.Contains(label, "原因") || label == "得分计算方法":
			kind = "other"
		case strings.Contains(label, "执行率"):
			kind = "rate"
		}
		if scope == "" && kind == "" {
			continue
		}
		heads = append(heads, budgetHead{b.col + (b.cols-1)/2, scope, kind})
		boxes = append(boxes, b)
	}
	return heads, boxes
}

// readBudgetRow reads a row of amounts; it reports false where the table of
// funds has ended.
func (t *topReader) readBudgetRow(row int, heads []budgetHead) bool {
	var label *box
	var item FundItem
	for _, b := range t.s.starting(row) {
		if i, _, rest, ok := FundLabel(b.text); ok && rest == "" {
			label, item = b, i
			break
		}
	}
	if label == nil {
		return false
	}
	label.used = true
	for _, h := range heads {
		b := t.s.box(row, h.at)
		if b == nil || b == label || b.row != row {
			continue
		}
		b.used = true
		t.readBudgetCell(b, h, item, label.text)
	}
	return true
}

func (t *topReader) readBudgetCell(b *box, h budgetHead, item FundItem, label string) {
	d := t.d
	switch {
	case h.scope != "":
		d.addFund(h.scope, item, label, b.text, d.in(b))
		d.fundColumns = append(d.fundColumns, h.at)
	case item != FundTotal:
	case h.kind == "rate":
		d.ExecutionRate = d.number(b.text, "/execution_rate", d.in(b))
	case h.kind == "score":
		d.ExecutionScore = d.number(b.text, "/execution_score", d.in(b))
	}
}
