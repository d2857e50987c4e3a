// Package pdfcpuobj turns a PDF that pdfcpu opens into object.Objects.
//
// pdfcpu takes every encryption of the standard (RC4 and AES, 40 to 256 bits),
// every text filter, and many a damaged cross-reference table. It reads the
// whole file at once, decoding nothing but object streams, so it is for the
// files that the fast library cannot serve.
//
// BUG: pdfcpu reads white space within a pair of hexadecimal digits as a zero.
//
// BUG: pdfcpu does not see an encryption dictionary that stands in the trailer
// itself; such a file must be rebuilt before it is opened.
//
// BUG: a file of which only the attachments are encrypted is refused without
// their password.
//
// BUG: a password of AES-256 that holds a blank, or another character that
// pdfcpu does not allow in one, is taken for a wrong one.
package pdfcpuobj
