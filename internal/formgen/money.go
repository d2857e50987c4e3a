package formgen

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// fenPerWan is the number of fen in one 万元, fenPerYuan that in one 元.
const (
	fenPerWan  = 1_000_000
	fenPerYuan = 100
)

// funds fills the block of 项目资金: a total and its parts.
func (m *maker) funds() {
	b := &m.form.Funds
	b.Label = pick(m.r, "项目资金", "项目资金", "资金情况")
	if !m.w.UnitLine && !m.w.UnitInAmount {
		b.Label += pick(m.r, "（", "\n（") + m.moneyUnit() + "）"
	}
	b.Joined = m.w.JoinedFunds
	items := []normalize.FundItem{normalize.FundFiscal, normalize.FundOther}
	fiscal := pick(m.r, "财政拨款", "财政拨款", "财政资金", "当年财政拨款")
	if m.w.MoreFunds {
		// 财政拨款 is split by year or by who pays, not both.
		fiscal = "当年财政拨款"
		items = pick(m.r, []normalize.FundItem{normalize.FundFiscal, normalize.FundCarryover, normalize.FundOther},
			[]normalize.FundItem{normalize.FundSuperior, normalize.FundLocal, normalize.FundOther})
	}
	parts := m.parts(len(items))
	total := normalize.Amount(0)
	for _, p := range parts {
		total += p
	}
	colon := pick(m.r, "：", "：", ":", "")
	if b.Joined && colon == "" {
		colon = "：" // nothing else divides label from amount
	}
	m.fund(normalize.FundTotal, pick(m.r, "年度资金总额", "年度资金总额", "资金总额")+colon, &total)
	first := pick(m.r, "其中：", "其中:", "其中 ：")
	labels := map[normalize.FundItem]string{
		normalize.FundFiscal: first + fiscal, normalize.FundOther: "其他资金",
		normalize.FundSuperior: first + "上级资金", normalize.FundLocal: "本级资金", normalize.FundCarryover: "上年结转资金",
	}
	for i, item := range items {
		label := labels[item]
		if b.Joined {
			label += colon
		}
		amount := &parts[i]
		if parts[i] == 0 && chance(m.r, 0.7) {
			amount = nil
		}
		m.fund(item, label, amount)
	}
}

// parts draws n amounts; those after the first are often nothing.
func (m *maker) parts(n int) []normalize.Amount {
	unit := pick[normalize.Amount](m.r, fenPerWan, fenPerWan, fenPerWan/100, fenPerYuan)
	parts := make([]normalize.Amount, n)
	for i := range parts {
		if i == 0 || chance(m.r, 0.4) {
			parts[i] = normalize.Amount(count(m.r, 1, 9999)) * unit
		}
	}
	return parts
}

// fund adds a row; a nil amount is blank or a dash.
func (m *maker) fund(item normalize.FundItem, label string, amount *normalize.Amount) {
	print := ""
	switch {
	case amount != nil:
		print = m.money(*amount)
	case chance(m.r, 0.3):
		print = pick(m.r, "-", "—", "/")
	}
	m.form.Funds.Rows = append(m.form.Funds.Rows, Field{label, print})
	m.form.Truth.Funds = append(m.form.Truth.Funds, normalize.Fund{Scope: normalize.Annual, Item: item, Amount: amount, Label: label})
}

// money prints an amount: as short as it goes, with two decimals where that
// is exact, with separators or without.
func (m *maker) money(a normalize.Amount) string {
	per, least := int64(fenPerWan), 6
	if m.w.Yuan {
		per, least = fenPerYuan, 2
	}
	whole := fmt.Sprint(int64(a) / per)
	if chance(m.r, 0.4) {
		whole = grouped(int64(a) / per)
	}
	rest := strings.TrimRight(fmt.Sprintf("%0*d", least, int64(a)%per), "0")
	if len(rest) < 2 && chance(m.r, 0.4) {
		rest = (rest + "00")[:2]
	}
	if rest != "" {
		rest = "." + rest
	}
	if m.w.UnitInAmount {
		rest += m.moneyUnit()
	}
	return whole + rest
}
