// Package graph turns the graph of a network in an ONNX file into one that
// says the same in fewer steps, for ONNX Runtime to run faster.
//
// PaddleOCR's networks alternate convolutions with activations and with scales
// and shifts by a number. They are exported as they were written down in
// training: as steps that each pass over all that the network holds, and of
// which ONNX Runtime merges none. Eight of ten such passes go here:
//
//   - hardSwishes: x·clip(x+3, 0, 6)/6 is x·HardSigmoid(x)
//   - foldBehind: a scale or shift by a number behind a convolution is a matter of
//     its weights
//   - foldBefore: so is one before it, unless the convolution pads its input
//   - normalizations: what scales and shifts remain are one step, not two
//
// All of what is left are steps that ONNX Runtime runs in the layout of its
// convolutions (NCHWc), so that it no longer converts to and fro between them.
// The recognition of PP-OCRv4 takes 0.7 of the time then, measured on pictures
// 96 to 640 pixels wide.
//
// A network that tells the probabilities of thousands of characters for each
// place of a line can be made to tell the likeliest alone, see Likeliest.
//
// What does not look like this is left as it is; so is any network of another
// make.
package graph
