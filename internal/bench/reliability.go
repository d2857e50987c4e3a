package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"golang.org/x/text/width"

	"mubiao/extract/ladder"
	"mubiao/extract/ocr"
	"mubiao/extract/pdfium"
	"mubiao/extract/scan"
	"mubiao/internal/press"
	"mubiao/normalize"
)

// heldOutFaces are type faces that no confidence was fitted on, see
// normalize. Those that this machine lacks are left out.
var heldOutFaces = []string{"LXGW WenKai", "Noto Sans CJK SC", "cwTeXFangSong", "Droid Sans Fallback"}

// reliableForms are the forms that are printed in them, and how they are
// scanned: each in every face, each time in another way.
var (
	reliableForms = []string{"plain-ruled", "long-and-annual", "listing", "dashed", "goal-style", "cost-first", "evaluation", "wrapped"}
	reliableWays  = []string{"office", "fax", "feeder", "bad", "office", "clean"}
)

// claimEdges part the confidences that values claim.
var claimEdges = []float64{0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01}

// A claim is how sure a value says it is, and what became of it.
type claim struct {
	confidence     float64
	right, flagged bool
}

// compareClaims prints forms in faces that no confidence was fitted on, scans
// them, reads them, and prints how many of the values that claim a confidence
// are right: the same as the document itself says.
func compareClaims(ctx context.Context, w io.Writer, folder string) error {
	engine, err := openOCR()
	if errors.Is(err, ocr.ErrNotInstalled) {
		fmt.Fprintln(os.Stderr, "the reliability of confidences is left out: mubiao ocr install was not run")
		return nil
	}
	if err != nil {
		return err
	}
	defer engine.Close()
	var drawing pdfium.Engine
	defer drawing.Close()
	options := ladder.Options{PDFium: &drawing, Engine: func() (scan.Engine, error) { return engine, nil }}
	var claims []claim
	printed, apart := 0, 0
	for k, family := range heldOutFaces {
		face, err := openFace(family)
		if err != nil {
			fmt.Fprintln(os.Stderr, family, "is left out:", err)
			continue
		}
		for i, name := range reliableForms {
			way := reliableWays[(i+k)%len(reliableWays)]
			source := filepath.Join("testdata", "forms", name, "source.pdf")
			scanned := filepath.Join(folder, fmt.Sprintf("%s-%d.pdf", name, k))
			truth, err := pressForm(ctx, source, scanned, face, way, uint64(100*k+i))
			if err != nil {
				return fmt.Errorf("%s in %s: %w", source, family, err)
			}
			read, err := readForms(ctx, scanned, options)
			if err != nil {
				return err
			}
			printed++
			if len(read) != len(truth) {
				apart++
				continue
			}
			for n := range read {
				found, lost, err := claimsOf(read[n], truth[n])
				if err != nil {
					return err
				}
				claims, apart = append(claims, found...), apart+lost
			}
		}
	}
	fmt.Fprintf(w, "\n%d forms printed in faces held out and scanned; %d lists of other lengths than in the document are left out\n\n", printed, apart)
	printClaims(w, claims)
	return nil
}

// openFace opens a type face of this machine, with others for what it lacks.
func openFace(family string) (*press.Face, error) {
	var files []string
	for _, name := range []string{family, "Noto Serif CJK SC", "DejaVu Sans"} {
		out, err := exec.Command("fc-match", "--format", "%{family}\t%{file}#%{index}", name+":style=Regular,Medium,Book").Output()
		if err != nil {
			return nil, fmt.Errorf("fc-match (Debian: fontconfig): %w", err)
		}
		found, file, _ := strings.Cut(string(out), "\t")
		if !slices.Contains(strings.Split(found, ","), name) {
			if name == family {
				return nil, errors.New("it is not installed")
			}
			continue
		}
		files = append(files, file)
	}
	return press.Open(files...)
}

