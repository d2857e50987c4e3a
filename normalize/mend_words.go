package normalize

import (
	"slices"
	"strings"
)

// commonWords are words of two characters that performance targets are full of,
// each with a character that has lookalikes: what is read in their place (便用
// for 使用, 宜传 for 宣传, 教助 for 救助) is no word at all.
var commonWords = strings.Fields(`
	使用 宣传 救助 困难 扬尘 老旧 责任 完成 完善 部分 项目 目标 指标 资金 预算 绩效 效益 质量 数量
	时效 成本 产出 社会 经济 生态 影响 满意 服务 对象 群众 财政 拨款 支出 工作 工程 建设 改造 维修 养护
	管理 管护 运行 维护 运转 保障 保证 提高 提升 提供 改善 增强 加强 强化 培训 考核 监督 检查 验收 合格
	及时 足额 到位 挤占 挪用 公开 进度 规范 有效 安全 事故 投诉 受益 覆盖 乡镇 农村 行政 道路 公路 水库
	绿地 公园 医疗 机构 药品 配备 年度 任务 设备 设施 购置 采购 验收 年限 期限 实施 开展 落实 推进 确保
	防汛 物资 储备 垃圾 分类 残疾 就业 学校 教学 教育 营养 补助 补贴 信息 系统 档案 加工 标准 农田 食品
	抽样 检验 免疫 接种 儿童 技术 人员 下乡 基层 基础 条件 公共 水平 持续 长期 制度 健全 台账 压实 降低
	减少 节约 能耗 排放 环境 人居 促进 作用 和谐 稳定 情况 群众 居民 企业 单位 部门 主管 延续 新增 一次
	按期 按时 发生 较高 显著 明显 逐年 逐步 不断 达标 达到 发放 准确 差错 响应 满足 需求 知晓 参与 普及
	制度 以便 方便 便民 便利 适宜 原因 因素 教师 永远 事项 日常 权重 万元 地方`)

// commonSuffixes are the last characters that names of indicators have behind
// some words: 合格事 is 合格率.
var commonSuffixes = strings.Fields(`合格率 完成率 达标率 覆盖率 及时率 准确率 到位率 通过率 执行率 知晓率 参与率 使用率 利用率 增长率 发放率
	投诉率 完好率 巩固率 达成率 控制率 治愈率 响应率 就业率 下降率 普及率 公开率 开工率 竣工率 优良率 出勤率 验收率 安全率 整改率`)

// MendWords makes good the words that forms are full of where one character was
// read as one that looks like it. Both characters must make no word of these as
// they were read. PM2.5 is such a word too.
var MendWords = Mend{
	Name: "words",
	Apply: func(t *scanned) {
		t.mendFineDust()
		t.mendWords(commonWords, 2)
		t.mendWords(commonSuffixes, 3)
	},
}

// mendFineDust reads PM2.5 where its M is another letter, or one and its own
// last stroke.
func (t *scanned) mendFineDust() {
	for at := 0; at+5 <= len(t.chars); at++ {
		if at+6 <= len(t.chars) && t.text(at, at+6) == "PMI2.5" {
			t.replace(at+2, at+3, "", mendedWord)
		}
		if t.chars[at].r == 'P' && t.text(at+2, at+5) == "2.5" && strings.ContainsRune("VWNHv", t.chars[at+1].r) {
			t.replace(at+1, at+2, "M", mendedWord)
		}
	}
}

func (t *scanned) mendWords(words []string, length int) {
	for from := 0; from+length <= len(t.chars); from++ {
		word := wordLike(t.text(from, from+length), words)
		for i, r := range []rune(word) {
			if c := &t.chars[from+i]; c.r != r && !t.inKnown(from+i) {
				c.r, c.sure = r, mendedWord
			}
		}
	}
}

// mendedWord is the confidence in a character that a word told.
const mendedWord = 0.95

// wordLike is the only word that differs from what was read in one character
// that looks like it.
func wordLike(read string, words []string) string {
	found := ""
	for _, w := range words {
		if w == read {
			return ""
		}
		if differInLookalike(read, w) && w != found {
			if found != "" {
				return ""
			}
			found = w
		}
	}
	return found
}

func differInLookalike(read, word string) bool {
	a, b := []rune(read), []rune(word)
	if len(a) != len(b) {
		return false
	}
	differ := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if differ++; differ > 1 || !confused(a[i], b[i]) {
			return false
		}
	}
	return differ == 1
}

// confusions are characters that the reader of pictures takes for one another
// with certainty, where one of them makes no word of the other's words: they were
// seen on scans of forms in eight faces. They are fewer than the lookalikes, which
// are for a vocabulary that is closed.
var confusions = groupsOf(strings.Fields(`使便 宣宜 救教 困因闲 扬物 旧日 责费贵 率事辜 工T 目自日 末未 汛讯 资贸 抽拙 延廷 检捡 绿缘 设没 贴帖 儿几 童量 抽插 防访 库厍 度月 完宗 检栓 重量 万方`))

// confused reports whether a reader of pictures takes two characters for one
// another within words.
func confused(a, b rune) bool {
	for _, group := range confusions[a] {
		if strings.ContainsRune(group, b) {
			return true
		}
	}
	return false
}

// inKnown reports whether a character as read makes a common word with the one
// before or behind it: 便 in 以便用于 stays.
func (t *scanned) inKnown(at int) bool {
	for from := max(0, at-1); from <= at && from+2 <= len(t.chars); from++ {
		if slices.Contains(commonWords, t.text(from, from+2)) {
			return true
		}
	}
	return false
}
