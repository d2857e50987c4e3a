package pdfium_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mubiao/extract"
	"mubiao/extract/pdfium"
)

// engine serves all tests: starting one takes a tenth of a second, or seconds
// where its code is not in the cache yet.
var engine pdfium.Engine

func TestMain(m *testing.M) {
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

// A character's box goes from pen to pen and is an em high, wherever its font
// has ink.
func TestGlyphsHaveAdvanceBoxes(t *testing.T) {
	d := open(t, sketch("BT /H 10 Tf 20 50 Td <7EE96548> Tj ET", ""))
	want := &extract.Page{
		Number: 1, Width: 200, Height: 100, Reader: extract.ReaderPdfium,
		Glyphs: []extract.Glyph{
			{Text: "绩", Box: extract.Rect{X0: 20, Y0: 41.2, X1: 30, Y1: 51.2}, Size: 10, Confidence: 1},
			{Text: "效", Box: extract.Rect{X0: 30, Y0: 41.2, X1: 40, Y1: 51.2}, Size: 10, Confidence: 1},
		},
	}
	if diff := cmp.Diff(want, page(t, d, 1), cmpopts.EquateApprox(0, 0.01), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestTextIsReadAsShown(t *testing.T) {
	for name, test := range map[string]struct{ content, want string }{
		"one character of a font that is not there": {"BT /H 10 Tf 20 50 Td <7EE9> Tj ET", "绩"},
		"no blank is made up in a gap":              {"BT /F 10 Tf 20 50 Td (a) Tj 60 0 Td (b) Tj ET", "ab"},
		"no line end is made up":                    {"BT /F 10 Tf 20 50 Td (a) Tj 0 -20 Td (b) Tj ET", "ab"},
		"a hyphen at the end of a line stays":       {"BT /F 10 Tf 20 50 Td (co-) Tj 0 -12 Td (operate) Tj ET", "co-operate"},
		"a shadow is one text with what casts it":   {"BT /F 10 Tf 20 50 Td (a) Tj ET BT /F 10 Tf 20.8 49.2 Td (a) Tj ET", "a"},
		"fake bold is one text":                     {"BT /F 10 Tf 20 50 Td (a) Tj ET BT /F 10 Tf 20.3 50 Td (a) Tj ET", "a"},
		"text off the page is left out":             {"BT /F 10 Tf 20 50 Td (a) Tj ET BT /F 10 Tf 20 150 Td (b) Tj ET", "a"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := shown(page(t, open(t, sketch(test.content, "")), 1)); got != test.want {
				t.Errorf("shows %q, want %q", got, test.want)
			}
		})
	}
}

func TestPageIsTurnedAndCroppedAsDisplayed(t *testing.T) {
	const content = "BT /H 10 Tf 20 50 Td <7EE9> Tj ET 20 30 100 0.5 re f"
	for name, test := range map[string]struct {
		entries       string
		width, height float64
		box           extract.Rect
		angle         float32
		ruling        extract.Ruling
	}{
		"upright": {
			"", 200, 100,
			extract.Rect{X0: 20, Y0: 41.2, X1: 30, Y1: 51.2},
			0,
			extract.Ruling{X0: 20, X1: 120, Y0: 69.75, Y1: 69.75, Width: 0.5},
		},
		"a quarter": {
			"/Rotate 90", 100, 200,
			extract.Rect{X0: 48.8, Y0: 20, X1: 58.8, Y1: 30},
			90,
			extract.Ruling{X0: 30.25, X1: 30.25, Y0: 20, Y1: 120, Width: 0.5},
		},
		"upside down": {
			"/Rotate 180", 200, 100,
			extract.Rect{X0: 170, Y0: 48.8, X1: 180, Y1: 58.8},
			180,
			extract.Ruling{X0: 80, X1: 180, Y0: 30.25, Y1: 30.25, Width: 0.5},
		},
		"three quarters": {
			"/Rotate -90", 100, 200,
			extract.Rect{X0: 41.2, Y0: 170, X1: 51.2, Y1: 180},
			-90,
			extract.Ruling{X0: 69.75, X1: 69.75, Y0: 80, Y1: 180, Width: 0.5},
		},
		"cropped": {
			"/CropBox[10 20 150 90]", 140, 70,
			extract.Rect{X0: 10, Y0: 31.2, X1: 20, Y1: 41.2},
			0,
			extract.Ruling{X0: 10, X1: 110, Y0: 59.75, Y1: 59.75, Width: 0.5},
		},
	} {
		t.Run(name, func(t *testing.T) {
			want := &extract.Page{
				Number: 1, Width: test.width, Height: test.height, Reader: extract.ReaderPdfium,
				Glyphs:  []extract.Glyph{{Text: "绩", Box: test.box, Size: 10, Angle: test.angle, Confidence: 1}},
				Rulings: []extract.Ruling{test.ruling},
			}
			got := page(t, open(t, sketch(content, test.entries)), 1)
			if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 0.01), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHiddenTextIsMarked(t *testing.T) {
	p := page(t, open(t, sketch("BT /F 10 Tf 20 50 Td 3 Tr (a) Tj 0 Tr (b) Tj ET", "")), 1)
	if len(p.Glyphs) != 2 || !p.Glyphs[0].Hidden || p.Glyphs[1].Hidden {
		t.Errorf("%v, want the first hidden alone", p.Glyphs)
	}
}

// A font that names nothing but codes of its own says nothing.
func TestUnknownCharactersAreCounted(t *testing.T) {
	const cmap = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/M def 1 begincodespacerange <00><FF> endcodespacerange " +
		"2 beginbfchar <61><F061> <62><7EE9> endbfchar endcmap end end"
	p := page(t, open(t, sketch("BT /F 10 Tf 20 50 Td (ab) Tj ET", "/Resources<</Font<</F 7 0 R>>>>",
		"<</Type/Font/Subtype/TrueType/BaseFont/Marks/ToUnicode 8 0 R/FirstChar 97/LastChar 98/Widths[500 500]>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(cmap), cmap))), 1)
	if got := shown(p); got != "\uFFFD绩" || p.Undecodable != 1 {
		t.Errorf("shows %q with %d unknown, want %q with 1", got, p.Undecodable, "\uFFFD绩")
	}
}

func TestRulingsAreWhatIsSeen(t *testing.T) {
	line := func(y, width float64) []extract.Ruling {
		return []extract.Ruling{{X0: 10, X1: 110, Y0: 100 - y, Y1: 100 - y, Width: width}}
	}
	for name, test := range map[string]struct {
		content string
		want    []extract.Ruling
	}{
		"stroke":             {"2 w 10 50 m 110 50 l S", line(50, 2)},
		"thin box":           {"10 49.5 100 1 re f", line(50, 1)},
		"under a matrix":     {"q 2 0 0 2 0 0 cm 1 w 5 25 m 55 25 l S Q", line(50, 2)},
		"clipped":            {"q 10 0 100 100 re W n 1 w 0 50 m 190 50 l S Q", line(50, 1)},
		"white":              {"1 g 10 49.5 100 1 re f", nil},
		"neither painted":    {"10 50 m 110 50 l n", nil},
		"dots in a row":      {strings.Repeat("q 1 0 0 1 2 0 cm 8 49.5 1 1 re f Q 1 0 0 1 2 0 cm ", 50), []extract.Ruling{{X0: 10, X1: 109, Y0: 50, Y1: 50, Width: 1}}},
		"slanted":            {"10 50 m 110 90 l S", nil},
		"in a form":          {"q 1 0 0 1 10 0 cm /X Do Q", line(50, 1)},
		"box, its edges":     {"1 w 10 20 100 60 re S", []extract.Ruling{{X0: 10, X1: 110, Y0: 80, Y1: 80, Width: 1}, {X0: 110, X1: 110, Y0: 20, Y1: 80, Width: 1}, {X0: 10, X1: 110, Y0: 20, Y1: 20, Width: 1}, {X0: 10, X1: 10, Y0: 20, Y1: 80, Width: 1}}},
		"curves are no line": {"10 50 m 40 50 80 50 110 50 c S", nil},
	} {
		t.Run(name, func(t *testing.T) {
			const form = "1 w 0 50 m 100 50 l S"
			x := fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 200 100]/Length %d>>stream\n%s\nendstream", len(form), form)
			p := page(t, open(t, sketch(test.content, "", x)), 1)
			if diff := cmp.Diff(test.want, p.Rulings, cmpopts.EquateApprox(0, 0.01), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPicturesAreFound(t *testing.T) {
	image := "<</Type/XObject/Subtype/Image/Width 20/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8/Length 200>>stream\n" + strings.Repeat("x", 200) + "\nendstream"
	p := page(t, open(t, sketch("q 100 0 0 50 10 20 cm /X Do Q", "", image)), 1)
	want := []extract.Picture{{Box: extract.Rect{X0: 10, Y0: 30, X1: 110, Y1: 80}, Width: 20, Height: 10}}
	if diff := cmp.Diff(want, p.Pictures, cmpopts.EquateApprox(0, 0.01)); diff != "" {
		t.Error(diff)
	}
}

// What is filled in is part of a form; what is noted on it is not.
func TestFieldsArePartOfThePageAndCommentsAreNot(t *testing.T) {
	look := func(text string) string {
		content := "BT /F 10 Tf 2 5 Td (" + text + ") Tj ET"
		return fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</F 5 0 R>>>>/Length %d>>stream\n%s\nendstream", len(content), content)
	}
	content := sketch("BT /F 10 Tf 20 50 Td (page) Tj ET", "/Annots[7 0 R 8 0 R 9 0 R]",
		"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/Rect[100 40 150 60]/AP<</N 10 0 R>>>>",
		"<</Type/Annot/Subtype/Stamp/F 4/Rect[100 70 150 90]/AP<</N 11 0 R>>>>",
		"<</Type/Annot/Subtype/FreeText/F 4/Rect[20 10 70 30]/AP<</N 12 0 R>>>>",
		look("field"), look("stamp"), look("note"))
	d := open(t, content)
	p := page(t, d, 1)
	text := shown(p)
	if !strings.Contains(text, "page") || !strings.Contains(text, "field") || !strings.Contains(text, "note") || strings.Contains(text, "stamp") {
		t.Errorf("shows %q, want the page, the field and the note", text)
	}
	if again := shown(page(t, d, 1)); again != text {
		t.Errorf("shows %q when read again, want %q", again, text)
	}
	// A picture shows all of it, whether the page was read before or not.
	fresh, err := open(t, content).RenderGray(context.Background(), 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	after, err := d.RenderGray(context.Background(), 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fresh.Pix, after.Pix) {
		t.Error("a page looks different once it was read")
	}
}

func TestUnreadableFilesAreFormatErrors(t *testing.T) {
	for name, content := range map[string]string{"nothing": "", "text": "绩效目标表", "header alone": "%PDF-1.7\n"} {
		_, err := engine.Open(context.Background(), strings.NewReader(content), int64(len(content)), nil)
		if _, ok := errors.AsType[*extract.FormatError](err); !ok {
			t.Errorf("%s: %v, want a FormatError", name, err)
		}
	}
}

func TestPageNumbersAndContext(t *testing.T) {
	d := open(t, sketch("", ""))
	for _, n := range []int{-1, 0, 2} {
		if _, err := d.Page(context.Background(), n); err == nil {
			t.Errorf("page %d is read", n)
		}
		if _, err := d.Render(context.Background(), n, 72); err == nil {
			t.Errorf("page %d is drawn", n)
		}
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Page(cancelled, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("Page: %v, want %v", err, context.Canceled)
	}
	if _, err := engine.Open(cancelled, strings.NewReader(""), 0, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Open: %v, want %v", err, context.Canceled)
	}
	page(t, d, 1)
}

// A page that needs more memory than there is costs that page.
func TestDocumentOutlivesABrokenGuest(t *testing.T) {
	small := &pdfium.Engine{Memory: 48 << 20}
	defer small.Close()
	const bomb = 256 << 20
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	for range bomb >> 20 {
		w.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	w.Close()
	content := sketch("BT /F 10 Tf 20 50 Td (fine) Tj ET", "",
		fmt.Sprintf("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", packed.Len(), packed.Bytes()),
		"<</Type/Page/Parent 2 0 R/Contents 7 0 R>>")
	content = bytes.Replace(content, []byte("/Kids[3 0 R]/Count 1"), []byte("/Kids[8 0 R 3 0 R]/Count 2"), 1) // moves what follows; PDFium rebuilds
	d, err := small.Open(context.Background(), bytes.NewReader(content), int64(len(content)), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for range 2 {
		p, err := d.Page(context.Background(), 1)
		if err == nil {
			t.Errorf("a page that does not fit into memory is read: %d glyphs", len(p.Glyphs))
		}
		if got := shown(page(t, d, 2)); got != "fine" {
			t.Errorf("shows %q afterwards, want fine", got)
		}
	}
}

// Documents of one engine are read at the same time.
func TestDocumentsAreIndependent(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			text := fmt.Sprint("document", i)
			content := sketch("BT /F 10 Tf 20 50 Td ("+text+") Tj ET", "")
			for range 10 {
				d, err := engine.Open(context.Background(), bytes.NewReader(content), int64(len(content)), nil)
				if err != nil {
					t.Error(err)
					return
				}
				p, err := d.Page(context.Background(), 1)
				if err != nil || shown(p) != text {
					t.Errorf("shows %v, %v, want %s", p, err, text)
				}
				d.Close()
			}
		})
	}
	wait.Wait()
}

func TestClosedEngineOpensNothing(t *testing.T) {
	var unused pdfium.Engine
	if err := unused.Close(); err != nil {
		t.Error(err)
	}
	if _, err := unused.Open(context.Background(), strings.NewReader(""), 0, nil); err == nil {
		t.Error("a closed engine opens a file")
	}
}

// quoted finds the passwords in what the manifest of the documents from
// elsewhere says of one.
var quoted = regexp.MustCompile(`password "?(\w+)`)

// Whatever a file holds, reading it ends in pages or in errors.
func TestWildFilesOpenOrFailPlainly(t *testing.T) {
	manifest, err := os.ReadFile(filepath.Join(shared, "wild", "MANIFEST.tsv"))
	if err != nil {
		t.Skip("the documents from elsewhere are not here: ", err)
	}
	files, pages := 0, 0
	for _, row := range strings.Split(strings.TrimSpace(string(manifest)), "\n")[1:] {
		name, _, _ := strings.Cut(row, "\t")
		found, _ := filepath.Glob(filepath.Join(shared, "wild", "*", name))
		if len(found) != 1 || filepath.Ext(name) != ".pdf" {
			continue
		}
		content, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		var passwords []string
		for _, m := range quoted.FindAllStringSubmatch(row, -1) {
			passwords = append(passwords, m[1])
		}
		d, err := engine.Open(context.Background(), bytes.NewReader(content), int64(len(content)), passwords)
		if err != nil {
			if _, ok := errors.AsType[*extract.FormatError](err); !ok {
				t.Errorf("%s: %T: %v", name, err, err)
			}
			continue
		}
		for n := range d.Pages() {
			if _, err := d.Page(context.Background(), n+1); err != nil {
				if _, ok := errors.AsType[*extract.FormatError](err); !ok {
					t.Errorf("%s: %v", name, err)
				}
			}
			pages++
		}
		d.Close()
		files++
	}
	t.Logf("%d files with %d pages", files, pages)
}
