package main

import (
	"bufio"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/ladder"
	"mubiao/extract/pdfium"
	"mubiao/normalize"
)

// inspectStages are the stages that can be drawn, in the order of the work.
var inspectStages = []string{"glyphs", "rulings", "grid", "form"}

type inspectOptions struct {
	page      int // from 1
	stage     string
	format    string
	output    string
	count     bool
	passwords passwordOptions
	ocr       ocrOptions
}

func (o *inspectOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.IntVarP(&o.page, "page", "p", 1, "the `page` to draw, from 1")
	f.StringVar(&o.stage, "stage", "grid", "what to draw: glyphs, rulings, grid or form")
	f.StringVar(&o.format, "format", "svg", "svg, or text for a listing")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	f.BoolVar(&o.count, "count", false, "only read every page and count its glyphs and rulings")
	o.passwords.addFlags(f)
	o.ocr.addFlags(f)
}

func newInspectCommand(s *streams) *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use:   "inspect FILE [flags]",
		Short: "Draw what each stage saw on a page",
		Example: `  mubiao inspect plan.pdf --page 3 --stage grid -o page3.svg
  mubiao inspect plan.pdf --page 3 --stage form --format text
  mubiao inspect plan.pdf --count`,
		Long: `Draws one page of a document as one stage of the reading saw it:
  glyphs   each character in its box; hidden ones grey, unknown ones red
  rulings  the straight lines that may be part of a table
  grid     the cells that were made of them, by row and column from 0
  form     the values that were read, each with its JSON pointer, and in red
           those in doubt

A scan is drawn upright and straight, as it is read, but for the values of a
form, which are drawn where they are displayed.

Unlike import it reads in its own process and without limits, so that you can
stop it, trace it, or see it crash.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(1, "FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c, args); err != nil {
				return err
			}
			return runInspect(c.Context(), o, args[0], s)
		},
	}
	o.addFlags(c)
	return c
}

func (o *inspectOptions) check(c *cobra.Command, paths []string) error {
	if err := oneOf(c, "stage", o.stage, inspectStages...); err != nil {
		return err
	}
	if err := oneOf(c, "format", o.format, "svg", "text"); err != nil {
		return err
	}
	if err := o.ocr.check(c); err != nil {
		return err
	}
	return o.passwords.check(c, paths)
}

func runInspect(ctx context.Context, o inspectOptions, path string, s *streams) error {
	in, done, err := oneInput(s, path).file(ctx, ladder.DefaultSize)
	if err != nil {
		return unreadError(path, err)
	}
	defer done()
	if err := o.passwords.load(ctx, s); err != nil {
		return err
	}
	var engine pdfium.Engine
	defer engine.Close()
	var reader installedOCR
	defer reader.close()
	file, err := ladder.Open(ctx, in.Path, ladder.Options{
		Passwords: o.passwords.words, Limits: ladder.Unlimited, PDFium: &engine, OCR: ladder.OCR(o.ocr.mode), Engine: reader.open,
	})
	if err != nil {
		return unreadError(path, err)
	}
	defer file.Close()
	return toOutput(s, o.output, func(w *bufio.Writer) error {
		if o.count {
			return writeCount(ctx, w, file)
		}
		sight, err := see(ctx, file, o)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if o.format == "text" {
			return sight.list(w)
		}
		return sight.draw(w)
	})
}

// unreadError says that a document could not be read, and what to try next.
func unreadError(path string, err error) error {
	reason := reasonOf(err)
	return hinted(fmt.Errorf("%s: %s", path, reason.Message), hintFor(reason, path))
}

// writeCount reads every page and prints how much stands on them.
func writeCount(ctx context.Context, w *bufio.Writer, doc extract.Document) error {
	glyphs, rulings, unread := 0, 0, 0
	for n := 1; n <= doc.Pages(); n++ {
		page, err := doc.Page(ctx, n)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			unread++
			continue
		}
		glyphs += len(page.Glyphs)
		rulings += len(page.Rulings)
	}
	_, err := fmt.Fprintf(w, "%s, %d unread, %s, %s\n",
		counted(doc.Pages(), "page"), unread, counted(glyphs, "glyph"), counted(rulings, "ruling"))
	return err
}

// A sight is what the stages up to one saw of a page.
type sight struct {
	stage   string
	page    *extract.Page
	layout  grid.Layout        // at stage grid
	records []normalize.Record // at stage form: all of the document
}

// see runs the stages on a page, up to the one asked for. The last stage
// reads the whole document, since a form may begin on another page.
func see(ctx context.Context, file *ladder.File, o inspectOptions) (*sight, error) {
	if o.page < 1 || o.page > file.Pages() {
		return nil, hinted(fmt.Errorf("no page %d", o.page), "it has "+counted(file.Pages(), "page")+", the first is --page 1")
	}
	seen := &sight{stage: o.stage}
	if o.stage == "form" {
		result, err := normalize.Read(ctx, file.Path, file.SHA256, file)
		if err != nil {
			return nil, err
		}
		seen.records = result.Records
	}
	// After that, since a document keeps no page but the last one read.
	page, err := file.Page(ctx, o.page)
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", o.page, err)
	}
	seen.page = page
	if o.stage == "form" {
		seen.page = page.Displayed() // as are the places of values
	}
	if o.stage == "grid" {
		seen.layout = grid.Find(page)
	}
	return seen, nil
}
