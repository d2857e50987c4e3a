// Package web turns a store into pages on which people compare doubtful values
// with the picture of the page, correct them, and question the whole. Pages
// are made on the server and work without a script; htmx (static/htmx.min.js,
// see static/htmx.LICENSE.txt) replaces the parts of them that change, and
// static/app.js adds the keyboard and the frames on pictures.
//
// The package neither reads documents nor listens: both are given to it.
//
// Whoever reaches a page can change the database, so no request is answered
// that was not meant for this server or that another site may have caused; see
// guard.go. Documents are known by their hashes: no page holds a path of the
// server, and no path of a request leads to a file.
//
// # Words
//
// All texts are in words.go, those about issues in doubts.go: each code of
// docs/issues.md has a name and says what is doubted and what to do, in Chinese
// and in English, and the messages that are stored in English are told in
// Chinese by the formats that made them. Errors of other programs are shown as
// they are stored, marked as English.
//
// # People
//
// Names and telephone numbers of people are masked as in reports (see
// store/personal): in lists, in the queue, on the overview, and on the pages of
// documents, where they are covered on the picture too. A clerk who has to
// compare them shows them there, for as long as the browser is open; a value
// that is masked is neither corrected nor accepted unseen. The console answers
// what it is asked, as the command query does.
//
// BUG: on the picture of a scan only fields of the header are covered: what a
// line of running text says is not searched for.
//
// BUG: the names of departments in the addresses of filters are as stored.
package web
