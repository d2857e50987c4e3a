package normalize

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Kind is what a form is for; empty where no form could be read.
type Kind string

// The kinds of form.
const (
	ProjectTarget    Kind = "project_target"    // 项目支出绩效目标(申报)表
	DepartmentTarget Kind = "department_target" // 部门整体支出绩效目标表
	TransferTarget   Kind = "transfer_target"   // 转移支付/区域绩效目标表
	SelfEvaluation   Kind = "self_evaluation"   // 绩效自评表
)

// MarshalJSON writes null for the empty Kind.
func (k Kind) MarshalJSON() ([]byte, error) { return stringOrNull(string(k)) }

// Scope is the time that a value is for.
type Scope string

// The scopes. Indicators and goals use the first two alone.
const (
	Annual   Scope = "annual"   // 年度
	Midterm  Scope = "midterm"  // 中期, 长期, 项目总体
	Initial  Scope = "initial"  // 年初预算数
	Adjusted Scope = "adjusted" // 全年预算数
	Executed Scope = "executed" // 全年执行数
)

// FundItem is a line of the funds block.
type FundItem string

// The lines of a funds block.
const (
	FundTotal          FundItem = "total"           // 资金总额
	FundFiscal         FundItem = "fiscal"          // 财政拨款
	FundOther          FundItem = "other"           // 其他资金
	FundCarryover      FundItem = "carryover"       // 上年结转
	FundSuperior       FundItem = "superior"        // 上级, 中央补助
	FundLocal          FundItem = "local"           // 本级, 地方资金
	FundSpecialAccount FundItem = "special_account" // 财政专户管理资金
	FundUnit           FundItem = "unit_funds"      // 单位资金
)

// Amount is a sum of money in fen (1/100 yuan). Forms state 万元 (10,000
// yuan); six decimals of that are one fen, so every stated sum is exact.
type Amount int64

// fenPerWan is the number of fen in one 万元.
const fenPerWan = 1_000_000

// String writes the amount in 万元, as short as exactness allows.
func (a Amount) String() string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	whole, rest := int64(a)/fenPerWan, int64(a)%fenPerWan
	s := sign + strconv.FormatInt(whole, 10)
	if rest != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%06d", rest), "0")
	}
	return s
}

// MarshalJSON writes the amount in 万元 as a JSON number.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(a.String()), nil }

// Op is the comparison that a target states; empty where it states none.
type Op string

// The operators.
const (
	AtLeast Op = ">="
	AtMost  Op = "<="
	More    Op = ">"
	Less    Op = "<"
	Equal   Op = "="
	About   Op = "~"
	Between Op = "range"
)

// MarshalJSON writes null for the empty Op.
func (o Op) MarshalJSON() ([]byte, error) { return stringOrNull(string(o)) }

// Value is the number of a target: none, one, or the low and high end of a
// range.
type Value []float64

// MarshalJSON writes null, a number, or an array of two.
func (v Value) MarshalJSON() ([]byte, error) {
	switch len(v) {
	case 0:
		return []byte("null"), nil
	case 1:
		return json.Marshal(v[0])
	default:
		return json.Marshal([]float64(v))
	}
}

// Reading is the typed reading of a target. Op is empty, Value nil and Unit
// nil together: a target without a comparable number.
type Reading struct {
	Op    Op
	Value Value
	Unit  *string // "" for a bare number
}

// Name is a text that is null in JSON when empty.
type Name string

// MarshalJSON writes null for the empty Name.
func (n Name) MarshalJSON() ([]byte, error) { return stringOrNull(string(n)) }

func stringOrNull(s string) ([]byte, error) {
	if s == "" {
		return []byte("null"), nil
	}
	// Not json.Marshal, which would write ">=" as "\u003e=": what encodes the
	// record decides about that.
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(s)
	return b.Bytes(), err
}

