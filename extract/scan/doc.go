// Package scan reads the picture of a page into an extract.Page: its rulings
// are found in the picture, they make the cells of a grid, and the lines of
// text in each cell and outside all of them are read one by one.
//
// The page is that of the sheet, the picture made upright and straight; see
// extract.Page.Sheet for the way back to the page as displayed.
package scan
