package pdfwrite_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/internal/pdfwrite"
)

// lines are set one under the other: Han, full-width and ASCII characters,
// and the operators of targets.
var lines = []string{
	"项目支出绩效目标表（2031年度）",
	"指标1：道路养护里程≥38.6公里",
	"LED灯 <=120 ≧90% ≦5天 A4",
}

func document(t *testing.T, opts pdfwrite.Options, encoding pdfwrite.Encoding, frame pdfwrite.Frame) []byte {
	t.Helper()
	f := pdfwrite.New(opts)
	font := f.Font(encoding)
	p := f.Page(400, 300, frame)
	p.Box(40, 40, 360, 200, 0.75)
	for i, s := range lines {
		p.Text(font, 12, 50, 70+30*float64(i), s)
	}
	b, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func variants() map[string]pdfwrite.Options {
	return map[string]pdfwrite.Options{
		"plain":      {},
		"compressed": {Compress: true},
		"packed":     {Compress: true, ObjectStreams: true},
		"bare packs": {ObjectStreams: true},
	}
}

var encodings = []pdfwrite.Encoding{pdfwrite.UniGBUCS2, pdfwrite.UniGBUTF16, pdfwrite.GBKEUC, pdfwrite.MadeUpCIDs}

func TestOtherReadersReadTheText(t *testing.T) {
	tools := map[string]func(path string) []string{
		"pdftotext": func(path string) []string { return []string{"pdftotext", "-layout", path, "-"} },
		"mutool":    func(path string) []string { return []string{"mutool", "draw", "-q", "-F", "txt", path} },
	}
	for tool, args := range tools {
		for name, opts := range variants() {
			for _, encoding := range encodings {
				t.Run(fmt.Sprintf("%s/%s/%s", tool, name, encoding), func(t *testing.T) {
					if _, err := exec.LookPath(tool); err != nil {
						t.Skip(tool + " is not installed")
					}
					path := filepath.Join(t.TempDir(), "a.pdf")
					if err := os.WriteFile(path, document(t, opts, encoding, pdfwrite.Frame{}), 0o600); err != nil {
						t.Fatal(err)
					}
					argv := args(path)
					out, err := exec.Command(argv[0], argv[1:]...).Output()
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(bare(strings.Join(lines, "")), bare(string(out))); diff != "" {
						t.Error(diff)
					}
				})
			}
		}
	}
}

// bare drops white space and folds full-width ASCII, which poppler returns
// for the half-width characters of GBK-EUC-H.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" \n\r\t\f", r):
			return -1
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		}
		return r
	}, s)
}

func TestTheSameCallsGiveTheSameBytes(t *testing.T) {
	for name, opts := range variants() {
		a := document(t, opts, pdfwrite.MadeUpCIDs, pdfwrite.Frame{Rotate: 90})
		b := document(t, opts, pdfwrite.MadeUpCIDs, pdfwrite.Frame{Rotate: 90})
		if string(a) != string(b) {
			t.Errorf("%s: two files differ", name)
		}
	}
}

func TestACharacterOutsideTheEncodingIsReported(t *testing.T) {
	f := pdfwrite.New(pdfwrite.Options{})
	f.Page(100, 100, pdfwrite.Frame{}).Text(f.Font(pdfwrite.GBKEUC), 10, 10, 10, "⩾")
	if _, err := f.Bytes(); err == nil {
		t.Error("no error for U+2A7E in GBK")
	}
}

// MuPDF must find each character in one place on the displayed page,
// whatever the page's /Rotate and CropBox.
func TestAPageIsUprightHoweverItLies(t *testing.T) {
	if _, err := exec.LookPath("mutool"); err != nil {
		t.Skip("mutool is not installed")
	}
	render := func(frame pdfwrite.Frame) string {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.pdf")
		if err := os.WriteFile(path, document(t, pdfwrite.Options{}, pdfwrite.UniGBUCS2, frame), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("mutool", "draw", "-q", "-F", "stext", path).Output()
		if err != nil {
			t.Fatal(err)
		}
		return firstQuads(string(out))
	}
	want := render(pdfwrite.Frame{})
	if want == "" {
		t.Fatal("no characters in mutool's answer")
	}
	for _, frame := range []pdfwrite.Frame{{Rotate: 90}, {Rotate: 180}, {Rotate: 270}, {OffsetX: 20, OffsetY: 30}, {Rotate: 90, OffsetX: 20, OffsetY: 30}} {
		if diff := cmp.Diff(want, render(frame)); diff != "" {
			t.Errorf("%+v: %s", frame, diff)
		}
	}
}

// firstQuads picks the places of characters out of mutool's structured text.
func firstQuads(stext string) string {
	var b strings.Builder
	for _, line := range strings.Split(stext, "\n") {
		if i := strings.Index(line, "<char quad="); i >= 0 {
			b.WriteString(line[i:] + "\n")
		}
	}
	return b.String()
}
