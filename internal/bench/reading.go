package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"text/tabwriter"
	"time"

	"mubiao/extract/scan"
	"mubiao/internal/pdfwrite"
)

// readScans imports scanned pages as users do, from PDFs, and prints what a page
// costs, how much of that the networks take, and the memory of all processes
// together.
func readScans(mubiao, self, folder string, pages []scannedPage) error {
	documents := filepath.Join(folder, "scans")
	if err := os.MkdirAll(documents, 0o755); err != nil {
		return err
	}
	for i, p := range pages {
		content, err := scannedDocument(p.path)
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
		if err := os.WriteFile(filepath.Join(documents, strconv.Itoa(i)+".pdf"), content, 0o644); err != nil {
			return err
		}
	}
	imported := batch{name: "scans", documents: len(pages)}
	if err := imported.run([]string{mubiao, "import", "--quiet", "--db", filepath.Join(folder, "scans.db"), documents}); err != nil {
		return err
	}
	alone, err := readingAlone(self, pages)
	if err != nil {
		return err
	}
	n := float64(len(pages))
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "reading a scanned page of 200 dpi\tCPU s\tof which ONNX Runtime\tpeak MiB\t")
	fmt.Fprintf(t, "picture to characters, one thread\t%.2f\t%.0f %%\t\t\n", alone.CPU.Seconds()/n, 100*alone.Networks)
	fmt.Fprintf(t, "mubiao import, all processes\t%.2f\t\t%.0f\t\n", imported.cpu.Seconds()/n, float64(imported.memory)/(1<<20))
	return t.Flush()
}

// scannedDocument is a PDF of a page that shows a picture.
func scannedDocument(path string) ([]byte, error) {
	picture, err := readPicture(path)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, picture, &jpeg.Options{Quality: officeScan.Quality}); err != nil {
		return nil, err
	}
	shown := shownAt(picture)
	out := pdfwrite.New(pdfwrite.Options{})
	size := picture.Bounds().Size()
	out.Page(shown.Width, shown.Height, pdfwrite.Frame{}).
		Picture(0, 0, shown.Width, shown.Height, file.Bytes(), size.X, size.Y, false)
	return out.Bytes()
}

// An effort is what reading pictures took once all was loaded.
type effort struct {
	CPU      time.Duration
	Networks float64 // the share of the time in which networks ran
}

// readingAlone reads pictures in a process of their own.
func readingAlone(self string, pages []scannedPage) (effort, error) {
	args := []string{"-effort"}
	for _, p := range pages {
		args = append(args, p.path)
	}
	out, err := exec.Command(self, args...).Output()
	if err != nil {
		return effort{}, fmt.Errorf("%s: %w", self, err)
	}
	var e effort
	return e, json.Unmarshal(out, &e)
}

// printEffort is that process. It reads each picture twice and counts the second
// time.
func printEffort(ctx context.Context, paths []string) error {
	runtime.GOMAXPROCS(1) // the share is one of the time, as it passes
	engine, err := openOCR()
	if err != nil {
		return err
	}
	defer engine.Close()
	reader := scan.Reader{Engine: engine}
	var e effort
	var networks, all time.Duration
	for _, path := range paths {
		picture, err := readPicture(path)
		if err != nil {
			return err
		}
		for turn := range 2 {
			cpu, ran, begun := cpuTime(), engine.Running(), time.Now()
			if _, err := reader.Read(ctx, 1, shownAt(picture)); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			if turn > 0 {
				e.CPU += cpuTime() - cpu
				networks += engine.Running() - ran
				all += time.Since(begun)
			}
		}
	}
	e.Networks = networks.Seconds() / all.Seconds()
	return json.NewEncoder(os.Stdout).Encode(e)
}
