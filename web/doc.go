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
// BUG: The messages of issues are in English on Chinese pages too.
//
// BUG: Telephone numbers and names of people are shown, as they stand on the
// page that is compared with; exports and reports mask them.
package web
