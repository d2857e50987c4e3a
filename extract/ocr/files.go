package ocr

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotInstalled reports that a file of the installation is missing.
var ErrNotInstalled = errors.New("ocr is not installed")

// Files are the paths of an installation. Network and dictionary of the
// recognition belong together: another network, such as a later PP-OCR,
// comes with its own dictionary.
type Files struct {
	Runtime     string // ONNX Runtime, a shared library of version 1.24 or later
	Recognition string // network that reads a line
	Dictionary  string // its characters, one a line, in the order of its classes
	Direction   string // network that tells upright lines from those upside down
}

// FilesIn are the files that Install puts into dir.
func FilesIn(dir string) Files {
	return Files{
		Runtime:     filepath.Join(dir, runtimeName),
		Recognition: filepath.Join(dir, recognitionName),
		Dictionary:  filepath.Join(dir, dictionaryName),
		Direction:   filepath.Join(dir, directionName),
	}
}

// The names of the installed files: those of the packages they come from.
const (
	runtimeName     = "libonnxruntime.so"
	recognitionName = "ch_PP-OCRv4_rec_infer.onnx"
	dictionaryName  = "ppocr_keys_v1.txt"
	directionName   = "ch_ppocr_mobile_v2.0_cls_infer.onnx"
)

// DefaultDir is the folder mubiao/ocr below $XDG_DATA_HOME, or below
// ~/.local/share where that is not set to an absolute path (XDG Base
// Directory Specification).
func DefaultDir() (string, error) {
	base := os.Getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(base) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "mubiao", "ocr"), nil
}

// present returns ErrNotInstalled, wrapped with the path, for the first file
// that is missing.
func present(paths ...string) error {
	for _, path := range paths {
		switch _, err := os.Stat(path); {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%w: no %s", ErrNotInstalled, path)
		case err != nil:
			return err
		}
	}
	return nil
}
