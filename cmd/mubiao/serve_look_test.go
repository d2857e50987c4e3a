package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var screenshots = flag.String("screenshots", "", "write pictures of the pages of serve into this `folder`")

// widths are those of a desk and of a telephone, in pixels.
var widths = []int64{1440, 390}

// languages are those of the pages.
var languages = []string{"en", "zh"}

//go:embed testdata/pagecheck.js
var pageCheck string

// lookedAt are the pages by name. DOCUMENT is one whose funds do not add up,
// with the value in doubt in the editor.
var lookedAt = []struct{ name, path string }{
	{"overview", "/"},
	{"queue", "/queue"},
	{"document", "/d/DOCUMENT?edit=/funds/1/amount"},
	{"documents", "/documents"},
	{"forms", "/forms"},
	{"indicators", "/indicators"},
	{"pages", "/pages"},
	{"corrections", "/corrections"},
	{"months", "/?by=month"},
	{"people", "/d/DOCUMENT?edit=/header/联系电话"},
	{"sql", "/sql?name=to-check"},
	{"upload", "/upload"},
}

// reviewed is a browser before a server with a few documents.
func reviewed(t *testing.T) (ctx context.Context, address, document string) {
	t.Helper()
	db := filepath.Join(t.TempDir(), "a.db")
	address = serving(t, "--db", db)
	ctx = browse(t, address)
	introduce(t, ctx, address, "王芳")
	files := []string{
		formFile(t, "渠道清淤.pdf", formPDF(t, signedForm("渠道清淤", "99"))),
		formFile(t, "水库大坝养护.pdf", formPDF(t, planForm("水库大坝养护", "100"))),
		formFile(t, "通知.pdf", letterPDF(t)),
		formFile(t, "空白.pdf", blankPDF(t)),
	}
	for _, example := range []string{"budget-report", "evaluation", "page-break"} {
		path, err := filepath.Abs("../../testdata/forms/" + example + "/source.pdf")
		if _, missing := os.Stat(path); err == nil && missing == nil {
			files = append(files, path)
		}
	}
	uploadInto(t, ctx, address, files...)
	document = firstValue(t, db, "SELECT substr(sha256, 1, 16) FROM document WHERE path LIKE '%清淤%'")
	do(t, ctx, chromedp.Navigate(address+"/d/"+document+"?edit=/project"), chromedp.Click(`[data-editing] button[name="accept"]`))
	until(t, ctx, `document.querySelector('.done [data-key="u"]') !== null`)
	return ctx, address, document
}

// speak puts the pages into another language than they are in.
func speak(t *testing.T, ctx context.Context, address, language string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(address+"/"))
	until(t, ctx, `document.readyState === 'complete'`)
	if !asked[bool](t, ctx, `document.documentElement.lang.startsWith('`+language+`')`) {
		do(t, ctx, chromedp.Click(`form.language button`))
		until(t, ctx, `document.readyState === 'complete' && document.documentElement.lang.startsWith('`+language+`')`)
	}
}

// look shows a page of lookedAt at a width.
func look(t *testing.T, ctx context.Context, address, document, path string, width int64) {
	t.Helper()
	const height = 900
	do(t, ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate(address+strings.ReplaceAll(path, "DOCUMENT", document)))
	until(t, ctx, `document.readyState === 'complete' && document.body.scrollWidth > 0 && [...document.images].every(i => i.complete)`)
}

func TestPagesCanBeReadByAll(t *testing.T) {
	ctx, address, document := reviewed(t)
	for _, language := range languages {
		speak(t, ctx, address, language)
		for _, width := range widths {
			for _, page := range lookedAt {
				look(t, ctx, address, document, page.path, width)
				for _, scheme := range []string{"light", "dark"} {
					paint(t, ctx, scheme)
					for _, fault := range asked[[]string](t, ctx, pageCheck) {
						t.Errorf("%s in %s, %s, %d pixels: %s", page.name, language, scheme, width, fault)
					}
				}
			}
		}
	}
}

// paint shows pages as those see them who prefer light or dark.
func paint(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
}

// TestScreenshots writes a picture of each page for people to look at.
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("no -screenshots FOLDER")
	}
	if err := os.MkdirAll(*screenshots, 0o755); err != nil {
		t.Fatal(err)
	}
	ctx, address, document := reviewed(t)
	for _, language := range languages {
		speak(t, ctx, address, language)
		for _, width := range widths {
			for _, page := range lookedAt {
				look(t, ctx, address, document, page.path, width)
				shoot(t, ctx, fmt.Sprintf("%s-%s-%d.png", page.name, language, width))
			}
			do(t, ctx, chromedp.Navigate(address+"/sql?name=by-department"), chromedp.Click(`form.sql button.first`))
			until(t, ctx, `document.querySelector('#answer table') !== null`)
			shoot(t, ctx, fmt.Sprintf("answer-%s-%d.png", language, width))
		}
	}
}

func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*screenshots, name), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
