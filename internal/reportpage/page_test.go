package reportpage_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"mubiao/docs"
	"mubiao/internal/gate"
	"mubiao/internal/reportpage"
	"mubiao/normalize"
	"mubiao/store"
)

var update = flag.Bool("update", false, "rewrite the golden structure of the page")

var at = time.Date(2026, 1, 31, 8, 30, 0, 0, time.UTC)

// full is a report with something in each of its lists.
func full() *store.Report {
	box := &[4]float64{100, 200, 160, 220}
	weights := 80.0
	doubts := store.DoubtCount{Forms: 3, Errors: 1, Warnings: 2, Infos: 1}
	cover := store.CoverageCount{Forms: 3, NoSatisfaction: 1, Targets: 20, Unmeasurable: 4, Weighted: 2, WeightsOff: 1}
	form := store.CoverageForm{Path: "plans/1.pdf", Kind: normalize.ProjectTarget, Year: 2024, Department: "水利局", Project: "水库养护", Targets: 5, Unmeasurable: 2, Weights: &weights}
	return &store.Report{
		Documents: 1234, Superseded: 1,
		Statuses: []store.StatusCount{
			{Status: store.Read, Count: 1200},
			{Status: store.NoForm, Count: 4},
			{Status: store.Failed, Reason: "document-encrypted", Count: 30},
		},
		Unread: []store.Unread{
			{Path: "<b>.pdf", Status: store.Failed, Reason: store.Reason{Code: "document-encrypted", Message: "encrypted"}, Hint: "give the password"},
			{Path: "letter.pdf", Status: store.NoForm, Hint: "look"},
		},
		Forms: []store.FormCount{
			{Kind: normalize.ProjectTarget, Year: 2023, Forms: 2, Indicators: 9},
			{Kind: normalize.SelfEvaluation, Year: 2024, Forms: 1, Indicators: 4},
			{Forms: 1},
		},
		Pages:   []store.PageCount{{Reader: "fast", Pages: 9, Glyphs: 5000}, {Reader: "ocr", Why: "picture", Pages: 1, Glyphs: 400}},
		InDoubt: store.InDoubt{Errors: 1, Warnings: 2, Infos: 3},
		Issues: []store.IssueCount{
			{Code: "form-unread", Severity: normalize.Error, Count: 1, Documents: 1, Example: store.IssueExample{Path: "plans/1.pdf", Page: 3, Message: "no form"}},
			{Code: "funds-sum", Severity: normalize.Warning, Count: 400, Documents: 300, Example: store.IssueExample{Path: "plans/1.pdf", Page: 1, Pointer: "/funds/0/amount", Message: "the total is 5 & not 6"}},
		},
		Departments: []store.DepartmentCount{{Department: "水利局", DoubtCount: doubts}, {Department: "财政局", DoubtCount: store.DoubtCount{Forms: 1}}},
		Years:       []store.YearCount{{Year: 2023, DoubtCount: doubts}, {Year: 2024, DoubtCount: doubts}},
		Values: []store.ValueCount{
			{Reader: "fast", Confidence: store.ConfidenceText, Values: 990},
			{Reader: "ocr", Confidence: store.ConfidenceHigh, Values: 9},
			{Reader: "ocr", Confidence: store.ConfidenceLow, Values: 1},
		},
		Coverage: store.Coverage{
			All: cover, Years: []store.CoverageYear{{Year: 2024, CoverageCount: cover}},
			NoSatisfaction: []store.CoverageForm{form}, Unmeasurable: []store.CoverageForm{form}, WeightsOff: []store.CoverageForm{form},
		},
		Worst: []store.Doubtful{{Path: "plans/1.pdf", Status: store.Read, Forms: 2, Errors: 1, Warnings: 9, Issues: []store.ListedIssue{
			{Code: "form-unread", Severity: normalize.Error, Form: 1, Page: 3, Message: "no form"},
			{Code: "funds-sum", Severity: normalize.Warning, Pointer: "/funds/0/amount", Page: 1, Box: box, Message: "the total is 5 & not 6"},
			{Code: "target-empty", Severity: normalize.Warning, Pointer: "/indicators/0/target", Page: 2, Box: box, Message: "no target"},
			{Code: "text-unplaced", Severity: normalize.Warning, Pointer: "/header/-", Page: 1, Box: box, Message: `"其一"`},
			{Code: "text-unplaced", Severity: normalize.Warning, Pointer: "/header/-", Page: 1, Box: box, Message: `"其二"`},
		}}},
	}
}

var kinds = map[normalize.Kind]string{
	normalize.ProjectTarget: "项目", normalize.DepartmentTarget: "部门", normalize.TransferTarget: "转移支付", normalize.SelfEvaluation: "自评", "": "(not readable)",
}

// drawn is a picture for each place on page 1, and none for the others.
func drawn(_ *store.Doubtful, places []reportpage.Place) ([]reportpage.Clip, error) {
	var clips []reportpage.Clip
	for _, place := range places {
		if place.Page != 1 {
			clips = append(clips, reportpage.Clip{Missing: "no picture: the file has changed since it was read"})
			continue
		}
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 300, 90))); err != nil {
			return nil, err
		}
		clips = append(clips, reportpage.Clip{PNG: b.Bytes()})
	}
	return clips, nil
}

