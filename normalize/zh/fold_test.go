package zh

import (
	"testing"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

func TestFoldMakesComparable(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"数量指标", "数量指标"},
		{"（万元）：", "(万元):"},
		{"９０．５％", "90.5%"},
		{"项目　名称", "项目 名称"},
		{"⽤⼾满意度", "用户满意度"},
		{"⻓期⽬标", "长期目标"},
		{"⻘海⾊", "青海色"},
		{"①㎡Ⅲ", "①㎡Ⅲ"},
		{"ｶﾞ", "ガ"},
		{"\uf9dc", "隆"}, // compatibility ideograph, which has a canonical decomposition
		{"e\u0301", "é"},
		{"≧90％", "≧90%"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRadicalsKeepsFullWidthPunctuation(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"⼀、⽬标１：（⻚）", "一、目标１：（页）"},
		{"⺀⺚", "⺀⺚"},
		{"绩效", "绩效"},
	} {
		if got := Radicals(c.in); got != c.want {
			t.Errorf("Radicals(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestEveryRadicalHasItsIdeograph(t *testing.T) {
	if len(kangxi) != lastKangxi-firstKangxi+1 || len(supplement) != lastSupplement-firstSupplement+1 {
		t.Fatalf("tables of %d and %d radicals", len(kangxi), len(supplement))
	}
	mainland := map[rune]bool{'戶': true, '靑': true, '黃': true}
	for r := rune(firstKangxi); r <= lastKangxi; r++ {
		want := []rune(norm.NFKC.String(string(r)))[0]
		if got := ideograph(r); got != want && !mainland[want] {
			t.Errorf("ideograph(%U) = %c, want %c", r, got, want)
		}
	}
	for r := rune(firstSupplement); r <= lastSupplement; r++ {
		if got := ideograph(r); got != r && !isHan(got) || got != r && got <= lastKangxi && got >= firstSupplement {
			t.Errorf("ideograph(%U) = %U", r, got)
		}
	}
}

// TestInertCharactersNeverChange guards the short cut that Fold takes.
func TestInertCharactersNeverChange(t *testing.T) {
	for r := rune(0); r <= 0x10FFFF; r++ {
		if r >= 0xD800 && r <= 0xDFFF {
			continue
		}
		s := string(r)
		if inert(r) && (norm.NFC.String(s) != s || r != 0x20A9 && r != 0x3000 && ideograph(r) != r ||
			width.LookupRune(r).Folded() != 0) {
			t.Errorf("%U is not inert", r)
		}
		if f := width.LookupRune(r).Folded(); f != 0 && FoldRune(r) != f {
			t.Errorf("FoldRune(%U) = %U, want %U", r, FoldRune(r), f)
		}
	}
}

func TestPlainTextIsNotCopied(t *testing.T) {
	s := "原州区电子政务外网网络服务专项经费（2023年度）"
	plain := "原州区电子政务外网网络服务专项经费2023年度≥90%"
	if n := testing.AllocsPerRun(100, func() {
		Radicals(s)
		Fold(plain)
		Squeeze(s)
		Label(plain)
		Join([]string{s})
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"（⽤⼾）", "ｶﾞｷﾞ", "e\u0301①", "\u212b\uf900", "\x80Ａ", "\u1100\u1161\u11a8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, fold := range map[string]func(string) string{"Fold": Fold, "Radicals": Radicals} {
			once := fold(s)
			if twice := fold(once); twice != once {
				t.Errorf("%s: %q becomes %q, then %q", name, s, once, twice)
			}
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"plain", "维修养护农村供水工程数量指标"},
		{"punctuation", "年度资金总额（万元）："},
		{"radicals", "⽤⼾满意度指标（⻓期）"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(c.text)
			}
		})
	}
}
