package text_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/extract/text"
)

func TestPageIsAsDisplayed(t *testing.T) {
	const content = "BT /F1 10 Tf 20 30 Td (a) Tj ET 20 40 m 60 40 l S"
	tests := []struct {
		name, page    string
		width, height float64
		box           extract.Rect
		ruling        string
	}{
		{"plain", "", 200, 100, extract.Rect{X0: 20, Y0: 61.2, X1: 25, Y1: 71.2}, "20,60-60,60/1"},
		{"Rotate 90", "/Rotate 90", 100, 200, extract.Rect{X0: 28.8, Y0: 20, X1: 38.8, Y1: 25}, "40,20-40,60/1"},
		{"Rotate 180", "/Rotate 180", 200, 100, extract.Rect{X0: 175, Y0: 28.8, X1: 180, Y1: 38.8}, "140,40-180,40/1"},
		{"Rotate 270", "/Rotate 270", 100, 200, extract.Rect{X0: 61.2, Y0: 175, X1: 71.2, Y1: 180}, "60,140-60,180/1"},
		{"Rotate -90", "/Rotate -90", 100, 200, extract.Rect{X0: 61.2, Y0: 175, X1: 71.2, Y1: 180}, "60,140-60,180/1"},
		{"Rotate 450", "/Rotate 450", 100, 200, extract.Rect{X0: 28.8, Y0: 20, X1: 38.8, Y1: 25}, "40,20-40,60/1"},
		{"CropBox", "/CropBox[10 20 110 70]", 100, 50, extract.Rect{X0: 10, Y0: 31.2, X1: 15, Y1: 41.2}, "10,30-50,30/1"},
		{"CropBox beyond MediaBox", "/CropBox[-10 -20 300 90]", 200, 90, extract.Rect{X0: 20, Y0: 51.2, X1: 25, Y1: 61.2}, "20,50-60,50/1"},
		{"corners swapped", "/MediaBox[200 100 0 0]", 200, 100, extract.Rect{X0: 20, Y0: 61.2, X1: 25, Y1: 71.2}, "20,60-60,60/1"},
		{"MediaBox off the origin", "/MediaBox[10 20 110 70]", 100, 50, extract.Rect{X0: 10, Y0: 31.2, X1: 15, Y1: 41.2}, "10,30-50,30/1"},
		{"UserUnit", "/UserUnit 2", 400, 200, extract.Rect{X0: 40, Y0: 122.4, X1: 50, Y1: 142.4}, "40,120-120,120/2"},
		{"UserUnit, Rotate, CropBox", "/UserUnit 2/Rotate 90/CropBox[10 20 110 70]", 100, 200, extract.Rect{X0: 17.6, Y0: 20, X1: 37.6, Y1: 30}, "40,20-40,100/2"},
		{"empty MediaBox", "/MediaBox[0 0 0 0]", 612, 792, extract.Rect{X0: 20, Y0: 753.2, X1: 25, Y1: 763.2}, "20,752-60,752/1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{page: test.page, content: content}.read(t)
			if page.Width != test.width || page.Height != test.height {
				t.Errorf("size %g × %g", page.Width, page.Height)
			}
			b, w := page.Glyphs[0].Box, test.box
			for _, d := range []float64{b.X0 - w.X0, b.Y0 - w.Y0, b.X1 - w.X1, b.Y1 - w.Y1} {
				if d > 1e-6 || d < -1e-6 {
					t.Fatalf("box %v, want %v", b, w)
				}
			}
			if diff := cmp.Diff(test.ruling, rulings(page)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGlyphsOffThePageAreDropped(t *testing.T) {
	page := sketch{
		page:    "/CropBox[50 0 150 100]",
		content: "BT /F1 10 Tf 40 50 Td (abcd) Tj 100 0 Td (efgh) Tj 0 -70 Td (i) Tj ET",
	}.read(t)
	if got := texts(page); got != "cdef" {
		t.Errorf("got %q", got)
	}
}

func TestContentStreamsJoinAsTokens(t *testing.T) {
	page := sketch{
		page:    "/Contents[7 0 R 8 0 R 9 0 R]",
		objects: []string{stream("", "BT /F1 10 Tf 10"), stream("", "50 Td (a) Tj"), stream("", "ET")},
	}.read(t)
	if got := glyphs(page); got != "a@10,50" {
		t.Errorf("got %s, %v", got, page.Problems)
	}
}

func TestFormsRunInTheirOwnSpace(t *testing.T) {
	form := func(entries, content string) string {
		return stream("/Subtype/Form"+entries, content)
	}
	const show = "BT /F1 10 Tf 10 50 Td (a) Tj ET"
	tests := []struct {
		name, content string
		objects       []string
		want          string
	}{
		{"plain", "/X Do", []string{form("/BBox[0 0 200 100]", show)}, "a@10,50"},
		{"matrix and cm", "2 0 0 2 0 0 cm /X Do", []string{form("/BBox[0 0 99 99]/Matrix[1 0 0 1 10 -30]", show)}, "a@40,60/20"},
		{"own resources", "/X Do", []string{form("/BBox[0 0 200 100]/Resources<</Font<</F1 6 0 R>>>>", "BT /F1 10 Tf 10 50 Td (ab) Tj ET")}, "a@10,50 b@20,50"},
		{"state comes back", "BT /F1 10 Tf /X Do 10 20 Td (b) Tj ET", []string{form("", "q q 3 Ts 2 0 0 2 0 0 cm BT /F2 20 Tf ET")}, "b@10,80"},
		{"Q may not reach out", "q 1 0 0 1 5 0 cm /X Do " + show + " Q", []string{form("", "Q Q")}, "a@15,50"},
		{"in a form", "/X Do", []string{form("/Resources<</XObject<</Y 8 0 R>>>>", "1 0 0 1 5 0 cm /Y Do"), form("", show)}, "a@15,50"},
		{"in itself", "/X Do", []string{form("/Resources<</XObject<</X 7 0 R>>>>", show+" /X Do")}, "a@10,50"},
		{"in itself by another", "/X Do", []string{form("/Resources<</XObject<</Y 8 0 R>>>>", show+" /Y Do"), form("/Resources<</XObject<</X 7 0 R>>>>", "/X Do")}, "a@10,50"},
		{"marks end with it", "/Span<</ActualText(b)>>BDC /X Do EMC " + show, []string{form("", "/Span BMC")}, "a@10,50"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{
				content: test.content, objects: test.objects,
				resources: "/XObject<</X 7 0 R>>",
			}.read(t)
			if diff := cmp.Diff(test.want, glyphs(page)); diff != "" {
				t.Error(diff, page.Problems)
			}
		})
	}
}

func TestFormsAreClippedToTheirBox(t *testing.T) {
	page := sketch{
		content:   "/X Do 10 20 m 60 20 l S",
		resources: "/XObject<</X 7 0 R>>",
		objects:   []string{stream("/Subtype/Form/BBox[20 0 50 100]", "10 50 m 60 50 l S")},
	}.read(t)
	if got, want := rulings(page), "20,50-50,50/1 10,80-60,80/1"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestPicturesAreListed(t *testing.T) {
	page := sketch{
		content:   "q 100 0 0 50 20 30 cm /X Do Q q 10 0 0 10 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID 1234 EI Q 1 0 0 1 900 0 cm /X Do",
		resources: "/XObject<</X 7 0 R>>",
		objects:   []string{stream("/Subtype/Image/Width 640/Height 320/BitsPerComponent 8/ColorSpace/DeviceGray", "")},
	}.read(t)
	want := []extract.Picture{
		{Box: extract.Rect{X0: 20, Y0: 20, X1: 120, Y1: 70}, Width: 640, Height: 320, Opaque: true},
		{Box: extract.Rect{X0: 0, Y0: 90, X1: 10, Y1: 100}, Width: 2, Height: 2},
	}
	if diff := cmp.Diff(want, page.Pictures); diff != "" {
		t.Error(diff)
	}
}

func TestFilledFieldsAreRead(t *testing.T) {
	annotation := func(entries string) string {
		return "<</Subtype/Widget/Rect[20 40 120 60]/AP<</N 7 0 R>>" + entries + ">>"
	}
	appearance := stream("/Subtype/Form/BBox[0 0 50 10]/Resources<</Font<</F1 5 0 R>>>>", "BT /F1 5 Tf 5 1 Td (a) Tj ET")
	tests := []struct{ name, annotation, want string }{
		{"field", annotation(""), "a@30,58"},
		{"free text", strings.Replace(annotation(""), "Widget", "FreeText", 1), "a@30,58"},
		{"note", strings.Replace(annotation(""), "Widget", "Text", 1), ""},
		{"hidden", annotation("/F 2"), ""},
		{"printed", annotation("/F 4"), "a@30,58"},
		{"state", "<</Subtype/Widget/Rect[20 40 120 60]/AS/On/AP<</N<</On 7 0 R>>>>>>", "a@30,58"},
		{"other state", "<</Subtype/Widget/Rect[20 40 120 60]/AS/Off/AP<</N<</On 7 0 R>>>>>>", ""},
		{"optional content", annotation("/OC 8 0 R"), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{
				catalog: "/OCProperties<</D<</OFF[8 0 R]>>>>",
				page:    "/Annots[" + test.annotation + "]",
				objects: []string{appearance, "<</Type/OCG>>"},
			}.read(t)
			if diff := cmp.Diff(test.want, glyphs(page)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOptionalContentIsHiddenByDefault(t *testing.T) {
	const show = "BT /F1 10 Tf 10 50 Td (a) Tj ET 10 50 m 60 50 l S "
	tests := []struct {
		name, config, content string
		shown                 bool
	}{
		{"on", "", "/OC/On BDC " + show + "EMC", true},
		{"off", "", "/OC/Off BDC " + show + "EMC", false},
		{"off around on", "", "/OC/Off BDC /OC/On BDC " + show + "EMC EMC", false},
		{"after off", "", "/OC/Off BDC EMC " + show, true},
		{"base state", "/BaseState/OFF/ON[8 0 R]", "/OC/On BDC " + show + "EMC", false},
		{"base state, switched on", "/BaseState/OFF/ON[8 0 R]", "/OC/Off BDC " + show + "EMC", true},
		{"membership, any on", "", "/OC/Any BDC " + show + "EMC", true},
		{"membership, all on", "", "/OC/All BDC " + show + "EMC", false},
		{"membership, expression", "", "/OC/Not BDC " + show + "EMC", true},
		{"form", "", "/X Do", false},
		{"no optional content", "", "/Span/Off BDC " + show + "EMC", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			config := test.config
			if config == "" {
				config = "/OFF[8 0 R]"
			}
			page := sketch{
				catalog: "/OCProperties<</D<<" + config + ">>>>",
				content: test.content,
				resources: "/XObject<</X 9 0 R>>/Properties<</On 7 0 R/Off 8 0 R/Any<</Type/OCMD/OCGs[7 0 R 8 0 R]>>" +
					"/All<</Type/OCMD/P/AllOn/OCGs[7 0 R 8 0 R]>>/Not<</Type/OCMD/VE[/Not 8 0 R]>>>>",
				objects: []string{"<</Type/OCG/Name(On)>>", "<</Type/OCG/Name(Off)>>", stream("/Subtype/Form/OC 8 0 R", show)},
			}.read(t)
			if got := len(page.Glyphs) == 1 && len(page.Rulings) == 1; got != test.shown {
				t.Errorf("shown: %v", got)
			}
		})
	}
}

func TestActualTextReplacesGlyphs(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"as many characters", "/Span<</ActualText(xy)>>BDC (ab) Tj EMC (c) Tj", "x@10,50 y@15,50 c@20,50"},
		{"more characters", "/Span<</ActualText(xyz)>>BDC (ab) Tj EMC (c) Tj", "xyz@10,50 c@20,50"},
		{"fewer characters", "/Span<</ActualText(x)>>BDC (ab) Tj EMC (c) Tj", "x@10,50 c@20,50"},
		{"none", "/Span<</ActualText()>>BDC (ab) Tj EMC (c) Tj", "c@20,50"},
		{"the same", "/Span<</ActualText(ab)>>BDC (ab) Tj EMC", "a@10,50 b@15,50"},
		{"the same but for blanks", "/Span<</ActualText( a b )>>BDC (ab) Tj EMC", "a@10,50 b@15,50"},
		{"UTF-16", "/Span<</ActualText<FEFF957F>>>BDC (a) Tj EMC", "长@10,50"},
		{"UTF-8", "/Span<</ActualText<EFBBBFE995BF>>>BDC (a) Tj EMC", "长@10,50"},
		{"PDFDocEncoding", "/Span<</ActualText<84>>>BDC (a) Tj EMC", "—@10,50"},
		{"by name", "/Span/MC0 BDC (a) Tj EMC", "x@10,50"},
		{"outermost counts", "/Span<</ActualText(x)>>BDC /Span<</ActualText(y)>>BDC (a) Tj EMC EMC", "x@10,50"},
		{"after other entries", "/Span<</Lang(zh)/A[1 2]/B<</C 1>>/ActualText(x)>>BDC (a) Tj EMC", "x@10,50"},
		{"without an end", "/Span<</ActualText(x)>>BDC (a) Tj", "x@10,50"},
		{"fake bold inside", "/Span<</ActualText(x)>>BDC (a) Tj EMC 0.3 0 Td /Span<</ActualText(x)>>BDC (a) Tj EMC", "x@10,50"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{
				content:   "BT /F1 10 Tf 10 50 Td " + test.content + " ET",
				resources: "/Properties<</MC0<</ActualText(x)>>>>",
			}.read(t)
			if diff := cmp.Diff(test.want, glyphs(page)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBrokenSyntaxCostsOnlyItself(t *testing.T) {
	const before, after = "BT /F1 10 Tf 10 50 Td (a) Tj ", " 0 -20 Td (b) Tj ET"
	for _, broken := range []string{
		")", ">", "}", "{", "]", ">>", "--5 Tc 0 Tc", "1.2.3 Ts 0 Ts", "<41 4Z> pop", "(\\l) pop",
		"foo", "1 2 bar", "Q", "EMC", "/Nope gs", "/Nope Do", "Tz", "/x w", "[(", "[ 1 2", "<</A ", "<61",
		"(open", "1 0 0 1 Tm", "q", "BI /W 1", "\x00\x01\xff", "% comment )(<",
	} {
		page := sketch{content: before + broken + "\n" + after}.read(t)
		if got := glyphs(page); got != "a@10,50 b@10,70" && !strings.HasPrefix(broken, "BI") {
			t.Errorf("%q: got %s; %v", broken, got, page.Problems)
		}
		if len(page.Problems) == 0 && broken != "q" && broken != "% comment )(<" && broken != "(\\l) pop" {
			t.Errorf("%q: no problem reported", broken)
		}
	}
}

func TestLimitsEndAPage(t *testing.T) {
	const show = "BT /F1 10 Tf 10 50 Td (abcdefgh) Tj ET "
	tests := []struct {
		name    string
		limits  text.Limits
		content string
		glyphs  int
		problem string
	}{
		{"operators", text.Limits{Operators: 6}, show + show, 8, "more than 6 operators (max-operators)"},
		{"characters", text.Limits{Glyphs: 3}, show, 3, "more than 3 characters on a page"},
		{"content", text.Limits{Decoded: 10}, show, 0, "content of more than 10 bytes (max-stream)"},
		{"rulings", text.Limits{Rulings: 1}, "10 50 m 60 50 l S 10 60 m 60 60 l S " + show, 0, "more than 1 rulings on a page"},
		{"nesting", text.Limits{Saved: 2}, "q q q q Q Q Q Q " + show, 8, "q nested too deep"},
		{"forms", text.Limits{FormDepth: 1}, "/X Do " + show, 8, "forms nested more than 1 deep (max-nesting)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := document(t, sketch{
				content:   test.content,
				resources: "/XObject<</X 7 0 R>>",
				objects:   []string{stream("/Subtype/Form/Resources<</XObject<</Y 8 0 R>>>>", "/Y Do"), stream("/Subtype/Form", show)},
			}.bytes())
			doc.Limits = test.limits
			page, err := doc.Page(context.Background(), 1)
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Glyphs) != test.glyphs {
				t.Errorf("%d glyphs, want %d", len(page.Glyphs), test.glyphs)
			}
			if all := errors.Join(page.Problems...); all == nil || !strings.Contains(all.Error(), test.problem) {
				t.Errorf("problems: %v", all)
			}
		})
	}
}

func TestProblemsAreBounded(t *testing.T) {
	page := sketch{content: strings.Repeat("foo ", 1000)}.read(t)
	if n := len(page.Problems); n != 33 || !strings.Contains(page.Problems[32].Error(), "968 more") {
		t.Errorf("%d problems, last %v", n, page.Problems[n-1])
	}
}

func TestPageObeysItsContext(t *testing.T) {
	doc := document(t, sketch{content: strings.Repeat("q Q ", 1<<20)}.bytes())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := doc.Page(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := doc.Page(context.Background(), 2); err == nil {
		t.Error("page 2 of 1 was read")
	}
}

func TestPageCostsNoMemoryByItsLength(t *testing.T) {
	allocations := func(repeat int) float64 {
		doc := document(t, sketch{
			content: strings.Repeat("q 1 0 0 1 0 0 cm BT /F1 10 Tf 10 50 Td [(a) 5 <62>] TJ ET Q 10 10 50 1 re f ", repeat),
		}.bytes())
		return testing.AllocsPerRun(5, func() {
			if _, err := doc.Page(context.Background(), 1); err != nil {
				t.Fatal(err)
			}
		})
	}
	if once, often := allocations(1), allocations(1000); often > once+5 {
		t.Errorf("%v allocations for one line, %v for a thousand", once, often)
	}
}
