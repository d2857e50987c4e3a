package press

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os/exec"
	"strings"

	"mubiao/extract"
	"mubiao/internal/pdfwrite"
)

// Scan prints all pages of a document and scans them: what the PDF that it
// returns shows is nothing but pictures. Each page is damaged in its own way, by
// the seed.
func (s Scanner) Scan(ctx context.Context, doc extract.Document, face *Face, seed uint64) ([]byte, error) {
	out := pdfwrite.New(pdfwrite.Options{})
	var font *pdfwrite.Font
	if s.Under {
		font = out.Font(pdfwrite.UniGBUTF16)
	}
	for n := 1; n <= doc.Pages(); n++ {
		page, err := doc.Page(ctx, n)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", n, err)
		}
		paper, err := s.page(ctx, out, page, face, seed+uint64(n))
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", n, err)
		}
		if s.Under {
			s.under(paper, font, page)
		}
	}
	return out.Bytes()
}

func (s Scanner) page(ctx context.Context, out *pdfwrite.File, page *extract.Page, face *Face, seed uint64) (*pdfwrite.Page, error) {
	clean, err := face.Print(page, s.DPI)
	if err != nil {
		return nil, err
	}
	damage := s.Damage
	damage.Quality = 0 // it is encoded here
	spoiled, err := damage.Apply(clean, seed)
	if err != nil {
		return nil, err
	}
	file, err := s.encode(ctx, spoiled)
	if err != nil {
		return nil, err
	}
	_, grey := spoiled.(*image.Gray)
	size := spoiled.Bounds().Size()
	width, height := float64(size.X)*extract.PointsPerInch/s.DPI, float64(size.Y)*extract.PointsPerInch/s.DPI
	paper := out.Page(width, height, pdfwrite.Frame{})
	paper.Picture(0, 0, width, height, file, size.X, size.Y, !grey)
	return paper, nil
}

// encode is the file that a picture is kept in.
func (s Scanner) encode(ctx context.Context, picture image.Image) ([]byte, error) {
	var file bytes.Buffer
	if !s.JPEG2000 {
		quality := max(s.Damage.Quality, 1)
		if s.Damage.Threshold > 0 {
			quality = 100
		}
		err := jpeg.Encode(&file, picture, &jpeg.Options{Quality: quality})
		return file.Bytes(), err
	}
	var plain, complaint bytes.Buffer
	if err := png.Encode(&plain, picture); err != nil {
		return nil, err
	}
	convert := exec.CommandContext(ctx, "convert", "png:-", "-define", "jp2:rate="+jpeg2000Rate, "jp2:-")
	convert.Stdin, convert.Stdout, convert.Stderr = &plain, &file, &complaint
	if err := convert.Run(); err != nil {
		return nil, fmt.Errorf("convert: %w: %s", err, &complaint)
	}
	return file.Bytes(), nil
}

// jpeg2000Rate is how many times smaller a JPEG 2000 file is than its pixels: as
// large as a JPEG file of middling quality.
const jpeg2000Rate = "20"

// under hides the text of a page where its picture shows it, word by word as a
// cell holds them.
func (s Scanner) under(paper *pdfwrite.Page, font *pdfwrite.Font, page *extract.Page) {
	for i := 0; i < len(page.Glyphs); {
		first := page.Glyphs[i]
		word := first.Text
		last := first.Box
		for i++; i < len(page.Glyphs); i++ {
			g := page.Glyphs[i]
			if g.Box.Y0 != last.Y0 || g.Box.X0 < last.X1-touching || g.Box.X0 > last.X1+touching {
				break
			}
			word += g.Text
			last = g.Box
		}
		for as, misread := range s.Misread {
			word = strings.ReplaceAll(word, as, misread)
		}
		x, y := s.Damage.Moved(int(page.Width), int(page.Height), first.Box.X0, first.Box.Y0+ascent*first.Box.Height())
		paper.Hidden(font, first.Size, x, y, word)
	}
}

// touching is how far apart characters of one word are at most, in points.
const touching = 0.5
