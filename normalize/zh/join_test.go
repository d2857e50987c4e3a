package zh

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSqueezeRemovesAllWhiteSpace(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"项目名称", "项目名称"},
		{" 项　目\u00a0名\u200b称\ufeff\r\n", "项目名称"},
		{"", ""},
	} {
		if got := Squeeze(c.in); got != c.want {
			t.Errorf("Squeeze(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestJoinFollowsHowChineseIsSet(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"实施单|位", "实施单位"},
		{"有理由投诉（拒接电话和服|务态度等）", "有理由投诉（拒接电话和服务态度等）"},
		{"2023 年度", "2023年度"},
		{"完成|120 公里", "完成120公里"},
		{"Windows|Server", "Windows Server"},
		{"Windows Server |2019 系统", "Windows Server 2019系统"},
		{"使用  Microsoft   Office 软件", "使用Microsoft Office软件"},
		{"968.191|8", "968.1918"},
		{"968.191 |8", "968.1918"},
		{"8,827,|620.53", "8,827,620.53"},
		{"99|.5%", "99.5%"},
		{"51000021R|000019951-工资", "51000021R000019951-工资"},
		{"Wi-|Fi", "Wi-Fi"},
		{"soft\u00ad|ware", "software"},
		{"≥ 90 %", "≥90%"},
		{">= 90", ">=90"},
		{"43.2 43.2 37.24", "43.2 43.2 37.24"},
		{"≥90.00|(%)", "≥90.00(%)"},
		{"元 / 人 · 月", "元/人·月"},
		{"|绩| |效|", "绩效"},
		{"", ""},
		{"　", ""},
		{"A, B", "A, B"},
		{"A|, B", "A, B"},
	} {
		if got := Join(strings.Split(c.lines, "|")); got != c.want {
			t.Errorf("Join(%q) = %q, want %q", c.lines, got, c.want)
		}
	}
}

func FuzzJoin(f *testing.F) {
	for _, s := range []string{"实施单\n位", "968.191 \n8 A", " a\n\n b\u200b c", "\x80 \xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lines := strings.Split(s, "\n")
		once := Join(lines)
		if twice := Join([]string{once}); twice != once {
			t.Errorf("%q becomes %q, then %q", s, once, twice)
		}
		if utf8.ValidString(s) && Squeeze(once) != Squeeze(s) {
			t.Errorf("Join(%q) = %q lost or made characters", s, once)
		}
	})
}

func BenchmarkJoin(b *testing.B) {
	for _, c := range []struct {
		name  string
		lines []string
	}{
		{"one line", []string{"维修养护农村供水工程"}},
		{"two lines", []string{"有理由投诉（拒接电话和服", "务态度等）"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Join(c.lines)
			}
		})
	}
}
