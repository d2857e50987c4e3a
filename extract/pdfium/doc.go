// Package pdfium turns the pages of a PDF into glyphs and rulings, or into
// pictures, by means of PDFium. PDFium runs as WebAssembly in this process: it
// sees no file but a font, has a limited memory, and when it breaks, that
// costs a document and not the process.
//
// It is the reader for what the interpreter of package text cannot open or
// decode. It costs some ten times as much a page, and an Engine takes
// 0.1 s to start, or 3 s of CPU time where its compiled code is not in the
// cache.
//
// BUG: PDFium does not tell what it could not decode. A page of a damaged file
// may lack a part without a Problem.
//
// BUG: a context ends a page between the steps of its reading, and not what
// PDFium is busy with; a page on which it hangs needs its process killed.
//
// BUG: content that is switched off as optional is reported all the same.
//
// BUG: the pictures of pages in JPEG 2000 are not tested; nothing here writes it.
//
// BUG: UserUnit is not applied; PDFium does not tell it.
//
// BUG: the boxes of characters set vertically are those of horizontal ones.
package pdfium
