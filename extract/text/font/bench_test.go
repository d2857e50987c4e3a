package font

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkNext(b *testing.B) {
	for _, bm := range []struct{ name, shown string }{
		{"GBK-EUC-H", "\xBC\xA8\xD0\xA7\xC4\xBF\xB1\xEA 2024"},
		{"UniGB-UTF16-H", "\x7E\xE9\x65\x48\x76\xEE\x68\x07\x00 \x002\x000"},
		{"GBK2K-H", "\xBC\xA8\xD0\xA7\xC4\xBF\xB1\xEA 2024"},
		{"Identity-H", "\x00\x01\x00\x02\x00\x03\x00\x04\x00\x05\x00\x06"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			f := New(value(type0(name(bm.name), dict{})))
			shown := []byte(bm.shown)
			b.ReportAllocs()
			codes := 0
			for b.Loop() {
				for s := shown; len(s) > 0; codes++ {
					_, n := f.Next(s)
					s = s[n:]
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(codes), "ns/code")
		})
	}
}

func BenchmarkNewWithToUnicode(b *testing.B) {
	var sections strings.Builder
	for code := range 5000 {
		fmt.Fprintf(&sections, "<%04X> <%04X>\n", 2*code, 0x4E00+code)
	}
	d := value(type0(name("Identity-H"), dict{"ToUnicode": cmapOf("5000 beginbfchar\n" + sections.String() + "endbfchar")}))
	b.ReportAllocs()
	for b.Loop() {
		New(d)
	}
}

func BenchmarkReadCollection(b *testing.B) {
	for b.Loop() {
		readCollection(gb1Table)
	}
}
