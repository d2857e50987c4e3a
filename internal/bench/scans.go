package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/text/width"

	"mubiao/extract"
	"mubiao/extract/ocr"
	"mubiao/extract/scan"
	"mubiao/internal/spoil"
)

// scannedForms are the forms whose first pages are printed and scanned: with
// much text and with many short cells, ruled in different ways. Their font is
// not in them: poppler takes a Chinese one of the machine.
var scannedForms = []string{"plain-ruled", "long-and-annual", "listing", "dashed", "goal-style", "cost-first"}

// The pages are scanned as offices do it: a little askew, blurred and
// shadowed, 200 dots an inch, kept as JPEG.
const dotsPerInch = 200

var officeScan = spoil.Damage{Skew: 0.7, Blur: 0.7, Noise: 6, Shadow: 0.08, Quality: 60}

// A scannedPage is the picture of a page, and what is printed on it.
type scannedPage struct {
	path string
	text string
}

// compareScans scans pages in folder, measures reading them, and holds that against
// npm's @gutenye/ocr-node, the same networks in their usual way: find lines on
// the page, read them all.
func compareScans(mubiao, folder string, runs int) error {
	dir, err := ocr.DefaultDir()
	if err != nil {
		return err
	}
	if states, err := ocr.Check(dir); err != nil || anyErr(states) {
		fmt.Fprintln(os.Stderr, "scans are left out: mubiao ocr install was not run")
		return nil
	}
	pages, err := scanPages(folder)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Println()
	if err := readScans(mubiao, self, folder, pages); err != nil {
		return err
	}
	script, err := installPeer()
	if err != nil {
		fmt.Fprintln(os.Stderr, peerName, "is left out:", err)
		return nil
	}
	programs := []program{
		{"mubiao, reading pictures", peerName, []string{self, "-pictures"}},
		{peerName, "", []string{"node", script}},
	}
	for i := range programs {
		for _, p := range pages {
			programs[i].args = append(programs[i].args, p.path)
		}
	}
	results, err := race(programs, runs)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d scanned pages, medians of %d runs\n\n", len(pages), runs)
	printTable(os.Stdout, results)
	fmt.Println()
	return printWrong(programs, pages)
}

// scanRuns is the most runs of each program: they take many seconds.
const scanRuns = 3

func anyErr(states []ocr.FileState) bool {
	for _, s := range states {
		if s.Err != nil {
			return true
		}
	}
	return false
}

// peerName is the program that scans are held against. It is pinned, that
// figures of different days can be compared.
const (
	peerName    = "@gutenye/ocr-node"
	peerPackage = "@gutenye/ocr-node@1.4.8"
	peerFolder  = "out/peer"
)

//go:embed peer.mjs
var peerScript []byte

// installPeer installs the peer with npm, unless it is there, and returns the
// path of the script that runs it.
func installPeer() (string, error) {
	script := filepath.Join(peerFolder, "peer.mjs")
	if err := os.MkdirAll(peerFolder, 0o755); err != nil {
		return "", err
	}
	if err := os.WriteFile(script, peerScript, 0o644); err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(peerFolder, "node_modules", peerName)); err == nil {
		return script, nil
	}
	npm := exec.Command("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
		"--fetch-retries=1", "--prefix", peerFolder, peerPackage)
	if said, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install: %w: %.200s", err, said)
	}
	return script, nil
}

