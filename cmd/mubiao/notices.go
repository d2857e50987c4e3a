package main

import (
	"fmt"
	"strconv"
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
		return []notice{{path + ": " + doc.Reason.Message, hintFor(doc.Reason, path)}}
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
	place, hint := path, hintFor(store.Reason{Code: reasonUnreadable}, path)
	if pages := r.Source.Pages; len(pages) > 0 {
		place += ": " + pageRanges(pages)
		hint = fmt.Sprintf("see what stands there: mubiao inspect %s --page %d --stage glyphs -o page.svg", shellQuote(path), pages[0])
	}
	reasons := make([]string, len(r.Issues))
	for i, issue := range r.Issues {
		reasons[i] = issue.Message
	}
	message := strings.Join(reasons, "; ")
	if raise := hintToRaise(message, " --again", path); raise != "" {
		hint = raise
	}
	return notice{place + ": " + message, hint}
}

// pageRanges names pages, which are in ascending order, and puts those in a row
// together: page 7, pages 1–3, 7.
func pageRanges(pages []int) string {
	var list []string
	for i := 0; i < len(pages); {
		first := i
		for i++; i < len(pages) && pages[i] == pages[i-1]+1; i++ {
		}
		item := strconv.Itoa(pages[first])
		if last := i - 1; last > first {
			item += "–" + strconv.Itoa(pages[last])
		}
		list = append(list, item)
	}
	word := "page "
	if len(pages) > 1 {
		word = "pages "
	}
	return word + strings.Join(list, ", ")
}

// notices prints what could not be read.
func (s *streams) notices(notices []notice) {
	for _, n := range notices {
		fmt.Fprintln(s.err, oneLine(n.text))
		s.hint(n.hint)
	}
}
