package main

import (
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mubiao/extract/ladder"
	"mubiao/extract/ocr"
	"mubiao/extract/scan"
	"mubiao/internal/worker"
)

// ocrOptions say which pages are read from their pictures.
type ocrOptions struct {
	mode  string
	given bool // and not the default
}

func (o *ocrOptions) addFlags(f *pflag.FlagSet) {
	f.StringVar(&o.mode, "ocr", string(ladder.OCRAuto), "read from pictures: auto, always, never")
}

func (o *ocrOptions) check(c *cobra.Command) error {
	o.given = c.Flags().Changed("ocr")
	return oneOf(c, "ocr", o.mode, string(ladder.OCRAuto), string(ladder.OCRAlways), string(ladder.OCRNever))
}

// installedOCR is what mubiao ocr install installed, loaded when a picture
// first needs it.
type installedOCR struct {
	once   sync.Once
	engine *ocr.Engine
	err    error
}

func (o *installedOCR) open() (scan.Engine, error) {
	o.once.Do(func() {
		worker.ExpectPictures()
		defer debug.FreeOSMemory() // what loading took is of no use any more
		var dir string
		if dir, o.err = ocr.DefaultDir(); o.err == nil {
			o.engine, o.err = ocr.Open(dir)
		}
		if o.err == nil {
			return
		}
		if harm := problemOfOCR(); harm != nil { // which installing it again mends
			o.err = fmt.Errorf("%w: %w", ocr.ErrNotInstalled, harm)
		}
	})
	if o.err != nil {
		return nil, o.err
	}
	return o.engine, nil
}

// close frees what was loaded.
func (o *installedOCR) close() {
	if o.engine != nil {
		_ = o.engine.Close() // the process is about to end
	}
}