// pressForm scans a document as printed in a face, and is what the document
// itself says.
func pressForm(ctx context.Context, source, scanned string, face *press.Face, way string, seed uint64) ([]normalize.Record, error) {
	file, err := ladder.Open(ctx, source, ladder.Options{OCR: ladder.OCRNever})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := press.Scanners[way].Scan(ctx, file, face, seed)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(scanned, content, 0o644); err != nil {
		return nil, err
	}
	result, err := normalize.Read(ctx, source, "", file)
	if err != nil {
		return nil, err
	}
	return result.Records, nil
}

func readForms(ctx context.Context, path string, options ladder.Options) ([]normalize.Record, error) {
	file, err := ladder.Open(ctx, path, options)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	result, err := normalize.Read(ctx, path, "", file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return result.Records, nil
}

// claimsOf holds the values of a scanned form against those of the document.
// Lists of other lengths than in the document cannot be: they are left out and
// counted.
func claimsOf(read, truth normalize.Record) (claims []claim, apart int, err error) {
	seen, err := tree(read)
	if err != nil {
		return nil, 0, err
	}
	said, err := tree(truth)
	if err != nil {
		return nil, 0, err
	}
	skipped := map[string]bool{}
	for name, list := range seen {
		a, isList := list.([]any)
		b, _ := said[name].([]any)
		if isList && len(a) != len(b) && name != "issues" {
			skipped[name] = true
		}
	}
	for _, pointer := range read.Evidence.Pointers() {
		place := read.Evidence[pointer]
		list, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		if place.Confidence == nil || skipped[list] {
			continue
		}
		claims = append(claims, claim{
			confidence: *place.Confidence,
			right:      folded(valueAt(seen, pointer)) == folded(valueAt(said, pointer)),
			flagged:    isFlagged(read.Issues, pointer),
		})
	}
	return claims, len(skipped), nil
}

// tree is a record as its JSON says it.
func tree(r normalize.Record) (map[string]any, error) {
	content, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var t map[string]any
	return t, json.Unmarshal(content, &t)
}

// valueAt is the value at a JSON pointer, nil if there is none. No name in a
// record is escaped.
func valueAt(tree any, pointer string) any {
	for name := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch t := tree.(type) {
		case map[string]any:
			tree = t[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(t) {
				return nil
			}
			tree = t[i]
		default:
			return nil
		}
	}
	return tree
}

// folded is a value without blanks, wide characters and the ways in which one
// sign is printed.
func folded(value any) string {
	text := fmt.Sprint(value)
	text = strings.NewReplacer("≧", "≥", "⩾", "≥", "≦", "≤", "⩽", "≤", "“", "\"", "”", "\"").Replace(width.Narrow.String(text))
	return strings.Join(strings.Fields(text), "")
}

// isFlagged reports whether an issue points at a value, or at what it is in.
func isFlagged(issues []normalize.Issue, pointer string) bool {
	return slices.ContainsFunc(issues, func(i normalize.Issue) bool {
		return i.Severity != normalize.Info && (pointer == i.Path || strings.HasPrefix(pointer, strings.TrimSuffix(i.Path, "/")+"/"))
	})
}

// printClaims prints how many of the values that claim a confidence are right,
// and what the issues point at.
func printClaims(w io.Writer, claims []claim) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "claimed\tvalues\tmean claim\tright\twrong\t")
	for i := range len(claimEdges) - 1 {
		sum, n, right := 0.0, 0, 0
		for _, c := range claims {
			if c.confidence < claimEdges[i] || c.confidence >= claimEdges[i+1] {
				continue
			}
			sum, n = sum+c.confidence, n+1
			if c.right {
				right++
			}
		}
		if n > 0 {
			fmt.Fprintf(t, "%.2f–%.2f\t%d\t%.3f\t%.3f\t%d\t\n", claimEdges[i], math.Min(1, claimEdges[i+1]), n, sum/float64(n), float64(right)/float64(n), n-right)
		}
	}
	t.Flush()
	var count [2][2]int // by flagged and right
	for _, c := range claims {
		count[index(c.flagged)][index(c.right)]++
	}
	fmt.Fprintf(w, "\nissues point at %d wrong values and at %d right ones; %d wrong and %d right ones have none\n",
		count[1][0], count[1][1], count[0][0], count[0][1])
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}
