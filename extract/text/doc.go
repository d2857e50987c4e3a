// Package text turns the content streams of a PDF into pages of glyphs and
// rulings. It is one interpreter over the objects of any library that
// implements object.Objects.
//
// Interpreted are the graphics and text state, all text operators, form
// XObjects, inline images, marked content (ActualText, optional content) and
// the appearance of form fields and free text. What a page paints is reduced
// to what a form needs of it: characters with their places, straight lines
// parallel to the page's edges, and the places of pictures.
//
// BUG: the glyph procedures of Type 3 fonts are not run; a rule drawn by a
// glyph is no ruling, and a character in such a font is what its encoding
// says.
//
// BUG: what tiling patterns paint is not read.
//
// BUG: only an opaque picture hides what was painted before it, and only text.
// Text under a later fill, and rulings under either, are reported.
//
// BUG: ActualText of the structure tree is not read, only that of marked
// content.
//
// BUG: a clip is kept as its bounding box.
package text
