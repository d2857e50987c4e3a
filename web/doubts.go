package web

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A phrase is a text in the languages of the pages.
type phrase struct{ zh, en string }

func (p phrase) in(language string) string {
	if language == chinese {
		return p.zh
	}
	return p.en
}

// A doubt puts a code of docs/issues.md in the words of who checks forms.
type doubt struct {
	name phrase // as short as a heading
	what phrase // what is doubted, and what to do about it
	// says are the messages that are stored with the code. Those that are not
	// among them, such as errors of other programs, are shown as they are.
	says []saying
}

// A saying is a message of an issue. stored is the format that made it; in zh
// {1} is what the first verb of it printed.
type saying struct{ stored, zh string }

// unplaced are messages of several codes.
var unplaced = []saying{
	{"page %d: %q is in no field of the record", "第 {1} 页：{2}没有归入任何栏目"},
	{"%q is in no field of the record", "{1}没有归入任何栏目"},
	{"the table beside %s was not read", "“{1}”旁的表格没有读出"},
}

// doubts are the wording of all codes. A test holds it against docs/issues.md.
var doubts = map[string]doubt{
	// Documents.
	"document-missing":     {name: phrase{"文件不存在", "No such file"}, what: phrase{"指定的位置没有这个文件。请核对路径。", "There is no file at that place. Check the path."}},
	"document-no-access":   {name: phrase{"无权读取文件", "File may not be read"}, what: phrase{"没有权限读取该文件或其所在文件夹。请管理员检查权限。", "The file or its folder may not be read. Have its permissions checked."}},
	"document-not-pdf":     {name: phrase{"不是 PDF", "Not a PDF"}, what: phrase{"文件既不是 PDF，也不是纯文本，或已损坏到无法读取。请索取 PDF 原件或重新导出。", "The file is neither a PDF nor plain text, or damaged beyond reading. Ask for the PDF, or save it as one."}},
	"document-encrypted":   {name: phrase{"文件已加密", "Encrypted"}, what: phrase{"文件有密码保护，现有密码都打不开。请取得密码，由管理员重新导入。", "A password protects the file, and none that is known opens it. Find the password, and have the file imported with it."}},
	"document-unsupported": {name: phrase{"格式不支持", "Not supported"}, what: phrase{"文件有效，但用到了本程序不支持的功能。请用其他程序另存后再上传。", "The file is valid but needs something that is not done. Save it with another program and upload that."}},
	"document-no-text":     {name: phrase{"没有文字", "No text"}, what: phrase{"各页都没有文字。请对照页面图像。", "None of its pages holds text. Look at the pages."}},
	"document-too-large":   {name: phrase{"超过限额", "Too large"}, what: phrase{"文件大小、页数或读取时所需内存超过限额。文件若正常，请管理员提高限额后重新导入。", "The file, its pages or the memory to read it exceed a limit. If the file is sound, have the limit raised and import it again."}},
	"document-timeout":     {name: phrase{"读取超时", "Took too long"}, what: phrase{"读取时间超过限额。请管理员延长限额后重新导入。", "Reading took longer than its limit. Have the limit raised and import it again."}},
	"document-crashed":     {name: phrase{"读取中断", "Reader crashed"}, what: phrase{"读取该文件的程序中断；能读出的内容由备用方式读出，请对照页面。", "The file crashed its reader; what is shown was read by the second one. Compare it with the page."}},
	"document-unreadable":  {name: phrase{"无法读取", "Not readable"}, what: phrase{"文件未能读取。请用其他程序另存后再上传。", "The file could not be read. Save it with another program and upload that."}},
	"archive-damaged":      {name: phrase{"压缩包损坏", "Archive damaged"}, what: phrase{"压缩包或其中的文件已损坏。请重新索取。", "The archive, or a document in it, is damaged. Ask for it again."}},
	"archive-encrypted":    {name: phrase{"压缩包有密码", "Archive under a password"}, what: phrase{"压缩包中的文件有密码。请解压后上传各文件。", "The document is under a password in its archive. Unpack it and upload the files."}},
	"archive-nested":       {name: phrase{"压缩包套压缩包", "Archive in an archive"}, what: phrase{"压缩包里还有压缩包，其中内容没有读取。请逐层解压后上传。", "An archive within an archive is not opened. Unpack it and upload the files."}},

	// Pages.
	"no-text": {
		name: phrase{"图像页未识别", "Picture not read"}, what: phrase{"此页是图像，且未启用文字识别。", "The page is a picture, and pictures were not to be read."},
		says: []saying{
			{"the page is a picture, and pictures were not to be read; the text hidden under it was made by another program and is not trusted", "此页是图像且未作识别；图像下隐藏的文字出自其他程序，不予采信"},
			{"the page is a picture without text, and pictures were not to be read", "此页是没有文字的图像，且未作识别"},
		},
	},
	"ocr-not-installed": {
		name: phrase{"未安装文字识别", "OCR is not installed"}, what: phrase{"此页是图像，服务器上没有安装文字识别。请管理员安装后重新导入。", "The page is a picture, and nothing is installed that reads pictures. Have it installed, and import the file again."},
		says: []saying{{"the page is a picture, and nothing is installed that reads pictures; run: mubiao ocr install", "此页是图像，未安装文字识别（mubiao ocr install）"}},
	},
	"text-aligned": {
		name: phrase{"文本以空格分栏", "Columns kept by blanks"}, what: phrase{"文本文件用空格分栏，部分表格没能读出。请上传 PDF 原件。", "A text file keeps its columns apart by blanks, and not all forms could be made out. Upload the PDF itself."},
		says: []saying{{"the text keeps columns apart by blanks, and not all of its forms could be made out; write it in reading order (pdftotext -raw) or give the PDF", "文本用空格分栏，部分表格没能读出"}},
	},
	"text-undecodable": {
		name: phrase{"文字无法解码", "Characters without meaning"}, what: phrase{"此页超过 2% 的字符无法解码。请索取其他格式的文件。", "The font of the page does not say what its characters are. Ask for the document in another format."},
		says: []saying{{"more than 2 % of the page's characters have no known meaning", "此页超过 2% 的字符含义不明"}},
	},
	"page-too-large":  {name: phrase{"页面超过限额", "Page too large"}, what: phrase{"此页内容超过限额，只读出一部分。表格页一般远低于限额，请对照页面。", "The page exceeds a limit, and only a part of it was read. Pages of forms come nowhere near: look at it."}},
	"readers-differ":  {name: phrase{"两次读取不一致", "Readers differ"}, what: phrase{"同一页用两种方式读取，结果不同。请逐项对照页面。", "The page was read in two ways, and they disagree. Compare its values with the page."}},
	"page-damaged":    {name: phrase{"页面损坏", "Page damaged"}, what: phrase{"页面内容中断或无意义，没有读出文字。请另存文件后再上传。", "The page's content breaks off or makes no sense. Save the file with another program and upload that."}},
	"page-unreadable": {name: phrase{"页面无法读取", "Page not readable"}, what: phrase{"此页没有读出任何内容。请另存文件后再上传。", "Nothing of the page could be read. Save the file with another program and upload that."}},
	"form-unread": {
		name: phrase{"有表未读出", "Form not read"}, what: phrase{"此页有指标表，但没能读出绩效表。请对照页面人工录入。", "The page shows a table of indicators, but no form could be read from it. It has to be read by a person."},
		says: []saying{
			{"the page shows an indicator table, but no form could be read from it", "此页有指标表，但没能读出绩效表"},
			{"the text shows an indicator table, but no form could be read from it", "文本中有指标表，但没能读出绩效表"},
		},
	},

	// Forms and values.
	"header-missing": {
		name: phrase{"缺少表头项目", "Field not found"}, what: phrase{"这类表通常印有的栏目没有找到。请看原表是否印有，有则补录。", "A field that such forms print was not found. See whether the form prints it."},
		says: []saying{
			{"no title was found", "没有找到标题"},
			{"no year (年度) was found", "没有找到年度"},
			{"no project name (项目名称) was found", "没有找到项目名称"},
			{"no department (主管部门) was found", "没有找到主管部门"},
			{"no %s was found", "没有找到 {1}"},
		},
	},
	"goals-missing": {
		name: phrase{"没有目标", "No goal"}, what: phrase{"没有找到绩效目标。请看原表是否填写。", "No goal (绩效目标) was found. See whether the form states one."},
		says: []saying{{"no goal (绩效目标) was found", "没有找到绩效目标"}},
	},
	"funds-sum": {
		name: phrase{"合计不符", "Sum is off"}, what: phrase{"合计不等于表中各分项之和。原表本身可能有误，请对照页面。", "A total is not the sum of the parts that the form prints. The source may be wrong: compare it with the page."},
		says: []saying{
			{"the total is %s, its parts add up to %s 万元", "合计为 {1} 万元，各分项之和为 {2} 万元"},
			{"the total is %s, with %s it does not add up", "合计为 {1} 万元，加上 {2} 不相符"},
		},
	},
	"funds-missing": {
		name: phrase{"没有资金", "No funds"}, what: phrase{"没有找到资金金额。请看原表是否填写。", "No amount of money was found. See whether the form states one."},
		says: []saying{{"no funds (资金总额) were found", "没有找到资金总额"}},
	},
	"amount-unreadable": {
		name: phrase{"金额读不出", "Amount not read"}, what: phrase{"金额不是单独一个数字。请从页面上读出后更正。", "A sum of money is not a single number. Read it from the page."},
		says: []saying{{"%q is no single amount: %v", "{1}不是单独一个金额"}},
	},
	"not-a-number": {
		name: phrase{"不是数字", "Not a number"}, what: phrase{"权重、得分或比率不是数字。请从页面上读出后更正。", "A weight, score or rate is not a number. Read it from the page."},
		says: []saying{{"%q is not a number", "{1}不是数字"}},
	},
	"target-empty": {
		name: phrase{"没有指标值", "No target"}, what: phrase{"指标没有指标值。请看原表是否空白。", "An indicator has no target. See whether the form leaves it blank."},
		says: []saying{{"the indicator %q has no target", "指标{1}没有指标值"}},
	},
	"name-empty": {
		name: phrase{"没有名称", "No name"}, what: phrase{"有指标值而没有指标名称，或任务没有名称。请看原表是否空白。", "A target has no indicator, or a task no name. See whether the form leaves it blank."},
		says: []saying{{"the target %q has no indicator", "指标值{1}没有对应的指标"}, {"a task has no name", "任务没有名称"}},
	},
	"percent-over-100": {
		name: phrase{"百分比超过 100%", "Over 100 %"}, what: phrase{"百分比超过 100%。增长率可以，但符号误读成数字（≥92% 读成 292%）也是如此，请对照页面。", "A share is over 100 %. Growth may be; a sign read as a digit (≥92 % as 292 %) looks the same. Compare it with the page."},
		says: []saying{
			{"the target %q is over 100 %%", "指标值{1}超过 100%"},
			{"the share %q is over 100 %%, or its %% was read as a figure", "百分比{1}超过 100%，或百分号误读成数字"},
		},
	},
	"number-order": {
		name: phrase{"编号不连续", "Numbers do not count on"}, what: phrase{"指标编号不连续，可能漏读了一行。请对照页面。", "The numbers of indicators do not count on: a row may be missing. Compare it with the page."},
		says: []saying{{"指标%d follows 指标%d", "指标{2} 之后是指标{1}"}},
	},
	"level-missing": {
		name: phrase{"没有指标级别", "No level"}, what: phrase{"这一指标没有印级别名称。请看左侧名称管到哪几行。", "No level is printed for an indicator. See which rows the label is for."},
		says: []saying{
			{"no level is printed for this indicator", "这一指标没有印级别"},
			{"no level 1 is printed for this indicator", "这一指标没有印一级指标"},
			{"no level is printed for this indicator, or the picture does not show it", "这一指标没有印级别，或图像上看不出"},
			{"no level 2 is printed for this indicator", "这一指标没有印二级指标"},
		},
	},
	"level-inferred": {
		name: phrase{"一级指标为推定", "Level inferred"}, what: phrase{"原表没有印一级指标，按二级指标的通常归属填入。请核对。", "No level 1 is printed; it was taken from the usual parent of level 2. Check it."},
		says: []saying{{"no level 1 is printed beside %s; taken as %s", "{1}旁没有印一级指标，按“{2}”填入"}},
	},
	"level-unknown": {
		name: phrase{"级别名称少见", "Unusual level"}, what: phrase{"级别名称不在通用名称之列。有的表用自己的名称，请核对。", "A level is none of the usual names. The form may have names of its own."},
		says: []saying{{"%q is no level of the usual vocabulary", "{1}不是通用的级别名称"}},
	},
	"table-unruled": {
		name: phrase{"表格没有框线", "No rules"}, what: phrase{"表格没有框线，行列归属按位置判断。请对照页面。", "The form has no rules: which row and column a text is for was judged by its place. Compare it with the page."},
		says: []saying{
			{"the table has no rules, and what stands in front of the indicators was not found on their page", "表格没有框线，指标之前的内容不在同一页"},
			{"the table has no rules; which row a text is for was judged by its place", "表格没有框线，文字属于哪一行按位置判断"},
			{"the table has no rules; which label a text is for was judged by its place", "表格没有框线，文字属于哪一栏按位置判断"},
			{"the table has no rules; which label an amount is for was judged by its place", "表格没有框线，金额属于哪一栏按位置判断"},
			{"the table has no rules, and no column of the other level was found", "表格没有框线，没有找到另一级指标的栏"},
			{"the table has no rules; no total score was found", "表格没有框线，没有找到总分"},
		},
	},
	"level-ambiguous": {
		name: phrase{"级别归属不明", "Level not bounded"}, what: phrase{"级别名称没有框线分隔，管哪几行按位置判断。请对照页面。", "No rule bounds a label; which rows it is for was judged by its place. Compare it with the page."},
		says: []saying{
			{"no rule bounds %s; which rows it is for was judged by its place", "{1}没有框线分隔，管哪几行按位置判断"},
			{"%s does not belong under %s", "“{1}”不应归在“{2}”之下"},
			{"a label of a level is cut or missing before this row", "此行之前的级别名称被截断或缺失"},
		},
	},
	"row-uncertain": {
		name: phrase{"行的起止不确定", "Row not certain"}, what: phrase{"一行从哪里起、到哪里止不能确定（跨页或纯文本）。请对照原件。", "Where a row begins or ends is not sure, at a page break or in plain text. Compare it with the source."},
		says: []saying{
			{"%d rows hold %d indicators", "{1} 行里有 {2} 个指标"},
			{"which lines belong to which indicator is not sure", "各行文字属于哪个指标不能确定"},
			{"which lines belong to this indicator is not sure", "哪几行文字属于这一指标不能确定"},
			{"where one indicator ends and the next begins is not sure everywhere", "有的指标从哪里起、到哪里止不能确定"},
			{"which amount belongs to which label is not sure", "哪个金额属于哪一栏不能确定"},
			{"which lines belong to which label is not sure", "哪几行文字属于哪一栏不能确定"},
			{"a label among the fields is broken and was not put together", "有一个栏目名称断开，没有拼合"},
			{"the head of the other level was not found", "没有找到另一级指标的表头"},
			{"no title stands where the form begins", "表的开头没有标题"},
			{"the form has columns side by side here, which the text does not keep apart", "此处原表左右分栏，文本中没有分开"},
			{"which lines belong to %s is not sure", "哪几行属于“{1}”不能确定"},
			{"no total score was found", "没有找到总分"},
			{"no number was found in this row", "这一行没有找到数字"},
			{"%q and %q may be one text", "{1}和{2}可能是同一段文字"},
			{"a page break cuts the row, or the next page begins with one of its own", "此行被分页截断，或下一页另起一行"},
			{"%q stands on %d lines without a number; where its name ends is not sure", "{1}占 {2} 行而没有编号，名称到哪里为止不能确定"},
			{"%q may hold more than one indicator", "{1}可能不止一个指标"},
			{"where the name %q ends and the target %q begins is not sure", "名称{1}与指标值{2}的分界不能确定"},
			{"whether this is one indicator with that of the next or the last line is not sure", "与上一行或下一行是否为同一指标不能确定"},
		},
	},
	"prose-read": {
		name: phrase{"由文字叙述读出", "Read from sentences"}, what: phrase{"绩效目标以文字叙述，没有表格。仅作说明，无需处理。", "The form is told in sentences, without a table. Nothing is to be done."},
		says: []saying{{"the form is told in sentences, without a table", "以文字叙述，没有表格"}},
	},
	"prose-split": {
		name: phrase{"名称与指标值分界不明", "Name and target not parted"}, what: phrase{"句中没有符号分开指标名称和指标值，按词语判断。请对照原件。", "In a sentence nothing but the words parts an indicator's name from its target. Compare it with the source."},
		says: []saying{{"where the name ends and the target begins in %q was judged by its words", "{1}中名称与指标值的分界按词语判断"}},
	},
	"table-cut": {
		name: phrase{"表格可能未完", "Table may go on"}, what: phrase{"表格可能延续到下一页，而下一页没有读出。请看下一页。", "The table may go on on the next page, which could not be read. Look at the next page."},
		says: []saying{
			{"the table may go on on the next page, which could not be read", "表格可能延续到下一页，而下一页没有读出"},
			{"the table may go on behind what could be read of it", "表格在已读出的部分之后可能还有内容"},
		},
	},
	"table-skipped": {
		name: phrase{"附表未录", "Table left out"}, what: phrase{"栏目旁的附表（如实施进度计划）没有对应栏目，未录入。一般无需处理。", "A table beside a label, such as a schedule, has no place in a record. It is in the document if you need it."},
		says: []saying{{"the table of %s is in no field of the record", "“{1}”的表格没有归入任何栏目"}},
	},
	"remark-skipped": {
		name: phrase{"说明未录", "Remark left out"}, what: phrase{"指标下方的说明（如评价结论）没有对应栏目，未录入。一般无需处理。", "A remark under the indicators has no place in a record. It is in the document if you need it."},
		says: []saying{{"page %d: %s: %q is in no field of the record", "第 {1} 页：{2}：{3}没有归入任何栏目"}},
	},
	"text-unplaced": {
		name: phrase{"文字未归栏", "Text in no field"}, what: phrase{"表内这段文字没有归入任何栏目。请看是否漏了内容。", "Text inside the form is in no field of the record. See whether it matters."},
		says: unplaced,
	},
	"character-unknown": {
		name: phrase{"含不明字符", "Unknown character"}, what: phrase{"值中有含义不明的字符。请从页面上读出后更正。", "A value holds a character of unknown meaning. Read it from the page."},
		says: []saying{{"%q holds a character of unknown meaning", "{1}中有含义不明的字符"}},
	},
	"low-confidence": {
		name: phrase{"识别把握低", "Low confidence"}, what: phrase{"由图像识别，把握低于 90%：这类值每十个至少错一个。请对照页面。", "It was read from a picture with a confidence below 0.9: one in ten of such values, or more, is wrong. Compare it with the page."},
		says: []saying{{"it was read with a confidence of %.2f", "识别把握为 {1}"}},
	},
	"ocr-repaired": {
		name: phrase{"识别结果已修正", "OCR repaired"}, what: phrase{"图像识别的结果按这类表的用语作了修正。看着不对时再核对。", "What was read from a picture was corrected by what such forms print. Nothing is to be done unless it looks wrong."},
		says: []saying{
			{"page %d: %q was read as %q", "第 {1} 页：{2}原识别为{3}"},
			{"it was read as %q", "原识别为{1}"},
			{"指标%d was read without its figure", "指标{1} 的数字原未识别"},
			{"it was read as 指标%d, with the first figure of the name", "原识别为指标{1}，含名称的第一个数字"},
			{"it was read as 指标%d", "原识别为指标{1}"},
		},
	},
	"sign-unread": {
		name: phrase{"符号没有认出", "Sign not read"}, what: phrase{"指标值旁应有符号（≥、≤），识别出的不是符号。请对照页面。", "The cell beside a target should hold a sign (≥, ≤); what was read there is none. Compare it with the page."},
		says: []saying{{"its sign was read as %q", "符号识别为{1}"}},
	},
	"marks-unbalanced": {
		name: phrase{"括号或引号不成对", "Mark without its counterpart"}, what: phrase{"括号或引号只有一半，识别时可能漏了行首行尾的符号。请对照页面。", "A bracket or quotation mark has no counterpart: one may have been lost at the edge of a line. Compare it with the page."},
		says: []saying{{"%q has no counterpart", "{1}没有另一半"}},
	},
	"letter-stray": {
		name: phrase{"多出字母或符号", "Stray letter or mark"}, what: phrase{"前面有单个字母，或首尾有多余的符号，可能是印章、框线的笔画或污点。请对照页面。", "A lone letter stands before a sign or 指标N, or a mark where none stands: strokes of a seal or a rule, or dust. Compare it with the page."},
		says: []saying{
			{"%q stands alone before it", "前面多出{1}"},
			{"%q stands alone behind it", "后面多出{1}"},
		},
	},
	"years-apart": {
		name: phrase{"年度不一致", "Years do not agree"}, what: phrase{"年度与标题或项目期不一致，数字可能误读。请对照页面。", "The year does not agree with the title or the period: a figure may be misread. Compare it with the page."},
		says: []saying{
			{"the title is of %d, the year was read as %d", "标题是 {1} 年，年度读作 {2}"},
			{"the period %q does not fit the year %d", "项目期{1}与年度 {2} 不符"},
		},
	},
	"figures-alike": {
		name: phrase{"数字疑似误读", "Figure may be misread"}, what: phrase{"两处数字只差一位形近的数字，其中一处可能误读。请对照页面。", "Two numbers differ in one figure that looks like the other: one may be misread. Compare them with the page."},
		says: []saying{{"%q and %q differ in one figure that looks like the other", "{1}与{2}只差一位形近的数字"}},
	},
	"end-missing": {
		name: phrase{"句末没有句号", "Sentence without its end"}, what: phrase{"别的句子以句号结尾，这一句没有，可能漏识句号。请对照页面。", "Other sentences end with 。, this one does not: the mark may have been lost. Compare it with the page."},
		says: []saying{{"the sentence ends without 。, others have it", "句末没有句号，别的句子有"}},
	},
	"name-short": {
		name: phrase{"名称只有一个字", "Name of one character"}, what: phrase{"指标名称只读出一个字，其余可能被框线切掉。请对照页面。", "One character was read of the indicator's name: the rest may have been cut off. Compare the row with the page."},
		says: []saying{{"%q is no name of an indicator", "{1}不成指标名称"}},
	},
	"score-over-weight": {
		name: phrase{"得分高于分值", "Score above its weight"}, what: phrase{"得分不会高于分值，分值也不会空着，可能误读。请对照页面。", "A score is no higher than its weight, and no weight is blank beside one: a figure may be misread. Compare them with the page."},
		says: []saying{
			{"a score of %g has no weight beside it", "得分 {1} 旁没有分值"},
			{"the score %g is above the weight %g", "得分 {1} 高于分值 {2}"},
		},
	},
	"point-unclear": {
		name: phrase{"小数点或千分位", "Point or comma"}, what: phrase{"三位小数可能是千分位逗号误读（82.444 与 82,444）。请对照页面。", "Three decimals may be a misread comma of thousands (82.444 for 82,444). Compare it with the page."},
		says: []saying{{"%q may be a number with a comma of thousands", "{1}可能带千分位逗号"}},
	},
	"weights-sum": {
		name: phrase{"权重合计不符", "Weights do not add up"}, what: phrase{"权重合计既不是 100 也不是 90，可能有一项误读或漏读。请对照页面。", "The weights add up neither to 100 nor to 90: one may be misread or missing. Compare them with the page."},
		says: []saying{{"the weights add up to %g, neither to 100 nor to 90", "权重合计为 {1}，既不是 100 也不是 90"}},
	},
	"number-missing": {
		name: phrase{"缺少指标编号", "Number missing"}, what: phrase{"其他指标都有编号，这一指标没有；编号可能混在名称里。请对照页面。", "Other indicators have a number; that of this one may hide in its name. Compare it with the page."},
		says: []saying{{"the indicator has no number, others do", "这一指标没有编号，其他指标有"}},
	},
	"number-misread": {
		name: phrase{"编号疑似误读", "Number may be misread"}, what: phrase{"扫描件中指标编号不连续，多半是误读或漏行。请对照页面。", "In a scan a number that does not count on is most likely misread, or a row is missing. Compare it with the page."},
		says: []saying{{"指标%d stands where 指标%d is expected", "应为指标{2} 处读出指标{1}"}},
	},
	"goal-missing": {
		name: phrase{"可能漏了目标", "A goal may be missing"}, what: phrase{"目标编号不连续，或一个目标里似乎另有目标。请对照页面。", "The numbers of goals do not count on, or one goal seems to hold another. Compare them with the page."},
		says: []saying{
			{"目标%d follows 目标%d", "目标{2} 之后是目标{1}"},
			{"another goal seems to begin in it", "其中似乎另有一个目标"},
			{"a goal seems to begin in another", "有一个目标似乎混在另一个目标里"},
		},
	},
	"name-is-level": {
		name: phrase{"指标名称像级别名称", "Name of a level"}, what: phrase{"指标名称与级别名称相同，这一行可能错了栏。请对照页面。", "An indicator is called like a level: its row may have slipped into the wrong columns. Compare it with the page."},
		says: []saying{{"%q is the name of a level, not of an indicator", "{1}是级别名称，不是指标名称"}},
	},
	"unit-missing": {
		name: phrase{"可能漏了单位", "Unit may be missing"}, what: phrase{"其他指标值多有单位或百分号，或者名称括号内似有单位，而这一项没有：可能漏掉了。请对照页面。", "Most targets have a unit or a % sign, or the name seems to hold one in brackets, and this target has none: it may have been lost. Compare it with the page."},
		says: []saying{
			{"a share (率) is printed without %%, others have it", "比率没有百分号，其他的有"},
			{"the target %q has no unit, most have", "指标值{1}没有单位，其他的多有"},
			{"the target %q has no unit, and %q in the name may be one", "指标值{1}没有单位，而指标名称中的{2}可能是单位"},
		},
	},
	"hidden-text-differs": {
		name: phrase{"隐藏文字与图像不符", "Hidden text differs"}, what: phrase{"文件在扫描图像下藏有文字，与图像不符；采用了图像上的内容。", "The file hides text under a scan that differs from what the scan shows. The picture was read."},
		says: []saying{{"the text hidden under it is %q", "其下隐藏的文字是{1}"}, {"page %d: the text hidden under the picture has %.0f %% of its characters in common with it; the picture was read", "第 {1} 页：图像下隐藏的文字只有 {2}% 与图像相同，采用了图像上的内容"}},
	},
	"correction-stale": {
		name: phrase{"更正已不适用", "Correction is stale"}, what: phrase{"此处曾经更正，但重新读取的内容与更正时不同，更正未采用。请对照页面，重新更正或撤销。", "A person corrected the value, but a newer reading says something else there. Correct it again, or undo the correction."},
		says: []saying{{"%s corrected %s to %s, but it is read otherwise by now: not applied", "{1} 曾将 {2} 更正为 {3}，但现在读出的内容不同，未采用"}},
	},
}

