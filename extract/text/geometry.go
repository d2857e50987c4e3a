package text

import (
	"mubiao/extract"
	"mubiao/extract/text/object"
)

// letter is the MediaBox of a page that has none, as viewers take it.
var letter = extract.Rect{X1: 612, Y1: 792}

// A sheet is the geometry of a page: the size it is displayed at and the way
// from default user space to there.
type sheet struct {
	width, height float64 // points
	base          matrix
}

// sheetOf reads MediaBox, CropBox, Rotate and UserUnit of a page dictionary
// (ISO 32000-1, 7.7.3.3).
func sheetOf(page object.Value) sheet {
	box := boxOf(page.Key("MediaBox"))
	if box.Empty() {
		box = letter
	}
	if crop := boxOf(page.Key("CropBox")); !crop.Empty() {
		if both := crop.Intersect(box); !both.Empty() {
			box = both
		}
	}
	unit := page.Key("UserUnit").Float()
	if unit <= 0 {
		unit = 1
	}
	w, h := box.Width()*unit, box.Height()*unit
	x0, y0, x1, y1 := box.X0*unit, box.Y0*unit, box.X1*unit, box.Y1*unit
	switch quarter(page.Key("Rotate").Int()) {
	case 1:
		return sheet{h, w, matrix{0, unit, unit, 0, -y0, -x0}}
	case 2:
		return sheet{w, h, matrix{-unit, 0, 0, unit, x1, -y0}}
	case 3:
		return sheet{h, w, matrix{0, -unit, -unit, 0, y1, x1}}
	}
	return sheet{w, h, matrix{unit, 0, 0, -unit, -x0, y1}}
}

// quarter is the number of clockwise quarter turns, 0 to 3. Angles between
// are not allowed and taken down to the next quarter.
func quarter(degrees int64) int64 {
	return ((degrees/90)%4 + 4) % 4
}

// boxOf reads a rectangle, whichever two opposite corners it names; the zero
// Rect if v is none.
func boxOf(v object.Value) extract.Rect {
	if v.Len() < 4 {
		return extract.Rect{}
	}
	ax, ay := v.Index(0).Float(), v.Index(1).Float()
	bx, by := v.Index(2).Float(), v.Index(3).Float()
	return extract.Rect{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)}
}

// matrixOf reads a matrix; identity if v is none.
func matrixOf(v object.Value) matrix {
	if v.Len() < 6 {
		return identity
	}
	return matrix{
		v.Index(0).Float(), v.Index(1).Float(), v.Index(2).Float(),
		v.Index(3).Float(), v.Index(4).Float(), v.Index(5).Float(),
	}
}
