package extract

const (
	// longestPaper is the long side of the largest paper that forms are printed
	// on, A3, in points, with room for what a scanner adds.
	longestPaper = 1400.0
	// shortestPaper is that of the smallest, A5, likewise.
	shortestPaper = 500.0
	// sharpest is the resolution, in dots an inch, beyond which nobody scans a
	// page of paper smaller than that.
	sharpest = 450.0
	// usualPaper is the long side of A4, in points.
	usualPaper = 842.0
)

// PaperScale is how many times larger a picture of a page is declared to be, in
// points, than the paper was: 1 for one of a credible size. Telephones and some
// programs state 72 dots an inch whatever a picture has, which makes sheets of a
// metre; others state more than there are. Either is taken for A4. dpi is the
// declared resolution.
func PaperScale(width, height, dpi float64) float64 {
	long := max(width, height)
	if long > longestPaper || long < shortestPaper && dpi > sharpest {
		return long / usualPaper
	}
	return 1
}
