package press

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"

	"mubiao/extract"
	"mubiao/internal/pdfwrite"
)

// Scan prints all pages of a document and scans them: the PDF that it returns
// holds nothing but pictures. Each page is damaged in its own way, by the seed.
func (s Scanner) Scan(ctx context.Context, doc extract.Document, face *Face, seed uint64) ([]byte, error) {
	out := pdfwrite.New(pdfwrite.Options{})
	for n := 1; n <= doc.Pages(); n++ {
		page, err := doc.Page(ctx, n)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", n, err)
		}
		if err := s.page(out, page, face, seed+uint64(n)); err != nil {
			return nil, fmt.Errorf("page %d: %w", n, err)
		}
	}
	return out.Bytes()
}

func (s Scanner) page(out *pdfwrite.File, page *extract.Page, face *Face, seed uint64) error {
	clean, err := face.Print(page, s.DPI)
	if err != nil {
		return err
	}
	damage := s.Damage
	quality := max(damage.Quality, 1)
	damage.Quality = 0 // it is encoded here
	spoiled, err := damage.Apply(clean, seed)
	if err != nil {
		return err
	}
	if damage.Threshold > 0 {
		quality = 100
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, spoiled, &jpeg.Options{Quality: quality}); err != nil {
		return err
	}
	_, grey := spoiled.(*image.Gray)
	size := spoiled.Bounds().Size()
	width, height := float64(size.X)*pointsPerInch/s.DPI, float64(size.Y)*pointsPerInch/s.DPI
	out.Page(width, height, pdfwrite.Frame{}).Picture(0, 0, width, height, file.Bytes(), size.X, size.Y, !grey)
	return nil
}
