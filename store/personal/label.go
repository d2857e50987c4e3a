package personal

import (
	"regexp"
	"strings"

	"mubiao/normalize/zh"
)

// roles are what forms call the people whose names they print, or ask to sign.
// A role may have more in front: 项目负责人, 财务负责人, 部门联系人.
var roles = []string{
	"负责人", "联系人", "联络人", "填报人", "填表人", "申报人", "上报人", "经办人", "承办人", "经手人", "制表人", "编制人", "录入人", "报送人",
	"审核人", "复核人", "审批人", "批准人", "核准人", "责任人", "评价人", "自评人", "主持人", "管理人",
	"法定代表人", "法人代表", "责任领导", "主管领导", "分管领导", "主要领导", "单位领导", "联系领导", "单位主管", "财务主管", "项目主管",
	"填报人员", "经办人员", "联系人员", "评价人员", "工作人员姓名", "评价组长", "项目组成员", "姓名",
}

// signs are words of a label behind which a person signs.
var signs = []string{"签字", "签名", "签章"}

// contacts are what forms call the ways to reach people.
var contacts = []string{
	"电话", "手机", "座机", "联系方式", "联系方法", "通讯方式", "通信方式", "传真", "邮箱", "电子邮件", "微信", "qq",
	"e-mail", "email", "tel", "phone", "mobile", "身份证", "证件号",
}

var personalWord = regexp.MustCompile(`(?i)` + strings.Join(append(append(append([]string{}, roles...), signs...), contacts...), "|"))

// notPersonal are labels with such a word that count or describe, and name
// nobody: 负责人数, 电话费, 热线电话满意度.
var notPersonal = regexp.MustCompile(`(?i)(人数|人次|数量|个数|费|费用|满意度|率|职责|情况|意见|要求)$`)

// IsPersonal reports whether a header field with this label, as printed, is
// about people.
func IsPersonal(label string) bool {
	label = zh.Label(label)
	return personalWord.MatchString(label) && !notPersonal.MatchString(zh.StripBrackets(label))
}
