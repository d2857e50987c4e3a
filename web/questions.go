package web

import "mubiao/store/saved"

// The saved queries and their parameters in Chinese; in English the queries
// themselves say what they ask.
var (
	questions = map[string]string{
		"broken-sums":     "合计不等于各分项之和的资金",
		"by-department":   "各部门各年度的绩效表、资金和存疑指标",
		"changed-targets": "与上一年不同的指标值",
		"corrections":     "人工更正记录，最近的在前",
		"cut-funds":       "资金比上一年减少的项目",
		"easier-targets":  "资金未减而指标值降低的指标",
		"low-confidence":  "扫描件中识别把握最低的值",
		"missed-targets":  "自评表中未完成的指标",
		"no-satisfaction": "没有满意度指标的绩效表",
		"other-targets":   "自评表遗漏的，或与绩效目标表不一致的指标值",
		"same-targets":    "资金增加而指标值照旧的项目",
		"to-check":        "需要对照页面的值：先错误，后存疑",
		"unmeasurable":    "既无数字又无日期的指标值",
		"unread":          "未能读取的文件及原因",
		"weights":         "权重（分值）合计既非 100 也非 90 的绩效表",
	}
	parameterMeanings = map[string]string{
		"year":       "只看这一年度",
		"department": "部门（未印部门的，单位）名称中含有",
		"code":       "只看这一代码",
		"status":     "applied、stale、replaced 或 undone",
		"author":     "只看这位核对人",
	}
)

// Question is what a saved query asks.
func (p *page) Question(q saved.Query) string {
	if text, ok := questions[q.Name]; ok && p.Lang == chinese {
		return text
	}
	return q.Title
}

// Meaning is what a parameter of a saved query narrows it to.
func (p *page) Meaning(of parameter) string {
	if text, ok := parameterMeanings[of.Name]; ok && p.Lang == chinese {
		return text
	}
	return of.Meaning
}
