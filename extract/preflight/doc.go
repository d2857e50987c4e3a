// Package preflight turns the first look at a PDF's skeleton – header, end,
// cross-reference sections, object streams – into a verdict on which library
// may open it, and a wrecked skeleton into a new one.
//
// The fast library trusts what a file says about itself. On a few shapes that
// costs the process: a /Prev chain that loops is followed for ever, a /Size of
// 2,000,000,000 is allocated, an object stream stored in itself overflows the
// stack. None of these can be recovered from inside, so Check reads the same
// sections in the same order beforehand and lets no such file through. It reads
// the sections alone, never the pages.
//
// Check also puts right, in a view that leaves the file as it is, what strict
// readers stumble on and what changes no object: bytes before the header, a
// version they do not know, bytes after the end mark, a startxref that misses
// the table by a little.
//
// Rebuild is for files whose cross-reference sections are gone or lie. It finds
// the objects by their "n g obj" marks and writes them out again with a table
// of its own.
//
// BUG: a hexadecimal string that is never closed, inside an object stream, still
// hangs the fast library; to find it every object stream would have to be
// inflated. Only the time limit of the process that reads the file catches it.
//
// BUG: of an encrypted file Rebuild cannot open the object streams, so only
// objects outside of them are found.
package preflight
