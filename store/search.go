package store

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// A Searcher finds words in projects, goals and indicators.
type Searcher interface {
	// Search calls found with each row that holds all words of a query, forms
	// first, then goals, then indicators, each in the order of their storing,
	// until found returns an error, which Search returns. Superseded documents
	// are left out. A query without a word is ErrNoWord.
	Search(ctx context.Context, query Query, found func(*Hit) error) error
}

// ErrNoWord reports a search for nothing.
var ErrNoWord = errors.New("no word to search for: a letter, a figure or a Han character is needed")

// A Query is what a search looks for.
type Query struct{ words []word }

// A word is what a text must hold, folded and without blanks.
type word []rune

// ParseQuery parts a text into words at blanks; quotation marks, straight or
// Chinese, keep words together. Nothing else has a meaning of its own. Width,
// case and blanks make no difference: a word is found inside others. A text
// that holds no letter or figure gives a Query of no words.
func ParseQuery(text string) Query {
	var q Query
	quoted := false
	parts := strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\"“”", r):
			quoted = !quoted
			return ' '
		case quoted && unicode.IsSpace(r):
			return -1
		}
		return r
	}, text), unicode.IsSpace)
	for _, part := range parts {
		if w, _ := comparable(zh.Fold(part)); strings.ContainsFunc(string(w), isSpoken) {
			q.words = append(q.words, w)
		}
	}
	return q
}

// Words are the words of a query, folded.
func (q Query) Words() []string {
	words := make([]string, len(q.words))
	for i, w := range q.words {
		words[i] = string(w)
	}
	return words
}

// A Hit is a row that a search found.
type Hit struct {
	Kind   string `json:"kind"` // form, goal or indicator
	SHA256 string `json:"sha256"`
	Path   string `json:"path"`
	Form   int    `json:"form"`           // place in the document, from 0
	Page   int    `json:"page,omitempty"` // from 1; 0 if not known
	// Pointer is of the first field that holds a word, and Field what it is
	// called in docs/schema.md.
	Pointer string `json:"pointer"`
	Field   string `json:"field"`
	Text    string `json:"text"`
	// Marks are where words begin and end in Text, in bytes, in order and
	// without overlap.
	Marks      [][2]int `json:"marks"`
	Project    string   `json:"project,omitempty"`
	Department string   `json:"department,omitempty"`
	Unit       string   `json:"unit,omitempty"`
	Year       int      `json:"fiscal_year,omitempty"`
	Indicator  string   `json:"indicator,omitempty"` // its name
	Target     string   `json:"target,omitempty"`    // as printed or corrected
	Corrected  bool     `json:"corrected"`           // a person corrected or accepted something of the row
}

// A HitField is a text of a row in which words are looked for.
type HitField struct {
	Name, Pointer, Text string
}

// Match looks for the words of a query in the fields of a row and in what
// stands beside it. Each word must be somewhere and one at least in a field;
// the first such field is named in h.
func (q Query) Match(h *Hit, fields []HitField, beside ...string) bool {
	best := -1
	texts := make([][]rune, len(fields))
	offsets := make([][]int, len(fields))
	for i := range fields {
		texts[i], offsets[i] = comparable(fields[i].Text)
	}
	for _, w := range q.words {
		held := false
		for i, text := range texts {
			if indexRunes(text, w) >= 0 {
				held = true
				if best < 0 || i < best {
					best = i
				}
			}
		}
		for i := 0; i < len(beside) && !held; i++ {
			text, _ := comparable(beside[i])
			held = indexRunes(text, w) >= 0
		}
		if !held {
			return false
		}
	}
	if best < 0 {
		return false
	}
	f := fields[best]
	h.Field, h.Pointer, h.Text = f.Name, f.Pointer, f.Text
	h.Marks = q.marks(f.Text, texts[best], offsets[best])
	return true
}

// marks are the places of all words in a source, joined where they touch. text
// and offsets are what comparable makes of it.
func (q Query) marks(source string, text []rune, offsets []int) [][2]int {
	marked := make([]bool, len(text))
	for _, w := range q.words {
		for from := 0; ; {
			i := indexRunes(text[from:], w)
			if i < 0 {
				break
			}
			for k := range w {
				marked[from+i+k] = true
			}
			from += i + 1
		}
	}
	var marks [][2]int
	for i := 0; i < len(text); i++ {
		start := i
		for i < len(text) && marked[i] {
			i++
		}
		if i > start {
			_, last := utf8.DecodeRuneInString(source[offsets[i-1]:])
			marks = append(marks, [2]int{offsets[start], offsets[i-1] + last})
		}
	}
	return marks
}

// comparable is a text folded, in lower case and without blanks, with the
// offset of each of its characters in the text.
func comparable(text string) (folded []rune, offsets []int) {
	folded = make([]rune, 0, len(text)/2)
	offsets = make([]int, 0, len(text)/2)
	for i, r := range text {
		if zh.Squeeze(string(r)) == "" {
			continue
		}
		folded = append(folded, unicode.ToLower(zh.FoldRune(r)))
		offsets = append(offsets, i)
	}
	return folded, offsets
}

func indexRunes(text, w []rune) int {
	for i := 0; i+len(w) <= len(text); i++ {
		k := 0
		for k < len(w) && text[i+k] == w[k] {
			k++
		}
		if k == len(w) {
			return i
		}
	}
	return -1
}

// isSpoken reports whether a character is part of a word.
func isSpoken(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// Terms is a text as a full-text index takes it: the characters of its words,
// folded, with a blank after each. A word of any length, one character too, is
// then a phrase of its characters: Chinese is written without blanks, and an
// index of whole words, or of three characters each, misses what is shorter.
func Terms(text string) string {
	var b strings.Builder
	folded, _ := comparable(zh.Fold(text))
	for _, r := range folded {
		if isSpoken(r) {
			b.WriteRune(r)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
