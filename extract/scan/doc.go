// Package scan reads the picture of a page into an extract.Page: its rulings
// are found in the picture, they make the cells of a grid, and the lines of
// text in each cell and outside all of them are read one by one.
//
// The page is that of the sheet, the picture made upright and straight; see
// extract.Page.Sheet for the way back to the page as displayed. Characters get
// the squares that they were set in, as those of a file have them, so that text
// without rules falls into the same columns and rows.
//
// Lines are found by the blanks around their ink (extract/raster), with and
// without rules. PP-OCR's network that finds lines was tried for both, at 110
// dots an inch, and is not installed:
//
//   - On 25 documents without rules in seven faces, from five scanners, 64 % of
//     the values were right with lines by blanks, 58 % with the network's: it
//     joins columns that stand an em apart, and lines that nearly touch.
//   - On 14 documents that are speckled, faded or faxed, with rules, 85.5 % of
//     the values were right with lines by blanks in the cells found, 83.0 % with
//     the network's, and 1.9 % against 2.4 % were wrong without a warning.
//   - On the same 14, with the network's lines in doubtful cells alone, where
//     they could be read with more confidence, 85.8 % were right, but 2.3 % wrong
//     without a warning: surer readings of cut lines hide what is wrong.
//
// It took 0.4 s of CPU a page and 230 MB besides.
package scan
