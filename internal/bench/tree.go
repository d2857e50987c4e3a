package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"mubiao/internal/formgen"
)

// samplesInTree is how many documents of a tree are drawn; the others are
// copies of them with other bytes.
const samplesInTree = 100

// growTree fills a folder with small documents, a hundred a folder. Each is a
// PDF of one to four forms, and no two have the same bytes: what follows the
// end of a PDF is no part of it.
func growTree(folder string, documents int) error {
	samples := make([][]byte, min(samplesInTree, documents))
	for i := range samples {
		sample, err := formgen.New(uint64(i))
		if err != nil {
			return err
		}
		samples[i] = bytes.TrimRight(sample.PDF, "\n")
	}
	for n := range documents {
		path := filepath.Join(folder, fmt.Sprintf("%03d", n/100), fmt.Sprintf("%05d.pdf", n))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		content := fmt.Appendf(bytes.Clone(samples[n%len(samples)]), "\n%% %d\n", n)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
