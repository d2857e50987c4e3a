// Package pdfcpuobj turns a PDF that pdfcpu opens into object.Objects.
//
// pdfcpu takes every encryption of the standard (RC4 and AES, 40 to 256 bits),
// every text filter, and many a damaged cross-reference table. It reads the
// whole file at once, decoding nothing but object streams, so it is for the
// files that the fast library cannot serve.
package pdfcpuobj
