package normalize_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/ladder"
)

var update = flag.Bool("update", false, "write the golden files and raise the ratchet")

const formsFolder = "../testdata/forms"

// Each document of testdata/forms has a golden file a stage, so that a diff
// names the stage that moved.
func TestEachStageOfTheDocumentsIsAsRecorded(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(formsFolder, "*", "NOTE.md"))
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) == 0 {
		t.Fatalf("no documents in %s", formsFolder)
	}
	for _, note := range folders {
		folder := filepath.Dir(note)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			page, cells := stages(t, source(t, folder))
			golden(t, filepath.Join(folder, "page.golden"), page)
			golden(t, filepath.Join(folder, "grid.golden"), cells)
			golden(t, filepath.Join(folder, "record.golden"), recordStage(source(t, folder)))
		})
	}
}

// source is the document of a folder: a PDF or a text.
func source(t *testing.T, folder string) string {
	t.Helper()
	for _, name := range []string{"source.pdf", "source.txt"} {
		path := filepath.Join(folder, name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Fatalf("no source in %s", folder)
	return ""
}

// golden holds text against a file, or writes it with -update.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		t.Fatalf("%s is missing: write it with -update and read it", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s: -recorded +now\n%s", path, diff)
	}
}

// jsonLines writes values a line each.
type jsonLines struct{ bytes.Buffer }

func (l *jsonLines) add(v any) {
	e := json.NewEncoder(&l.Buffer)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		fmt.Fprintf(&l.Buffer, "%v\n", err)
	}
}

// A failure is what a stage says of a document that it cannot read.
type failure struct {
	Error string `json:"error"`
}

// recordStage is the records of a document.
func recordStage(path string) []byte {
	var out jsonLines
	result, err := readFile(context.Background(), path, filepath.Base(path))
	if err != nil {
		out.add(failure{err.Error()})
		return out.Bytes()
	}
	for _, r := range result.Records {
		out.add(r)
	}
	return out.Bytes()
}

// stages are the pages and the grids of a document.
func stages(t *testing.T, path string) (pages, grids []byte) {
	t.Helper()
	var page, cells jsonLines
	ctx := context.Background()
	file, err := ladder.Open(ctx, path, ladder.Options{})
	if err != nil {
		page.add(failure{err.Error()})
		cells.add(failure{err.Error()})
		return page.Bytes(), cells.Bytes()
	}
	defer file.Close()
	for n := 1; n <= file.Pages(); n++ {
		p, err := file.Page(ctx, n)
		if err != nil {
			page.add(failure{err.Error()})
			continue
		}
		pageStage(&page, p)
		gridStage(&cells, grid.Find(p))
	}
	return page.Bytes(), cells.Bytes()
}

// A run is glyphs that follow one another without a gap in one size.
type run struct {
	Text string     `json:"text"`
	Box  [4]float64 `json:"box"`
	Size float64    `json:"size"`
}

func pageStage(out *jsonLines, p *extract.Page) {
	type head struct {
		Page   int            `json:"page"`
		Size   [2]float64     `json:"size"`
		Reader extract.Reader `json:"reader"`
	}
	out.add(head{p.Number, [2]float64{tenth(p.Width), tenth(p.Height)}, p.Reader})
	for _, line := range p.Lines {
		out.add(map[string]string{"line": line})
	}
	for _, r := range runs(p.Glyphs) {
		out.add(r)
	}
	for _, r := range p.Rulings {
		out.add(map[string][5]float64{"ruling": {tenth(r.X0), tenth(r.Y0), tenth(r.X1), tenth(r.Y1), tenth(r.Width)}})
	}
	for _, problem := range p.Problems {
		out.add(map[string]string{"problem": problem.Error()})
	}
}

// runs joins glyphs that touch on one line.
func runs(glyphs []extract.Glyph) []run {
	var out []run
	var box extract.Rect
	for _, g := range glyphs {
		n := len(out) - 1
		if n >= 0 && touches(box, g.Box) && out[n].Size == tenth(g.Size) {
			box = box.Union(g.Box)
			out[n].Text += g.Text
			out[n].Box = corners(box)
			continue
		}
		box = g.Box
		out = append(out, run{g.Text, corners(box), tenth(g.Size)})
	}
	return out
}

// touches reports whether b follows a on its line without a gap.
func touches(a, b extract.Rect) bool {
	const hair = 0.05
	return math.Abs(a.X1-b.X0) < hair && math.Abs(a.Y0-b.Y0) < hair && math.Abs(a.Y1-b.Y1) < hair
}

func gridStage(out *jsonLines, layout grid.Layout) {
	type head struct {
		Page int        `json:"page"`
		Box  [4]float64 `json:"grid"`
		Xs   []float64  `json:"xs"`
		Ys   []float64  `json:"ys"`
	}
	type cell struct {
		Cell [4]int `json:"cell"` // row, column, rows, columns
		Open string `json:"open,omitempty"`
		Text string `json:"text"`
	}
	type loose struct {
		Page int        `json:"page"`
		Text string     `json:"line"`
		Box  [4]float64 `json:"box"`
	}
	for _, g := range layout.Grids {
		out.add(head{layout.Page, corners(g.Box), tenths(g.Xs), tenths(g.Ys)})
		for _, c := range g.Cells {
			open := ""
			if c.OpenTop {
				open += "top"
			}
			if c.OpenBottom {
				open += "bottom"
			}
			text := ""
			for i, l := range c.Lines {
				if i > 0 {
					text += "/"
				}
				text += l.Text
			}
			out.add(cell{[4]int{c.Row, c.Col, c.RowSpan, c.ColSpan}, open, text})
		}
	}
	for _, l := range layout.Lines {
		out.add(loose{layout.Page, l.Text, corners(l.Box)})
	}
}

// tenth rounds to a tenth of a point: golden files show what moved, not how
// floating point adds.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

func tenths(list []float64) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = tenth(v)
	}
	return out
}

func corners(r extract.Rect) [4]float64 {
	return [4]float64{tenth(r.X0), tenth(r.Y0), tenth(r.X1), tenth(r.Y1)}
}
