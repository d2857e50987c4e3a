// Package ocr turns the picture of one line of text into characters, each
// with its place and its probability.
//
// The networks are PP-OCRv4's, run by ONNX Runtime; neither is part of the
// program. Install brings both into a folder, Open loads them from it, and
// returns ErrNotInstalled where they are missing: then everything but
// pictures can be read.
//
// The networks know characters, not forms. What they are known to get wrong
// about comparators (≥ ≤ > <) is read a second time from the strokes of the
// picture, see Comparators, and so are some other confusions, see Lookalikes.
// Read does all of it.
//
// Pictures are grey, upright and dark on light. Coordinates are pixels of the
// picture that was handed in: the origin is its top left corner, x runs
// right, y runs down.
//
// BUG: a comparator in thin strokes at 150 dots an inch and below can vanish in
// the noise; then nothing says that it was there.
//
// BUG: < and > without a bar whose strokes run together in blur are taken for
// barred ones, with a P below 0.9.
//
// BUG: half of the ‰ that the network reads as % are recovered; the others are
// left as %.
package ocr
