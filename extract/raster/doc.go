// Package raster turns the picture of a page into a Sheet: grey, its paper
// white, upright and straight, with the rulings of its tables and the pictures
// of its lines of text. What a line says is read elsewhere.
//
// Rulings are found as ridges: where the picture, averaged along a direction,
// is darker than a little way off on both sides. So thin, pale, dotted and
// broken rules are found as well as full ones, without a threshold that a page
// could be on the wrong side of. A ridge is a rule if its ink goes on without
// gaps or if blank paper lies along it, and belongs to a table if its ends meet
// others. The hardest to tell from rules are strokes of characters that fill
// their row: between such a stroke and the rules above and below it there is a
// paler pixel or two, and there is ink on both sides of it.
//
// BUG: rows no higher than their characters, with text within half a point of
// the rules, are cut at strokes that stand one below another in several rows,
// and lose rules on a fax.
//
// BUG: of a table with dotted rules and open sides, black and white, 0.9 of the
// cells are found. Rules of half a pixel that leave no ink over most of their
// length are not.
//
// BUG: a grey seal with a rim thinner than the strokes of characters hides the
// lines that it joins.
//
// BUG: upright double rules a point apart, blurred, are not found in rows no
// higher than their characters; on a fax double rules leave lines without
// characters, parts of their second line.
package raster
