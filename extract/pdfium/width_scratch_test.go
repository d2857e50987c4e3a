package pdfium
import ("testing";"os";"context";"bytes";"fmt";"math";"path/filepath")
func TestScratchWidth(t *testing.T) {
	e := &Engine{}
	defer e.Close()
	fs, _ := filepath.Glob(os.Getenv("XFILES"))
	for _, f := range fs {
	b, _ := os.ReadFile(f)
	d, err := e.Open(context.Background(), bytes.NewReader(b), int64(len(b)), nil)
	if err != nil { continue }
	n, bad := 0, 0
	for k := range d.Pages() {
		d.on(context.Background(), k+1, func(page uint64) error {
			g := d.guest
			tp := g.pointer(loadText, page)
			for i := range g.count(charCount, tp) {
				if g.ok(charGenerated, tp, uint64(i)) { continue }
				o := g.pointer(charObject, tp, uint64(i))
				font := g.pointer(textFont, o)
				size := math.Float64frombits(g.call(charFontSize, tp, uint64(i)))
				u := g.call(charUnicode, tp, uint64(i))
				g.call(charMatrix, tp, uint64(i), g.out(0,4))
				m := g.matrix()
				g.call(charLooseBox, tp, uint64(i), g.out(0,4))
				w := g.float(2)-g.float(0)
				ok := g.ok(fontWidth, font, u&0xffffffff, uint64(math.Float32bits(float32(size))), g.out(0,4))
				w2 := g.float(0)*m.a
				n++
				if math.Abs(w-w2) > 0.01 { bad++; if bad < 6 { fmt.Println(ok, string(rune(u)), u, w, w2, size, m) } }
			}
			g.call(closeText, tp)
			return nil
		})
	}
	fmt.Println(filepath.Base(f), n, bad)
	d.Close()
	}
}
