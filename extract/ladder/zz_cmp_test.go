package ladder

import (
	"context"
	"fmt"
	"mubiao/extract"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/pdfcpuobj"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func txt(p *extract.Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		fmt.Fprintf(&b, "%s@%.2f,%.2f ", g.Text, g.Box.X0, g.Box.Y0)
	}
	fmt.Fprint(&b, len(p.Rulings), len(p.Pictures))
	return b.String()
}
func TestCmp(t *testing.T) {
	var fs []string
	filepath.Walk("/work/shared", func(p string, i os.FileInfo, e error) error {
		if strings.HasSuffix(p, ".pdf") {
			fs = append(fs, p)
		}
		return nil
	})
	pw := []string{"password", "foo", "usersecret", "userpassword", "openpassword"}
	var ta, tb time.Duration
	pages := 0
	for _, p := range fs {
		f, _ := os.Open(p)
		st, _ := f.Stat()
		t0 := time.Now()
		a, err := ledong.Open(f, st.Size(), pw)
		if err != nil {
			continue
		}
		da := text.New(a, "fast")
		var as []string
		for i := 1; i <= da.Pages(); i++ {
			pa, e1 := da.Page(context.Background(), i)
			if e1 == nil {
				as = append(as, txt(pa))
			} else {
				as = append(as, "")
			}
		}
		ta += time.Since(t0)
		t0 = time.Now()
		b, err := pdfcpuobj.Open(context.Background(), f, st.Size(), pw)
		if err != nil {
			fmt.Println("pdfcpu cannot", filepath.Base(p), err)
			continue
		}
		db := text.New(b, "pdfcpu")
		var bs []string
		for i := 1; i <= db.Pages(); i++ {
			pa, e1 := db.Page(context.Background(), i)
			if e1 == nil {
				bs = append(bs, txt(pa))
			} else {
				bs = append(bs, "")
			}
			if pa != nil && len(pa.Problems) > 0 && i < 3 {
				fmt.Println(filepath.Base(p), i, pa.Problems[0])
			}
		}
		tb += time.Since(t0)
		pages += len(as)
		if len(as) != len(bs) {
			fmt.Println("PAGES", filepath.Base(p), len(as), len(bs))
			continue
		}
		d := 0
		for i := range as {
			if as[i] != bs[i] {
				d++
				if d == 1 {
					n := 0
					for n < len(as[i]) && n < len(bs[i]) && as[i][n] == bs[i][n] {
						n++
					}
					s := max(0, n-30)
					fmt.Printf("  %d: %q | %q\n", i+1, as[i][s:min(len(as[i]), n+50)], bs[i][s:min(len(bs[i]), n+50)])
				}
			}
		}
		if d > 0 {
			fmt.Println("DIFF", filepath.Base(p), d, "of", len(as))
		}
	}
	fmt.Println(ta, tb, pages)
}
