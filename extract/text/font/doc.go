// Package font turns the bytes that a content stream shows into characters
// with widths.
//
// A code is cut off the string by the font's codespace. Its text is what the
// first of these sources gives that is more than a private-use character:
//
//  1. ToUnicode, a CMap
//  2. what the code itself says: the predefined Unicode, GBK, Shift JIS …
//     CMaps; Differences, the signs of Wingdings and the like, Encoding
//  3. the embedded font program: the names in post, Type 1 and CFF fonts, the
//     cmap turned around; for CIDs of Adobe-GB1 and its like the collection
//  4. for simple fonts, the encoding that holds where nothing is said
//
// A code that none of them knows is U+FFFD and not Known. No source is asked
// to guess: a subset font that is numbered from 1 and names nothing is
// unknown, whatever letters its codes would be in ASCII.
//
// BUG: MacExpertEncoding and the expert charsets of CFF are not read; they
// hold old-style figures and small capitals.
//
// BUG: Of Wingdings, Wingdings 2 and 3, Webdings and MT Extra only the signs
// that forms use are known.
//
// BUG: A cmap of format 2 or 14, and the glyph names of post version 4, are
// not read.
//
// BUG: A simple font without Widths that is none of the 14 core fonts gets
// the widths of the one whose name is most like its own.
package font
