package formgen

import (
	"math/rand/v2"

	"mubiao/internal/pdfwrite"
)

// A Feature is one thing that exports do differently. Features change
// different settings, so that any set of them can be put on one style.
type Feature struct {
	Name  string
	Style func(*rand.Rand, *Style)
	Words func(*rand.Rand, *Wording)
	// Doubtful says that the page leaves something open, so that a reader
	// may be wrong as long as it says so.
	Doubtful bool
}

// Features is every feature there is, in an order that stays.
func Features() []Feature {
	style := func(name string, set func(*rand.Rand, *Style)) Feature { return Feature{Name: name, Style: set} }
	doubtful := func(name string, set func(*rand.Rand, *Style)) Feature {
		return Feature{Name: name, Style: set, Doubtful: true}
	}
	words := func(name string, set func(*rand.Rand, *Wording)) Feature { return Feature{Name: name, Words: set} }
	return []Feature{
		style("rules-cell-lines", func(_ *rand.Rand, s *Style) { s.Rules = CellLines }),
		style("rules-cell-boxes", func(_ *rand.Rand, s *Style) { s.Rules = CellBoxes }),
		style("rules-thin-fills", func(r *rand.Rand, s *Style) { s.Rules, s.Thickness = ThinFills, between(r, 0.24, 1.5) }),
		style("rules-dashed", func(r *rand.Rand, s *Style) { s.Dash = []float64{between(r, 1, 4), between(r, 1, 3)} }),
		style("rules-double", func(r *rand.Rand, s *Style) { s.Rules, s.Thickness, s.Gap = Double, 0.5, between(r, 1, 2) }),
		style("rules-sloppy", func(r *rand.Rand, s *Style) { s.Sloppy = between(r, 0.1, 0.6) }),
		style("shade", func(_ *rand.Rand, s *Style) { s.Shade = true }),
		style("omit-sides", func(_ *rand.Rand, s *Style) { s.OmitSides = true }),
		style("omit-foot", func(_ *rand.Rand, s *Style) { s.OmitFoot = true }),
		doubtful("omit-level", func(_ *rand.Rand, s *Style) { s.OmitLevel, s.Top = true, false }),
		style("repeat-level1", func(_ *rand.Rand, s *Style) { s.RepeatLevel1 = true }),
		style("repeat-levels", func(_ *rand.Rand, s *Style) { s.RepeatLevel1, s.RepeatLevel2 = true, true }),
		style("column-order", func(_ *rand.Rand, s *Style) { s.Order = ByColumn }),
		style("shuffled-order", func(_ *rand.Rand, s *Style) { s.Order = Shuffled }),
		style("bold-labels", func(_ *rand.Rand, s *Style) { s.Bold = true }),
		style("justify", func(_ *rand.Rand, s *Style) { s.Justify = true }),
		style("any-break", func(_ *rand.Rand, s *Style) { s.AnyBreak = true }),
		style("tight", func(_ *rand.Rand, s *Style) { s.Leading, s.PadX, s.PadY = 1, 0.5, 0.3 }),
		style("flowing", func(_ *rand.Rand, s *Style) { s.OneAPage = false }),
		style("split-rows", func(_ *rand.Rand, s *Style) { s.SplitRows, s.OpenBreak, s.OneAPage = true, true, false }),
		doubtful("split-rows-ruled", func(_ *rand.Rand, s *Style) { s.SplitRows, s.OpenBreak, s.OneAPage = true, false, false }),
		style("center-break", func(_ *rand.Rand, s *Style) { s.CenterBreak, s.OneAPage = true, false }),
		style("repeat-columns", func(_ *rand.Rand, s *Style) { s.Repeat, s.OneAPage = RepeatColumns, false }),
		style("repeat-title", func(_ *rand.Rand, s *Style) { s.Repeat, s.OneAPage = RepeatTitle, false }),
		style("rotated", func(r *rand.Rand, s *Style) { s.Frame.Rotate = pick(r, 90, 180, 270) }),
		style("cropped", func(r *rand.Rand, s *Style) { s.Frame.OffsetX, s.Frame.OffsetY = between(r, 5, 60), between(r, 5, 60) }),
		style("landscape", func(_ *rand.Rand, s *Style) { s.Width, s.Height = a4Long, a4Short }),
		style("object-streams", func(_ *rand.Rand, s *Style) { s.File = pdfwrite.Options{Compress: true, ObjectStreams: true} }),
		doubtful("no-rules", noRules),

		words("long-names", func(_ *rand.Rand, w *Wording) { w.LongNames = true }),
		words("latin-phrases", func(_ *rand.Rand, w *Wording) { w.LatinPhrases = true }),
		words("no-prefix", func(_ *rand.Rand, w *Wording) { w.Prefix = "" }),
		words("prefix-without-colon", func(_ *rand.Rand, w *Wording) { w.Prefix = bareIndicator }),
		words("prefix-wrong-number", func(_ *rand.Rand, w *Wording) { w.Misnumbered = true }),
		words("stars", func(_ *rand.Rand, w *Wording) { w.Stars = true }),
		words("placeholders", func(_ *rand.Rand, w *Wording) { w.Placeholders = true }),
		words("blank-groups", func(_ *rand.Rand, w *Wording) { w.BlankGroups = true }),
		words("blank-values", func(_ *rand.Rand, w *Wording) { w.BlankValues = true }),
		words("scores-in-levels", func(_ *rand.Rand, w *Wording) { w.LevelHints = true }),
		words("level-synonyms", func(_ *rand.Rand, w *Wording) { w.LevelSynonyms = true }),
		words("spaced-labels", func(_ *rand.Rand, w *Wording) { w.SpacedLabels = true }),
		words("joined-funds", func(_ *rand.Rand, w *Wording) { w.JoinedFunds = true }),
		words("more-funds", func(_ *rand.Rand, w *Wording) { w.MoreFunds = true }),
		words("yuan", func(_ *rand.Rand, w *Wording) { w.Yuan = true }),
		words("unit-in-amount", func(_ *rand.Rand, w *Wording) { w.UnitInAmount = true }),
		words("codes", func(_ *rand.Rand, w *Wording) { w.Codes = true }),
		words("more-fields", func(_ *rand.Rand, w *Wording) { w.MoreFields = true }),
		words("few-fields", func(_ *rand.Rand, w *Wording) { w.FewFields = true }),
		words("unit-line", func(_ *rand.Rand, w *Wording) { w.UnitLine = true }),
		words("notes", func(_ *rand.Rand, w *Wording) { w.Notes = true }),
		words("odd-values", func(_ *rand.Rand, w *Wording) { w.OddValues = true }),
	}
}

// noRules draws no rule. Who sets a table so leaves room between its cells.
func noRules(r *rand.Rand, s *Style) {
	s.Rules, s.Leading = NoRules, between(r, 1.1, 1.3)
	s.PadX, s.PadY = between(r, 5, 7), between(r, 4, 6)
	s.Columns = s.columns(r)
	s.Head = headColumns(r, s.Columns)
}
