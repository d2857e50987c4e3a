package text_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mubiao/extract"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
)

// agreementLeast is the recall and the precision of characters, each way,
// that the tools of the field must confirm.
const agreementLeast = 0.999

// The texts of other tools, pages ended by form feeds.
var tools = []struct {
	name string
	args func(path string) []string
}{
	{"pdftotext", func(path string) []string { return []string{"-raw", "-cropbox", "-enc", "UTF-8", path, "-"} }},
	{"mutool", func(path string) []string { return []string{"draw", "-q", "-F", "txt", path} }},
}

func TestGlyphsAgreeWithOtherTools(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other tools over many documents")
	}
	var files []string
	for _, pattern := range []string{"corpus/*.pdf", "wild/budgets/*.pdf"} {
		found, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", pattern))
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("no documents in ../shared")
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool.name); err != nil {
			t.Logf("%s is missing", tool.name)
			continue
		}
		t.Run(tool.name, func(t *testing.T) {
			for _, path := range files {
				t.Run(filepath.Base(path), func(t *testing.T) {
					t.Parallel()
					cmd := exec.Command(tool.name, tool.args(path)...)
					printed, err := cmd.Output()
					if err != nil {
						t.Skipf("%s: %v", tool.name, err)
					}
					compare(t, bytes.Split(printed, []byte("\f")), read(t, path))
				})
			}
		})
	}
}

// read gives the text of every page.
func read(t *testing.T, path string) []string {
	t.Helper()
	doc := open(t, path)
	var pages []string
	for n := 1; n <= doc.Pages(); n++ {
		page, err := doc.Page(context.Background(), n)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, g := range page.Glyphs {
			b.WriteString(g.Text)
		}
		pages = append(pages, b.String())
		if len(page.Problems) > 0 {
			t.Errorf("page %d: %v", n, errors.Join(page.Problems...))
		}
	}
	return pages
}

func open(t testing.TB, path string) *text.Document {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	objs, err := ledong.Open(bytes.NewReader(content), int64(len(content)), nil, object.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New(objs, extract.ReaderFast)
	t.Cleanup(func() { doc.Close() })
	return doc
}

// compare counts the characters of each page that both texts have. A CJK
// radical, which a tool reports that does not read ActualText, stands for any
// one ideograph.
func compare(t *testing.T, want [][]byte, got []string) {
	t.Helper()
	var common, wanted, gotten int
	for n := range got {
		var other []byte
		if n < len(want) {
			other = want[n]
		}
		w, g := count(string(other)), count(got[n])
		any := w[anyIdeograph]
		delete(w, anyIdeograph)
		for r, k := range g {
			if more := k - w[r]; more > 0 && any > 0 && unicode.Is(unicode.Han, r) {
				w[r] += min(more, any)
				any -= min(more, any)
			}
			if w[r] < k {
				t.Logf("page %d: %q %d times, want %d", n+1, r, k, w[r])
			}
			gotten += k
		}
		for r, k := range w {
			common += min(k, g[r])
			wanted += k
			if g[r] < k {
				t.Logf("page %d: %q %d times, want %d", n+1, r, g[r], k)
			}
		}
	}
	if share(common, wanted) < agreementLeast || share(common, gotten) < agreementLeast {
		t.Errorf("recall %.4f of %d, precision %.4f of %d", share(common, wanted), wanted, share(common, gotten), gotten)
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// anyIdeograph is what count makes of CJK radicals that NFKC leaves as they
// are.
const anyIdeograph = '〇'

// count counts the characters of a text. Both sides are folded by NFKC,
// because the tools differ in whether they decompose ligatures and widths.
// Blanks and soft hyphens are not counted: tools make and drop them.
func count(s string) map[rune]int {
	counts := map[rune]int{}
	for _, r := range norm.NFKC.String(s) {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u00AD':
		case r >= 0x2E80 && r <= 0x2EFF:
			counts[anyIdeograph]++
		default:
			counts[r]++
		}
	}
	return counts
}