func write(t *testing.T, r *store.Report, conditions ...string) string {
	t.Helper()
	p := reportpage.Page{Report: r, Database: "a.db", Version: "1", Made: at, Kinds: kinds, Clips: drawn}
	for _, text := range conditions {
		c, err := gate.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		p.Verdicts = append(p.Verdicts, c.Judge(r))
	}
	var b strings.Builder
	if err := reportpage.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	tree, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "title" {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// outline is the structure of a page: headings, tables, charts, pictures and
// what they say.
func outline(tree *html.Node) string {
	var b strings.Builder
	for n := range tree.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "h1", "h2", "h3", "h4", "p", "th", "td", "dt", "dd", "li", "figcaption":
			fmt.Fprintf(&b, "%s %s\n", n.Data, undocumented(text(n)))
		case "svg":
			fmt.Fprintf(&b, "svg %s\n", attribute(n, "aria-label"))
		case "rect":
			fmt.Fprintf(&b, "  rect %s %s+%s\n", attribute(n, "class"), attribute(n, "x"), attribute(n, "width"))
		case "img":
			fmt.Fprintf(&b, "img %s×%s %s\n", attribute(n, "width"), attribute(n, "height"), attribute(n, "alt"))
		}
	}
	return b.String()
}

// undocumented is a text without what the documentation says of a code, which
// has a place of its own and may change there.
func undocumented(s string) string {
	for c := range docs.Codes() {
		s = strings.ReplaceAll(strings.ReplaceAll(s, c.Meaning, "(its meaning)"), c.Remedy, "(what to do)")
	}
	return s
}

func TestThePageShowsTheReport(t *testing.T) {
	const golden = "testdata/outline.txt"
	got := outline(parse(t, write(t, full(), "failed>5%", "error")))
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("page differs; -update rewrites %s (-want +got):\n%s", golden, diff)
	}
}

// fetched are the attributes, and addressed what CSS has, that make a browser
// fetch something.
var (
	fetched   = []string{"src", "href", "srcset", "data", "action", "poster", "background", "xlink:href"}
	addressed = regexp.MustCompile(`(?i)url\(|@import|https?:|//`)
)

func TestThePageNeedsNothingElse(t *testing.T) {
	for n := range parse(t, write(t, full())).Descendants() {
		if n.Data == "script" || n.Data == "link" || n.Data == "iframe" || n.Data == "object" {
			t.Errorf("there is a %s", n.Data)
		}
		if n.Type == html.TextNode && n.Parent.Data == "style" && addressed.MatchString(n.Data) {
			t.Errorf("the style sheet has %q", addressed.FindString(n.Data))
		}
		for _, name := range fetched {
			if v := attribute(n, name); v != "" && !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "data:image/png;base64,") {
				t.Errorf("%s has %s=%q", n.Data, name, v)
			}
		}
	}
}

func TestThePageCanBeReadWithoutSeeingIt(t *testing.T) {
	ids, links := map[string]bool{}, []string{}
	level := 0
	for n := range parse(t, write(t, full(), "error")).Descendants() {
		id := attribute(n, "id")
		if ids[id] && id != "" {
			t.Errorf("two elements are called %s", id)
		}
		ids[id] = true
		for _, name := range []string{"aria-labelledby", "href"} {
			if v := attribute(n, name); v != "" {
				links = append(links, strings.TrimPrefix(v, "#"))
			}
		}
		switch n.Data {
		case "html":
			if n.Type == html.ElementNode && attribute(n, "lang") == "" {
				t.Error("the page has no language")
			}
		case "h1", "h2", "h3", "h4":
			next := int(n.Data[1] - '0')
			if next > level+1 {
				t.Errorf("%s %q follows a heading of level %d", n.Data, text(n), level)
			}
			level = next
		case "svg":
			if attribute(n, "role") != "img" || attribute(n, "aria-label") == "" {
				t.Error("a chart has no text alternative")
			}
		case "img":
			if attribute(n, "alt") == "" {
				t.Error("a picture has no text alternative")
			}
		case "th":
			if attribute(n, "scope") == "" {
				t.Errorf("the head %q has no scope", text(n))
			}
		case "table":
			if around := n.Parent; attribute(around, "aria-label") == "" || attribute(around, "tabindex") != "0" {
				t.Error("a table has no name, or cannot be scrolled by keys")
			}
		}
	}
	for _, link := range links {
		if !ids[link] {
			t.Errorf("nothing is called %s", link)
		}
	}
}

func TestAReportOfNothingIsAPage(t *testing.T) {
	page := parse(t, write(t, &store.Report{}))
	if got := outline(page); strings.Contains(got, "NaN") || !strings.Contains(got, "No form is stored.") {
		t.Error(got)
	}
}

func TestAClipThatCannotBeHadEndsThePage(t *testing.T) {
	broken := errors.New("the database is gone")
	p := reportpage.Page{Report: full(), Made: at, Kinds: kinds, Clips: func(*store.Doubtful, []reportpage.Place) ([]reportpage.Clip, error) {
		return nil, broken
	}}
	if err := reportpage.Write(&strings.Builder{}, p); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestIssuesAboutOneCellShareItsClip(t *testing.T) {
	asked := 0
	p := reportpage.Page{Report: full(), Made: at, Kinds: kinds, Clips: func(d *store.Doubtful, places []reportpage.Place) ([]reportpage.Clip, error) {
		asked = len(places)
		return drawn(d, places)
	}}
	if err := reportpage.Write(&strings.Builder{}, p); err != nil {
		t.Fatal(err)
	}
	if asked != 2 { // of five issues, one has no cell and three have the same
		t.Errorf("%d clips are asked for, want 2", asked)
	}
}
