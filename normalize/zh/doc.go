// Package zh turns Chinese text as printed into text that can be stored and
// compared: character forms, joined lines, labels, numerals, numbered lists.
//
// Nothing here applies NFKC. It would turn ① into 1 and ㎡ into m2, which
// are different prints with a meaning of their own; the two things wanted of
// it, half-width forms and plain ideographs, are done by Fold and Radicals.
//
// A function that returns its argument unchanged returns that very string
// and allocates nothing.
//
// BUG: Join cannot know whether a line that ends in a digit and one that
// begins with a digit are one number broken in two or two numbers; it takes
// them for one, as cells of figures are narrow.
//
// BUG: traditional characters are not turned into simplified ones: Label
// tells 產出 from 产出.
package zh
