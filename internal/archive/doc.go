// Package archive turns a ZIP file (PKWARE APPNOTE 6.3) into the files in it,
// one at a time, and nothing is ever written under a name that it holds.
//
// Names are UTF-8 where the archive says so. Where it does not, which is so
// for the Windows Explorer as for macOS, all names of an archive are looked
// at together: they are UTF-8 if each of them could be, and else GBK, the code
// page of Chinese Windows.
//
// An archive is untrusted. What is bounded: the directory of members, since it
// is held in memory; what a member unpacks to, in bytes and as a multiple of
// what it is packed in; and members that share packed bytes, with which a
// small archive unpacks to any size, are refused.
//
// BUG: encrypted members are told and not read, even where the password of
// their archive is known. So are those packed with other than Deflate.
package archive
