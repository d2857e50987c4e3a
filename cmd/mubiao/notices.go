package main

import (
	"fmt"
	"strings"

	"mubiao/normalize"
	"mubiao/store"
)

// A notice says what of a document could not be read, and what to try next.
type notice struct {
	text string // path: page: reason
	hint string
}

// unread lists what of a document could not be read: all of it, or pages.
// It is empty for a document that was read whole, even if it holds no form.
func unread(doc *store.Document) []notice {
	path := doc.Paths[0]
	if doc.Status == store.Failed {
		return []notice{{path + ": " + doc.Reason.Message, hintFor(doc.Reason.Code, path)}}
	}
	var notices []notice
	for _, r := range doc.Records {
		if r.Form == "" {
			notices = append(notices, unreadPages(path, r))
		}
	}
	return notices
}

// unreadPages is the notice of a record that stands for pages which could
// not be read.
func unreadPages(path string, r normalize.Record) notice {
	place, hint := path, hintFor(reasonUnreadable, path)
	if pages := r.Source.Pages; len(pages) > 0 {
		place += ": page " + strings.Trim(fmt.Sprint(pages), "[]")
		hint = fmt.Sprintf("see what stands there: mubiao inspect %s --page %d --stage glyphs -o page.svg", shellQuote(path), pages[0])
	}
	reasons := make([]string, len(r.Issues))
	for i, issue := range r.Issues {
		reasons[i] = issue.Message
	}
	return notice{place + ": " + strings.Join(reasons, "; "), hint}
}

// notices prints what could not be read.
func (s *streams) notices(notices []notice) {
	for _, n := range notices {
		fmt.Fprintln(s.err, n.text)
		s.hint(n.hint)
	}
}