// scanPages prints the first page of each form and scans it.
func scanPages(folder string) ([]scannedPage, error) {
	var pages []scannedPage
	for i, name := range scannedForms {
		form := filepath.Join("testdata", "forms", name, "source.pdf")
		printed := filepath.Join(folder, name)
		if err := exec.Command("pdftoppm", "-r", fmt.Sprint(dotsPerInch), "-gray", "-png", "-singlefile", form, printed).Run(); err != nil {
			return nil, fmt.Errorf("pdftoppm %s: %w", form, err)
		}
		text, err := exec.Command("pdftotext", "-l", "1", form, "-").Output()
		if err != nil {
			return nil, fmt.Errorf("pdftotext %s: %w", form, err)
		}
		page := scannedPage{printed + "-scanned.png", string(text)}
		if err := scanPicture(printed+".png", page.path, uint64(i)); err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return pages, nil
}

func scanPicture(from, to string, seed uint64) error {
	clean, err := readPicture(from)
	if err != nil {
		return err
	}
	grey := image.NewGray(clean.Bounds())
	draw.Draw(grey, grey.Rect, clean, grey.Rect.Min, draw.Src)
	scanned, err := officeScan.Apply(grey, seed)
	if err != nil {
		return err
	}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := png.Encode(f, scanned); err != nil {
		return err
	}
	return f.Close()
}

func readPicture(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

// openOCR opens what is installed.
func openOCR() (*ocr.Engine, error) {
	dir, err := ocr.DefaultDir()
	if err != nil {
		return nil, err
	}
	return ocr.Open(dir)
}

// printPictures is the other program of the comparison: it prints the text of
// pictures as a list of JSON, one a picture.
func printPictures(ctx context.Context, paths []string) error {
	engine, err := openOCR()
	if err != nil {
		return err
	}
	defer engine.Close()
	reader := scan.Reader{Engine: engine}
	texts := make([]string, len(paths))
	for i, path := range paths {
		picture, err := readPicture(path)
		if err != nil {
			return err
		}
		page, err := reader.Read(ctx, 1, shownAt(picture))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		var text strings.Builder
		for _, g := range page.Glyphs {
			text.WriteString(g.Text)
		}
		texts[i] = text.String()
	}
	return json.NewEncoder(os.Stdout).Encode(texts)
}

// shownAt is a picture as the whole of a page.
func shownAt(picture image.Image) scan.Picture {
	const points = 72.0 / dotsPerInch
	size := picture.Bounds().Size()
	wide, high := float64(size.X)*points, float64(size.Y)*points
	return scan.Picture{Image: picture, Box: extract.Rect{X1: wide, Y1: high}, Width: wide, Height: high}
}

// printWrong runs each program once more and counts the characters that are
// printed but not read, or read but not printed. Their order is left out of
// account, since a page is read in more than one.
func printWrong(programs []program, pages []scannedPage) error {
	printed := 0
	for _, p := range pages {
		for _, n := range characters(p.text) {
			printed += n
		}
	}
	wrong := make([]int, len(programs))
	for i, p := range programs {
		out, err := exec.Command(p.args[0], p.args[1:]...).Output()
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		var texts []string
		if err := json.Unmarshal(out, &texts); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if len(texts) != len(pages) {
			return fmt.Errorf("%s: text of %d pages, not %d", p.name, len(texts), len(pages))
		}
		for j, text := range texts {
			wrong[i] += difference(characters(pages[j].text), characters(text))
		}
		fmt.Printf("%s: %d wrong of %d characters\n", p.name, wrong[i], printed)
	}
	if wrong[1] > 0 {
		fmt.Printf("ratio: %.2f\n", float64(wrong[0])/float64(wrong[1]))
	}
	return nil
}

// characters counts the characters of a text but blanks, wide ones and signs
// of the same meaning as one.
func characters(text string) map[rune]int {
	count := make(map[rune]int)
	same := strings.NewReplacer("≧", "≥", "⩾", "≥", "≦", "≤", "⩽", "≤", "“", "\"", "”", "\"")
	for _, r := range same.Replace(width.Narrow.String(text)) {
		if r > ' ' {
			count[r]++
		}
	}
	return count
}

func difference(a, b map[rune]int) int {
	sum := 0
	for r, n := range a {
		sum += max(0, n-b[r])
	}
	for r, n := range b {
		sum += max(0, n-a[r])
	}
	return sum
}
