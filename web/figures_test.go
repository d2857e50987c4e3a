package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"regexp"
	"strings"
	"testing"

	"mubiao/internal/pgtest"
	"mubiao/store"
	"mubiao/store/postgres"
	"mubiao/store/storetest"
)

// hashed gives a document a hash of which the first digits are its own, since
// links name it by those.
func hashed(doc store.Document) store.Document {
	sum := sha256.Sum256([]byte(doc.Paths[0]))
	doc.SHA256 = hex.EncodeToString(sum[:])
	for i := range doc.Records {
		doc.Records[i].Source.SHA256 = doc.SHA256
	}
	return doc
}

var (
	// linked is a figure that leads somewhere.
	linked = regexp.MustCompile(`<a href="([^"]+)">(?:<b>)?([\d,]+)(?:</b>)?[^<]*</a>`)
	// bare is a figure in a table of numbers that does not.
	bare = regexp.MustCompile(`<td class="n">\d`)
	// total is how many lines a list has in all.
	total = regexp.MustCompile(`class="count"><b>([\d,]+)</b>`)
)

// figured are documents with figures of every kind.
func figured() []store.Document {
	unprinted := hashed(storetest.Plan("none.pdf", 5))
	unprinted.Records[0].FiscalYear, unprinted.Records[0].Department, unprinted.Records[0].Unit = 0, "", ""
	return []store.Document{
		unprinted, hashed(storetest.Plan("plan.pdf", 1)), hashed(storetest.NoForms("letter.pdf", 2)), hashed(storetest.Damaged("bad.pdf", 3)),
		storetest.Unreadable("gone.pdf"),
	}
}

func TestEveryFigureLeadsToAListOfThatMany(t *testing.T) {
	figuresLead(newSiteOf(t, figured(), nil))
}

func TestFiguresLeadToTheirListsInPostgreSQL(t *testing.T) {
	url := pgtest.Start(t).Database(t)
	db, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := postgres.OpenReadOnly(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	s := newSiteOn(t, db, reader, figured(), nil)
	for _, path := range pagesOfSite() {
		if strings.HasPrefix(path, "/d/") {
			continue // of other documents
		}
		s.get(path)
	}
	figuresLead(s)
}

// figuresLead follows every figure of a site on figured.
func figuresLead(s *site) {
	t := s.t
	t.Helper()
	s.post("/settings", "author", "王芳", "back", "/")
	s.post("/d/"+figured()[0].SHA256+"/correct", "form", "0", "pointer", "/goals/0/text", "value", "好")

	followed := make(map[string]string)
	for _, page := range []string{"/", "/?by=month", "/documents", "/forms"} {
		body := s.get(page)
		if found := bare.FindString(body); found != "" {
			t.Errorf("%s: the figure %s leads nowhere", page, found)
		}
		for _, m := range linked.FindAllStringSubmatch(body, -1) {
			address, figure := html.UnescapeString(m[1]), m[2]
			if strings.HasPrefix(address, "/d/") {
				continue // a name
			}
			if followed[address] == "" {
				followed[address] = "nothing"
				if got := total.FindStringSubmatch(s.get(address)); got != nil {
					followed[address] = got[1]
				}
			}
			if got := followed[address]; got != figure {
				t.Errorf("%s: the figure %s leads to %s, which has %s", page, figure, address, got)
			}
		}
	}
	const least = 40 // lists are led to
	if len(followed) < least {
		t.Errorf("figures lead to %d lists, fewer than %d", len(followed), least)
	}
}