// A Record is one form as data. Its JSON is the contract of
// docs/record.schema.json: what the form does not print is empty here and
// absent there.
type Record struct {
	Source         Source            `json:"source"`
	Form           Kind              `json:"form"`
	Title          string            `json:"title,omitempty"`
	FiscalYear     int               `json:"fiscal_year,omitempty"`
	Project        string            `json:"project,omitempty"`
	Department     string            `json:"department,omitempty"`
	Unit           string            `json:"unit,omitempty"`
	Attribute      string            `json:"attribute,omitempty"`
	Period         string            `json:"period,omitempty"`
	Header         map[string]string `json:"header,omitempty"`
	Funds          []Fund            `json:"funds,omitempty"`
	Goals          []Goal            `json:"goals,omitempty"`
	Tasks          []Task            `json:"tasks,omitempty"`
	Achieved       string            `json:"achieved,omitempty"`
	ExecutionRate  *float64          `json:"execution_rate,omitempty"`
	ExecutionScore *float64          `json:"execution_score,omitempty"`
	TotalScore     *float64          `json:"total_score,omitempty"`
	Indicators     []Indicator       `json:"indicators,omitempty"`
	Evidence       Evidence          `json:"evidence,omitempty"`
	Issues         []Issue           `json:"issues"`
}

// Source says which file and pages a record was read from.
type Source struct {
	File   string `json:"file"`   // path as given
	SHA256 string `json:"sha256"` // hex, of the file's bytes
	Pages  []int  `json:"pages"`  // from 1, ascending; empty for plain text
	Reader string `json:"reader"` // text, ocr or mixed
}

// A Fund is one amount of the funds block. Amount is nil where the cell is
// blank or a dash.
type Fund struct {
	Scope  Scope    `json:"scope"`
	Item   FundItem `json:"item"`
	Amount *Amount  `json:"amount"`
	Label  string   `json:"label,omitempty"` // as printed
}

// A Goal is one of the goals that the form lists.
type Goal struct {
	Scope  Scope  `json:"scope"`
	Number *int   `json:"number,omitempty"` // the N of 目标N：; nil where none is printed
	Text   string `json:"text"`
}

// A Task is one row of 年度主要任务 on a department form.
type Task struct {
	Name    string  `json:"name,omitempty"`
	Content string  `json:"content,omitempty"`
	Total   *Amount `json:"total,omitempty"`
	Fiscal  *Amount `json:"fiscal,omitempty"`
	Other   *Amount `json:"other,omitempty"`
}

// An Indicator is one row of the table of indicators.
type Indicator struct {
	Scope     Scope    `json:"scope"`
	Level1    Name     `json:"level1"`
	Level2    Name     `json:"level2"`
	Level3    string   `json:"level3"`
	Number    *int     `json:"number,omitempty"` // the N of 指标N：
	Target    string   `json:"target"`           // 指标值 as printed, lines joined
	Op        Op       `json:"op"`
	Value     Value    `json:"value"`
	Unit      *string  `json:"unit"`
	Weight    *float64 `json:"weight,omitempty"`
	Actual    string   `json:"actual,omitempty"`
	Score     *float64 `json:"score,omitempty"`
	Deviation string   `json:"deviation,omitempty"`
}

// A Place is where a value stands: the box of its cell.
type Place struct {
	Page       int        `json:"page"` // from 1
	Box        [4]float64 `json:"box"`  // x0, y0, x1, y1 in points, as displayed
	Confidence *float64   `json:"confidence,omitempty"`
	Raw        string     `json:"raw,omitempty"` // as read in a picture, where the value is a correction of it
}

// Evidence maps the JSON pointer of a value to its place.
type Evidence map[string]Place

// Pointers returns the pointers of e in order.
func (e Evidence) Pointers() []string {
	keys := make([]string, 0, len(e))
	for k := range e {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Severity grades an Issue.
type Severity string

// The severities: Info tells, Warning doubts a value, Error says that a
// value is missing or wrong.
const (
	Info    Severity = "info"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// An Issue is a doubt about a value.
type Issue struct {
	Code     string   `json:"code"` // stable, kebab-case
	Severity Severity `json:"severity"`
	// Path is a JSON pointer to the value in doubt; "/indicators/-" where a
	// whole row may be missing, "" for the whole form.
	Path    string `json:"path"`
	Message string `json:"message"`
}
