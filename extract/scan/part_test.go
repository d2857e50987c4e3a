package scan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/extract/raster"
)

func TestLinesUnderASealStayApart(t *testing.T) {
	line := func(x0, y0, x1, y1 float64) raster.LineImage {
		return raster.LineImage{Box: extract.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1}}
	}
	got := part([]raster.LineImage{line(0, 0, 90, 12), line(0, 4, 90, 40), line(100, 2, 190, 14)})
	want := []raster.LineImage{line(0, 0, 90, 12), line(0, 14, 90, 40), line(100, 2, 190, 14)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
