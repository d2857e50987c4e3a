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
// The columns and rows of a table go all over it. So where a rule is missing in
// line with others less is enough to find it: a few dots in a clear stretch of
// a page that is black and white. A line with print close by on both sides in
// every row is dropped. Where a side may be or not be, Doubtful says so.
//
// BUG: rows no higher than their characters, with text within half a point of
// the rules, lose rules on a fax, and at 200 dpi where these are dashed or
// double; some are cut at strokes that stand in line in two rows or three.
//
// BUG: of a table with dotted rules and open sides, black and white, 0.9 of the
// cells are found. Rules of half a pixel that leave no ink over most of their
// length are not, and nothing tells that two rows have become one.
//
// BUG: a grey seal with a rim thinner than the strokes of characters hides the
// lines that it joins.
//
// BUG: upright double rules a point apart, blurred, are not found in rows no
// higher than their characters; on a fax double rules leave lines without
// characters, parts of their second line.
package raster
