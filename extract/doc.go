// Package extract defines what every reader of the ladder hands on: a
// Document of Pages, each a list of Glyphs and Rulings in one coordinate
// system, the same whatever they were read from.
//
// Coordinates are points (1/72 inch) on the page as displayed: the origin is
// the top left corner of the CropBox, x runs right, y runs down, /Rotate and
// UserUnit are applied. Pages are numbered from 1.
//
// The subpackages do the work: text reads content streams, grid finds cells,
// ladder opens a path and picks the reader for each page.
package extract
