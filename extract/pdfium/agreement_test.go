package pdfium

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mubiao/extract"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
)

func TestScratchAgree(t *testing.T) {
	e := &Engine{}
	defer e.Close()
	var files []string
	for _, p := range strings.Split(os.Getenv("XFILES"), ",") {
		f, _ := filepath.Glob(p)
		files = append(files, f...)
	}
	for _, f := range files {
		b, _ := os.ReadFile(f)
		objs, err := ledong.Open(bytes.NewReader(b), int64(len(b)), nil)
		if err != nil {
			fmt.Println(filepath.Base(f), "ledong:", err)
			continue
		}
		fast := text.New(objs, extract.ReaderFast)
		d, err := e.Open(context.Background(), bytes.NewReader(b), int64(len(b)), nil)
		if err != nil {
			fmt.Println(filepath.Base(f), err)
			continue
		}
		var tot tally
		for n := range d.Pages() {
			p, err := fast.Page(context.Background(), n+1)
			if err != nil {
				fmt.Println(err)
				continue
			}
			q, err := d.Page(context.Background(), n+1)
			if err != nil {
				fmt.Println(err)
				continue
			}
			if math.Abs(p.Width-q.Width)+math.Abs(p.Height-q.Height) > 0.01 {
				fmt.Println("size", p.Width, p.Height, q.Width, q.Height)
			}
			tot.page(n+1, p, q)
		}
		fmt.Printf("%-40s %+v\n", filepath.Base(f), tot)
		d.Close()
	}
}

type tally struct {
	A, B, Common, Near, RA, RB, RCA, RCB, PA, PB int
	UA, UB                                       int
	prob                                         int
}

func glyphs(p *extract.Page) map[string][]extract.Glyph {
	m := map[string][]extract.Glyph{}
	for _, g := range p.Glyphs {
		s := norm.NFKC.String(g.Text)
		s = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
		if s != "" {
			m[s] = append(m[s], g)
		}
	}
	return m
}

var verbose = os.Getenv("XV") != ""

func (t *tally) page(n int, p, q *extract.Page) {
	a, b := glyphs(p), glyphs(q)
	t.UA += p.Undecodable
	t.UB += q.Undecodable
	t.prob += len(q.Problems)
	for s, bs := range b {
		t.B += len(bs)
		used := make([]bool, len(a[s]))
		for _, g := range bs {
			best, at := math.Inf(1), -1
			for i, h := range a[s] {
				if used[i] {
					continue
				}
				dd := max(math.Abs(g.Box.X0-h.Box.X0), math.Abs(g.Box.X1-h.Box.X1), math.Abs(g.Box.Y0-h.Box.Y0), math.Abs(g.Box.Y1-h.Box.Y1), math.Abs(g.Size-h.Size), math.Abs(float64(g.Angle-h.Angle)))
				if g.Hidden != h.Hidden {
					dd += 100
				}
				if dd < best {
					best, at = dd, i
				}
			}
			if at < 0 {
				if verbose {
					fmt.Println(n, "extra", s, g)
				}
				continue
			}
			used[at] = true
			t.Common++
			if best < 0.5 {
				t.Near++
			} else if verbose {
				fmt.Println(n, "off", s, best, g, a[s][at])
			}
		}
		if verbose {
			for i := range used {
				if !used[i] {
					fmt.Println(n, "missing", s, a[s][i])
				}
			}
		}
	}
	for s, as := range a {
		t.A += len(as)
		if b[s] == nil && verbose {
			fmt.Println(n, "missing all", s, as)
		}
	}
	t.RA += len(p.Rulings)
	t.RB += len(q.Rulings)
	t.RCA += covered(n, p.Rulings, q.Rulings)
	t.RCB += covered(-n, q.Rulings, p.Rulings)
	t.PA += len(p.Pictures)
	t.PB += len(q.Pictures)
}

func covered(n int, a, b []extract.Ruling) int {
	c := 0
	for _, r := range a {
		ok := false
		for _, s := range b {
			if math.Abs(r.X0-s.X0)+math.Abs(r.X1-s.X1)+math.Abs(r.Y0-s.Y0)+math.Abs(r.Y1-s.Y1) < 0.5 && math.Abs(r.Width-s.Width) < 0.25 {
				ok = true
				break
			}
		}
		if ok {
			c++
		} else if verbose {
			fmt.Println(n, "ruling", r)
		}
	}
	return c
}
