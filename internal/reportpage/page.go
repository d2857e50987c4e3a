// Package reportpage turns a report on a database into one HTML file, to be
// read on a screen, on a telephone or on paper.
//
// The file needs nothing else: no script, no font, no address. Its charts are
// SVG, each with its text alternative and beside the table of its numbers; its
// clips of pages are PNG in data URIs. Charts are sized in percent and print
// in pixels, so that print stays legible at any width.
package reportpage

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"html/template"
	"image"
	"image/png"
	"io"
	"time"

	"mubiao/docs"
	"mubiao/internal/gate"
	"mubiao/normalize"
	"mubiao/store"
)

// A Page is what a report is shown with.
type Page struct {
	Report   *store.Report
	Database string    // path
	Version  string    // of the reader
	Made     time.Time // when the report was
	Kinds    map[normalize.Kind]string
	Verdicts []gate.Verdict
	// Clips is called for each of Report.Worst, in order, as the page is
	// written, so that the clips of one document alone are in memory. It returns
	// one for each place.
	Clips func(d *store.Doubtful, places []Place) ([]Clip, error)
}

// A Place is where a cell stands in a document.
type Place struct {
	Page int        // from 1
	Box  [4]float64 // as in evidence
}

// A Clip shows the cell at a place.
type Clip struct {
	PNG     []byte
	Missing string // why there is no picture
}

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

// How much of long lists the page shows; JSON has all of them.
const (
	departmentsShown = 20
	unreadShown      = 25 // of each reason
	openShown        = 12 // forms of each list of coverage
)

// Write writes the page.
func Write(w io.Writer, p Page) error {
	return page.Execute(w, newView(p))
}

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"count":   grouped,
	"counted": counted,
	"share":   share,
	"year":    yearName,
	"code":    explained,
	"dataURI": dataURI,
	"px":      px,
	"css":     func() template.CSS { return template.CSS(pageCSS) },
	"add":     func(a, b int) int { return a + b },
}).Parse(pageHTML))

// displayed is how much smaller a clip is displayed than it is: its pixels are
// those of a fine screen.
const displayed = 1.5

// Width is that of the clip as displayed, in CSS pixels.
func (c Clip) Width() int { return int(float64(c.config().Width) / displayed) }

// Height is that of the clip as displayed, in CSS pixels.
func (c Clip) Height() int { return int(float64(c.config().Height) / displayed) }

func (c Clip) config() image.Config {
	config, _ := png.DecodeConfig(bytes.NewReader(c.PNG)) // of what is no picture, nothing is shown
	return config
}

// explained is what the documentation says about a code; nothing for one that
// an older program stored.
func explained(name string) docs.Code {
	c, _ := docs.CodeNamed(name)
	return c
}

func dataURI(png []byte) template.URL {
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(png))
}
