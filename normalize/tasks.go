package normalize

import (
	"slices"
	"strconv"

	"mubiao/normalize/zh"
)

// taskColumns are the heads of the table of 年度主要任务.
var taskColumns = map[string]string{
	"任务名称": "name", "工作任务": "name", "重点任务": "name", "任务": "name", "主要任务": "name", "任务类别": "name",
	"主要内容": "content", "任务内容": "content", "具体内容": "content", "工作内容": "content", "任务主要内容": "content",
	"总额": "total", "预算金额": "total", "金额": "total", "资金总额": "total", "合计": "total", "预算总额": "total", "涉及金额": "total",
	"财政拨款": "fiscal", "财政资金": "fiscal", "其中财政拨款": "fiscal", "其中:财政拨款": "fiscal",
	"其他资金": "other", "其他": "other",
}

// A taskTable reads the table of 年度主要任务 of a department's form.
type taskTable struct {
	t     *topReader
	at    map[string]int // the table column of each kind of head
	first int
}

// readTasks reads the tasks beside their label, and the totals under them.
func (t *topReader) readTasks(label *box) {
	tt := taskTable{t: t, at: map[string]int{}, first: label.row}
	for _, b := range t.zone(label) {
		kind := taskColumns[zh.StripBrackets(b.label)]
		if kind == "" || b.row > label.row+1 {
			continue
		}
		b.used = true
		if b.label != "" {
			t.d.readUnit(b.label)
		}
		tt.at[kind] = b.col + (b.cols-1)/2
		tt.first = max(tt.first, b.end())
	}
	// A head over several others, such as 预算金额, is not a column itself.
	for row := tt.first; row < label.end(); row++ {
		if line := t.s.starting(row); len(line) > 0 {
			tt.readRow(row)
		}
	}
}

func (tt *taskTable) box(kind string, row int) *box {
	col, ok := tt.at[kind]
	if !ok {
		return nil
	}
	if b := tt.t.s.box(row, col); b != nil && b.row == row {
		return b
	}
	return nil
}

// readRow reads one task, or the row of totals.
func (tt *taskTable) readRow(row int) {
	d := tt.t.d
	name, content := tt.box("name", row), tt.box("content", row)
	if name == nil {
		return
	}
	for _, b := range []*box{name, content} {
		if b != nil && isTaskSum(b.label) {
			b.used = true
			tt.readTotals(row, b.text)
			return
		}
	}
	at := "/tasks/" + strconv.Itoa(len(d.Tasks))
	task := Task{Name: name.text}
	name.used = true
	if content != nil && content != name {
		content.used = true
		task.Content = content.text
		d.place(at+"/content", content)
	}
	task.Total = tt.amount("total", row, at)
	task.Fiscal = tt.amount("fiscal", row, at)
	task.Other = tt.amount("other", row, at)
	if isPlaceholder(task.Name) && isPlaceholder(task.Content) && task.Total == nil {
		return
	}
	if isEmptyMark(task.Name) {
		d.doubt("name-empty", Warning, at+"/name", "a task has no name")
	}
	d.place(at+"/name", name)
	d.Tasks = append(d.Tasks, task)
}

// isTaskSum reports whether a label heads the sum of the tasks. It stands over
// the columns of both names and contents.
func isTaskSum(label string) bool {
	return slices.Contains([]string{"金额合计", "合计", "总计", "资金合计", "金额总计"}, zh.StripBrackets(label))
}

// amount reads an amount of a task.
func (tt *taskTable) amount(kind string, row int, at string) *Amount {
	b := tt.box(kind, row)
	if b == nil || b.used {
		return nil
	}
	b.used = true
	d := tt.t.d
	amount, blank, err := ReadAmount(b.text, d.wan)
	d.place(at+"/"+kind, b)
	switch {
	case err != nil:
		d.doubt("amount-unreadable", Warning, at+"/"+kind, "%q is no single amount: %v", b.text, err)
	case !blank:
		return &amount
	}
	return nil
}

// readTotals reads the totals under the tasks, which are the form's funds.
func (tt *taskTable) readTotals(row int, label string) {
	d := tt.t.d
	for _, k := range []struct {
		kind string
		item FundItem
	}{{"total", FundTotal}, {"fiscal", FundFiscal}, {"other", FundOther}} {
		if b := tt.box(k.kind, row); b != nil && !b.used {
			b.used = true
			d.fundColumns = append(d.fundColumns, b.col)
			d.addFund(Annual, k.item, label, b.text, d.in(b))
		}
	}
}
