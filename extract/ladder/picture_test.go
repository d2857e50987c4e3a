package ladder

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"mubiao/extract"
	"mubiao/extract/ocr"
	"mubiao/extract/pdfium"
	"mubiao/extract/scan"
	"mubiao/internal/pdfwrite"
)

// oneWord is an engine that reads the same word in every line.
type oneWord struct{}

func (oneWord) Read(_ context.Context, line *image.Gray) (ocr.Line, error) {
	return ocr.Line{Text: "绩", Runes: []ocr.Rune{{Text: "绩", X1: float64(line.Rect.Dx()), P: 0.9}}}, nil
}

func (oneWord) UpsideDown(context.Context, []*image.Gray) (float64, error) { return 0, nil }

// scanned is the path of a PDF of one page: a picture of a bar of print, and
// what it is given.
func scanned(t *testing.T, add func(file *pdfwrite.File, page *pdfwrite.Page)) string {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 600, 400))
	draw.Draw(picture, picture.Rect, image.White, image.Point{}, draw.Src)
	for i := range 5 {
		draw.Draw(picture, image.Rect(100+26*i, 200, 120+26*i, 220), image.Black, image.Point{}, draw.Src)
	}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, picture, nil); err != nil {
		t.Fatal(err)
	}
	file := pdfwrite.New(pdfwrite.Options{})
	page := file.Page(300, 200, pdfwrite.Frame{})
	page.Picture(0, 0, 300, 200, jpg.Bytes(), 600, 400, false)
	if add != nil {
		add(file, page)
	}
	pdf, err := file.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "scan.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func firstPage(t *testing.T, path string, opts Options) *extract.Page {
	t.Helper()
	file, err := Open(context.Background(), path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	page, err := file.Page(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func withEngine(t *testing.T) Options {
	t.Helper()
	engine := new(pdfium.Engine)
	t.Cleanup(func() { engine.Close() })
	return Options{PDFium: engine, Engine: func() (scan.Engine, error) { return oneWord{}, nil }}
}

func TestAPageWithoutTextIsReadFromItsPicture(t *testing.T) {
	page := firstPage(t, scanned(t, nil), withEngine(t))
	if page.Reader != extract.ReaderOCR || page.Why != extract.WhyPicture || len(page.Glyphs) != 1 {
		t.Errorf("read by %s (%s): %d glyphs", page.Reader, page.Why, len(page.Glyphs))
	}
}

func TestAPictureThatIsNotReadIsNamed(t *testing.T) {
	path := scanned(t, nil)
	if page := firstPage(t, path, Options{}); page.NoOCR != extract.OCRMissing {
		t.Errorf("without an engine: %q", page.NoOCR)
	}
	if page := firstPage(t, path, Options{OCR: OCRNever}); page.NoOCR != extract.OCROff {
		t.Errorf("switched off: %q", page.NoOCR)
	}
}

func TestAPageNumberOnAScanIsNoText(t *testing.T) {
	path := scanned(t, func(file *pdfwrite.File, page *pdfwrite.Page) {
		page.Text(file.Font(pdfwrite.UniGBUCS2), 9, 140, 190, "- 1 -")
	})
	if page := firstPage(t, path, withEngine(t)); page.Reader != extract.ReaderOCR {
		t.Errorf("read by %s", page.Reader)
	}
}

func TestTextBesideAPictureIsText(t *testing.T) {
	path := scanned(t, func(file *pdfwrite.File, page *pdfwrite.Page) {
		font := file.Font(pdfwrite.UniGBUCS2)
		for i := range 5 {
			page.Text(font, 9, 10, 20+20*float64(i), "项目支出绩效目标申报表的正文一行有很多字")
		}
	})
	opts := withEngine(t)
	page := firstPage(t, path, opts)
	if page.Reader == extract.ReaderOCR || page.NoOCR != "" {
		t.Errorf("read by %s, %q", page.Reader, page.NoOCR)
	}
	opts.OCR = OCRAlways
	if page := firstPage(t, path, opts); page.Reader != extract.ReaderOCR || page.Why != extract.WhyAsked {
		t.Errorf("where it is asked for, read by %s (%s)", page.Reader, page.Why)
	}
}

// manyWords is an engine that reads a hundred characters in every line.
type manyWords struct{ oneWord }

func (manyWords) Read(_ context.Context, line *image.Gray) (ocr.Line, error) {
	var read ocr.Line
	width := float64(line.Rect.Dx()) / 100
	for i := range 100 {
		read.Runes = append(read.Runes, ocr.Rune{Text: "绩", X0: width * float64(i), X1: width * float64(i+1), P: 0.9})
	}
	return read, nil
}

// mixed is the path of a page with text in its upper third and a picture of
// dense print, of the given shade, below.
func mixed(t *testing.T, shade uint8) string {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 600, 560))
	draw.Draw(picture, picture.Rect, image.White, image.Point{}, draw.Src)
	for y := 40; y < 520; y += 40 {
		for x := 40; x < 540; x += 26 {
			draw.Draw(picture, image.Rect(x, y, x+20, y+20), image.NewUniform(color.Gray{Y: shade}), image.Point{}, draw.Src)
		}
	}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, picture, nil); err != nil {
		t.Fatal(err)
	}
	file := pdfwrite.New(pdfwrite.Options{})
	page := file.Page(300, 420, pdfwrite.Frame{})
	page.Picture(0, 140, 300, 420, jpg.Bytes(), 600, 560, false)
	font := file.Font(pdfwrite.UniGBUCS2)
	for i := range 5 {
		page.Text(font, 9, 10, 20+20*float64(i), "项目支出绩效目标申报表的正文一行有很多字")
	}
	pdf, err := file.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "mixed.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPrintInAPictureBesideTextIsRead(t *testing.T) {
	opts := withEngine(t)
	opts.Engine = func() (scan.Engine, error) { return manyWords{}, nil }
	if page := firstPage(t, mixed(t, 0), opts); page.Reader != extract.ReaderOCR {
		t.Errorf("read by %s", page.Reader)
	}
	if page := firstPage(t, mixed(t, 0), withEngine(t)); page.Reader == extract.ReaderOCR {
		t.Error("a picture that says less than the text is taken for the page")
	}
	opts.Engine = func() (scan.Engine, error) {
		t.Error("a pale pattern is read")
		return manyWords{}, nil
	}
	firstPage(t, mixed(t, 210), opts)
}

func TestAnEmptyPageIsNoPicture(t *testing.T) {
	file := pdfwrite.New(pdfwrite.Options{})
	file.Page(300, 200, pdfwrite.Frame{})
	pdf, err := file.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "empty.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if page := firstPage(t, path, Options{}); page.NoOCR != "" {
		t.Errorf("it is said to be a picture: %q", page.NoOCR)
	}
}
