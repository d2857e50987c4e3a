package ladder

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"mubiao/extract"
	"mubiao/extract/preflight/pdftest"
)

