package zh

// Fonts of Chinese systems draw 长 and ⻓ with one glyph, and a program that
// writes a PDF has to name one character for a glyph. Many name the radical,
// so that text copied from the page reads ⽤⼾ where 用户 was typed. A form
// never means the radical.
const (
	firstSupplement, lastSupplement = 0x2E80, 0x2EF3
	firstKangxi, lastKangxi         = 0x2F00, 0x2FD5
)

// supplement holds the ideographs of U+2E80–2EF3 in order, after the Unicode
// Character Database, EquivalentUnifiedIdeograph.txt. The two that stand for
// none stand for themselves.
var supplement = []rune("⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母" +
	"民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹" +
	"艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠" +
	"饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟")

// kangxi holds the ideographs of U+2F00–2FD5 in order, after the same table
// but for three that mainland print has in another shape: 户, 青 and 黄, not
// 戶, 靑 and 黃.
var kangxi = []rune("一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土" +
	"士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手" +
	"支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉" +
	"瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳" +
	"聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛" +
	"辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯" +
	"鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠")

// ideograph returns the ideograph of a radical, and any other rune as it is.
func ideograph(r rune) rune {
	switch {
	case r < firstSupplement || r > lastKangxi:
		return r
	case r >= firstKangxi:
		return kangxi[r-firstKangxi]
	case r <= lastSupplement:
		return supplement[r-firstSupplement]
	}
	return r
}
