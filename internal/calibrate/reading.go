package calibrate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"mubiao/extract/ladder"
	"mubiao/extract/pdfium"
	"mubiao/extract/scan"
	"mubiao/internal/formgen"
	"mubiao/internal/press"
	"mubiao/normalize"
)

// A Reader prints, scans and reads samples.
type Reader struct {
	Engine scan.Engine // nil for what is kept alone
	// Folder keeps what was read of each sample; a sample of which that is there
	// is not read again. Empty for keeping nothing.
	Folder string
	// MostPages is the number of pages of which a longer document is left out.
	MostPages int

	drawing pdfium.Engine
	faces   map[string]*press.Face
}

// Close ends what reading has started, but not the Engine.
func (r *Reader) Close() error { return r.drawing.Close() }

// ErrLeftOut is that a sample is too long, not kept, or in a face that is not
// installed.
var ErrLeftOut = errors.New("left out")

// A MissingFace is a face that this machine lacks. It is ErrLeftOut, too.
type MissingFace struct{ Family string }

func (e *MissingFace) Error() string { return e.Family + " is not installed" }

// Unwrap is for errors.Is.
func (e *MissingFace) Unwrap() error { return ErrLeftOut }

// Read is what becomes of the forms of a sample.
func (r *Reader) Read(ctx context.Context, s Sample) ([]Form, error) {
	drawn, err := s.draw()
	if err != nil {
		return nil, err
	}
	pages, err := r.pages(ctx, s, drawn.PDF)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	read, err := normalize.Read(ctx, s.Name, "", pages)
	if err != nil {
		return nil, err
	}
	return compare(read, drawn.Truth())
}

func (s Sample) draw() (*formgen.Sample, error) {
	if s.variant == nil {
		return formgen.New(s.seed, s.features...)
	}
	return formgen.NewFamily(s.seed, *s.variant, s.features...)
}

// pages are the pages of a sample as read, or as kept.
func (r *Reader) pages(ctx context.Context, s Sample, pdf []byte) (keptPages, error) {
	kept := filepath.Join(r.Folder, s.Name+".pages")
	if r.Folder != "" {
		if pages, err := loadPages(kept); err == nil || !errors.Is(err, os.ErrNotExist) {
			return pages, err
		}
	}
	folder, err := os.MkdirTemp("", "mubiao-calibrate-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	scanned, err := r.scan(ctx, s, pdf, folder)
	if err != nil {
		return nil, err
	}
	pages, err := r.readPages(ctx, scanned)
	if err != nil || r.Folder == "" {
		return pages, err
	}
	return pages, pages.save(kept)
}

// scan prints and scans a document, and is the path of the scan.
func (r *Reader) scan(ctx context.Context, s Sample, pdf []byte, folder string) (string, error) {
	if r.Engine == nil {
		return "", fmt.Errorf("it is not kept: %w", ErrLeftOut)
	}
	face, err := r.face(s.Face)
	if err != nil {
		return "", err
	}
	printed, scanned := filepath.Join(folder, "printed.pdf"), filepath.Join(folder, "scanned.pdf")
	if err := os.WriteFile(printed, pdf, 0o644); err != nil {
		return "", err
	}
	file, err := ladder.Open(ctx, printed, ladder.Options{OCR: ladder.OCRNever})
	if err != nil {
		return "", err
	}
	defer file.Close()
	if r.MostPages > 0 && file.Pages() > r.MostPages {
		return "", fmt.Errorf("%d pages: %w", file.Pages(), ErrLeftOut)
	}
	content, err := s.Scanner.Scan(ctx, file, face, s.seed)
	if err != nil {
		return "", err
	}
	return scanned, os.WriteFile(scanned, content, 0o644)
}

func (r *Reader) readPages(ctx context.Context, path string) (keptPages, error) {
	file, err := ladder.Open(ctx, path, ladder.Options{PDFium: &r.drawing, Engine: func() (scan.Engine, error) { return r.Engine, nil }})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var pages keptPages
	for n := range file.Pages() {
		page, err := file.Page(ctx, n+1)
		if err != nil {
			return nil, err
		}
		pages = append(pages, keep(page))
	}
	return pages, nil
}

// fallbacks are asked in this order for a character that a face lacks.
var fallbacks = []string{"TW\\-Sung", "Noto Serif CJK SC", "DejaVu Sans"}

// face opens a type face of this machine, with others for what it lacks.
func (r *Reader) face(f Face) (*press.Face, error) {
	if face := r.faces[f.Family]; face != nil {
		return face, nil
	}
	var files []string
	for _, family := range append([]string{f.Family}, fallbacks...) {
		file, err := fontFile(family)
		switch {
		case err != nil:
			return nil, err
		case file != "":
			files = append(files, file)
		case family == f.Family:
			return nil, &MissingFace{strings.ReplaceAll(family, `\`, "")}
		}
	}
	face, err := press.Open(files...)
	if err != nil {
		return nil, err
	}
	face.Instead = press.InPairs(f.Instead)
	if r.faces == nil {
		r.faces = map[string]*press.Face{}
	}
	r.faces[f.Family] = face
	return face, nil
}

// fontFile is the file of a family, empty if it is not installed.
func fontFile(family string) (string, error) {
	out, err := exec.Command("fc-match", "--format", "%{family}\t%{file}#%{index}", family+":style=Regular,Medium,Book").Output()
	if err != nil {
		return "", fmt.Errorf("fc-match (Debian: fontconfig): %w", err)
	}
	found, file, _ := strings.Cut(string(out), "\t")
	if !slices.Contains(strings.Split(found, ","), strings.ReplaceAll(family, `\`, "")) {
		return "", nil
	}
	return file, nil
}
