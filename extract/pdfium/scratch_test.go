package pdfium
import ("testing";"os";"context";"bytes";"time";"fmt")
func TestScratch(t *testing.T) {
	e := &Engine{}
	defer e.Close()
	t0 := time.Now()
	for _, name := range []string{"seed.pdf","classic-unembedded.pdf","classic-chromium-0.pdf"} {
	b, _ := os.ReadFile("/work/shared/corpus/"+name)
	d, err := e.Open(context.Background(), bytes.NewReader(b), int64(len(b)), nil)
	if err != nil { t.Fatal(err) }
	fmt.Println(name, "open", time.Since(t0), d.Pages())
	for n := range d.Pages() {
		t1 := time.Now()
		p, err := d.Page(context.Background(), n+1)
		if err != nil { t.Fatal(err) }
		dt := time.Since(t1)
		s := ""
		for _, g := range p.Glyphs[:min(40,len(p.Glyphs))] { s += g.Text }
		fmt.Println(n+1, dt, len(p.Glyphs), len(p.Rulings), len(p.Pictures), p.Undecodable, s, p.Problems, len(d.guest.memory.bytes)>>20)
	}
	d.Close()
	}
}