// DoubtName is what a code is called; the code itself where it has no words.
func (p *page) DoubtName(code string) string {
	if d, ok := doubts[code]; ok {
		return d.name.in(p.Lang)
	}
	return code
}

// Advice says what a code doubts and what to do.
func (p *page) Advice(code string) string { return doubts[code].what.in(p.Lang) }

// Says is the message of an issue as a sentence begins; empty where there is
// none in Chinese.
func (p *page) Says(code, message string) string {
	if p.Lang != chinese && message != "" {
		first, size := utf8.DecodeRuneInString(message)
		return string(unicode.ToUpper(first)) + message[size:]
	}
	for _, s := range doubts[code].says {
		if values := s.match(message); values != nil {
			return s.fill(values)
		}
	}
	return ""
}

var (
	verb = regexp.MustCompile(`%(?:[sdgvq]|\.\df|%)`)
	slot = regexp.MustCompile(`\{\d\}`)
)

// finders find the messages that formats made.
var finders = make(map[string]*regexp.Regexp)

func init() {
	for _, d := range doubts {
		for _, s := range d.says {
			finders[s.stored] = s.finder()
		}
	}
}

// finder finds the messages that a format made, and in them what its verbs
// printed.
func (s saying) finder() *regexp.Regexp {
	var b strings.Builder
	at := 0
	for _, place := range verb.FindAllStringIndex(s.stored, -1) {
		b.WriteString(regexp.QuoteMeta(s.stored[at:place[0]]))
		switch s.stored[place[1]-1] {
		case '%':
			b.WriteByte('%')
		case 'q':
			b.WriteString(`("(?:[^"\\]|\\.)*")`)
		case 'd', 'f', 'g':
			b.WriteString(`(-?[\d.]+)`)
		default:
			b.WriteString(`(.*)`)
		}
		at = place[1]
	}
	b.WriteString(regexp.QuoteMeta(s.stored[at:]))
	return regexp.MustCompile(`(?s)^` + b.String() + `$`)
}

// match returns the message and what the verbs of the format printed in it, or
// nil if another format made it.
func (s saying) match(message string) []string { return finders[s.stored].FindStringSubmatch(message) }

// fill puts the values of match where zh has their numbers. Those that were
// quoted as in Go are quoted as in Chinese (GB/T 15834).
func (s saying) fill(values []string) string {
	return slot.ReplaceAllStringFunc(s.zh, func(mark string) string {
		n, _ := strconv.Atoi(mark[1 : len(mark)-1])
		if n >= len(values) {
			return mark
		}
		if text, err := strconv.Unquote(values[n]); err == nil && strings.HasPrefix(values[n], `"`) {
			return "“" + text + "”"
		}
		return values[n]
	})
}
