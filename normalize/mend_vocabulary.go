package normalize

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

const (
	// mostUnlike is how unlike a word of the vocabulary may be to what was
	// read, as a share of its length.
	mostUnlike = 0.25
	// mostCost bounds it for long words.
	mostCost = 1.2
	// apartCost is by how much more any other word must be unlike.
	apartCost = 0.3
)

// MendVocabulary takes what stands alone in a cell for the one label, level or
// head of a column that it is nearly: forms have a closed vocabulary of those,
// and characters that look alike cost little. A cell that holds a word of the
// vocabulary already, or two words are as near to, stays as it was read.
var MendVocabulary = Mend{
	Name: "vocabulary",
	Apply: func(t *scanned) {
		from, to := t.word()
		if to-from < 2 || to-from > longestWord() || inVocabulary(t.text(from, to)) {
			return
		}
		chars, at := t.solid(from, to)
		word, cost := nearestWord(chars)
		if word == "" || cost == 0 {
			return
		}
		t.spell(chars, at, word)
	},
}

// word is the part of a cell that can be a word of the vocabulary: without
// numbering in front and what stands in brackets behind.
func (t *scanned) word() (from, to int) {
	text := t.text(0, len(t.chars))
	from = utf8.RuneCountInString(text) - utf8.RuneCountInString(zh.StripNumbering(text))
	for to = from; to < len(t.chars) && !strings.ContainsRune("（([【：:", t.chars[to].r); to++ {
	}
	return from, to
}

// solid is the characters of a part without blanks, and where they stand.
func (t *scanned) solid(from, to int) (chars []character, at []int) {
	for i := from; i < to; i++ {
		if !unicode.IsSpace(t.chars[i].r) {
			chars = append(chars, t.chars[i])
			at = append(at, i)
		}
	}
	return chars, at
}

// spell writes a word over the characters that were read for it.
func (t *scanned) spell(chars []character, at []int, word string) {
	letters := []rune(word)
	steps := alignment(chars, letters)
	for i := len(steps) - 1; i >= 0; i-- {
		switch s := steps[i]; {
		case s.letter < 0:
			t.replace(at[s.char], at[s.char]+1, "", certain)
		case s.char < 0:
			after := at[len(at)-1] + 1
			if i > 0 && steps[i-1].char >= 0 {
				after = at[steps[i-1].char] + 1
			} else if i == 0 {
				after = at[0]
			}
			t.insert(after, letters[s.letter])
		case chars[s.char].r != letters[s.letter]:
			t.replace(at[s.char], at[s.char]+1, string(letters[s.letter]), certain)
		}
	}
}

// insert adds a character that was not read, on the line of the one before it.
func (t *scanned) insert(at int, r rune) {
	line := t.chars[max(0, at-1)].line
	t.replace(at, at, string(r), certain)
	t.chars[at].line = line
}

// nearestWord is the word of the vocabulary that characters are nearly, if
// there is only one, and what it costs to take them for it.
func nearestWord(chars []character) (word string, cost float64) {
	best, second := math.Inf(1), math.Inf(1)
	for n := len(chars) - 1; n <= len(chars)+1; n++ {
		for _, w := range wordsBySize()[n] {
			limit := math.Min(mostCost, mostUnlike*float64(n))
			c := distance(chars, []rune(w), limit+apartCost)
			switch {
			case c < best:
				best, second, word = c, best, w
			case c < second && !sameWord(w, word):
				second = c
			}
		}
	}
	if n := utf8.RuneCountInString(word); best > math.Min(mostCost, mostUnlike*float64(n)) || second-best < apartCost {
		return "", 0
	}
	return word, best
}

// sameWord reports whether two words are one with and without its last part,
// as 产出 and 产出指标 are.
func sameWord(a, b string) bool {
	return strings.TrimSuffix(a, "指标") == strings.TrimSuffix(b, "指标")
}

// wordsBySize are the words that a cell of a form may hold alone, by their
// number of characters.
var wordsBySize = sync.OnceValue(func() map[int][]string {
	out := map[int][]string{}
	for w := range knownWords() {
		if n := utf8.RuneCountInString(w); n >= 2 {
			out[n] = append(out[n], w)
		}
	}
	return out
})

var longestWord = sync.OnceValue(func() int {
	longest := 0
	for n := range wordsBySize() {
		longest = max(longest, n)
	}
	return longest
})

// knownWords are the labels, levels and heads of columns that forms print.
var knownWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	addWords(out, headerLabels)
	addWords(out, columnLabels)
	addWords(out, fundNames)
	addWords(out, zoneLabels)
	addWords(out, goalLabels)
	addWords(out, achievedLabels)
	for _, levels := range []map[string]string{level1Names, level2Names} {
		for name := range levels {
			out[name+"指标"] = true
		}
	}
	return out
})

func addWords[V any](to map[string]bool, from map[string]V) {
	for w := range from {
		to[w] = true
	}
}

// inVocabulary reports whether a text is a word of the vocabulary as it stands.
func inVocabulary(text string) bool {
	label := zh.StripNumbering(zh.Label(text))
	if r, _ := columnRole(label); r != noRole || kindOfLabel(label) != unlabelled || tailLabel(label) {
		return true
	}
	if _, known := Level1(label); known {
		return true
	}
	_, known := Level2(label)
	return known
}
