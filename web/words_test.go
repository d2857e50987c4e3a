package web

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mubiao/extract"
	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/saved"
)

// spoken is a text of the pages where code or a template asks for it.
var spoken = regexp.MustCompile(`\.T\(?\s?"([a-z0-9-]+)"|Key: +"([a-z-]+)"|key = (?:refusal, )?"([a-z-]+)"|statusError\{[^,]+, "([a-z-]+)"|Err\w+, "([a-z-]+)"|page\(r, "([a-z-]+)"|entry "([a-z]+)"`)

func TestEveryTextIsThereInBothLanguages(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	templates, err := filepath.Glob("templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	asked := askedByKind()
	for _, path := range slices.Concat(sources, templates) {
		if strings.HasSuffix(path, "_test.go") || path == "words.go" {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range spoken.FindAllStringSubmatch(string(content), -1) {
			for _, key := range m[1:] {
				if key != "" && !strings.HasSuffix(key, "-") {
					asked = append(asked, key)
				}
			}
		}
	}
	for _, key := range asked {
		if text := words[key]; text.zh == "" || text.en == "" {
			t.Errorf("%q is missing in a language", key)
		}
	}
	for key := range words {
		if !slices.Contains(asked, key) && !strings.HasPrefix(key, "choice-") {
			t.Errorf("%q is never asked for", key)
		}
	}
}

// askedByKind are the texts whose keys are put together.
func askedByKind() (keys []string) {
	for _, status := range []store.Status{store.Read, store.NoForm, store.Failed} {
		keys = append(keys, "status-"+string(status))
	}
	for _, kind := range []normalize.Kind{"", normalize.ProjectTarget, normalize.DepartmentTarget, normalize.TransferTarget, normalize.SelfEvaluation} {
		keys = append(keys, "kind-"+string(kind))
	}
	for _, severity := range severities {
		keys = append(keys, "severity-"+severity)
	}
	for _, grade := range store.Confidences {
		keys = append(keys, "grade-"+string(grade))
	}
	for _, key := range fields {
		keys = append(keys, "field-"+key)
	}
	keys = append(keys, "fields")
	for _, table := range tables {
		keys = append(keys, table.list)
		for _, c := range table.columns {
			keys = append(keys, "field-"+c.key)
		}
	}
	for _, state := range []string{waiting, reading, finished, refusal} {
		keys = append(keys, "state-"+state)
	}
	for _, l := range listings {
		keys = append(keys, l.title, l.menu)
		for _, n := range l.narrows {
			keys = append(keys, "filter-"+n.name)
		}
		for _, h := range l.heads {
			keys = append(keys, h.Key)
		}
	}
	for _, status := range []store.CorrectionStatus{store.Applied, store.Stale, store.Replaced, store.Undone} {
		keys = append(keys, "correction-"+string(status))
	}
	for _, why := range []string{extract.WhyFile, extract.WhyPage, extract.WhyContent, extract.WhyCharacters, extract.WhyPicture, extract.WhyAsked} {
		keys = append(keys, "rung-"+why)
	}
	for _, reader := range []string{"", "fast", "pdfcpu", "pdfium", "ocr", "plain"} {
		keys = append(keys, "reader-"+reader)
	}
	return keys
}

func TestEverySavedQueryIsAskedInChinese(t *testing.T) {
	for _, q := range saved.All() {
		if questions[q.Name] == "" {
			t.Errorf("the saved query %s is not asked in Chinese", q.Name)
		}
		for _, p := range q.Parameters {
			if parameterMeanings[p.Name] == "" {
				t.Errorf("the parameter %s of %s has no meaning in Chinese", p.Name, q.Name)
			}
		}
	}
	if n := len(saved.All()); len(questions) != n {
		t.Errorf("%d queries are asked in Chinese, of %d", len(questions), n)
	}
}

func TestEveryChoiceHasWords(t *testing.T) {
	for _, pointer := range []string{"/form", "/funds/0/scope", "/funds/0/item", "/indicators/0/op", "/goals/0/scope"} {
		choices, ok := store.Correctable(pointer)
		if !ok || len(choices) == 0 {
			t.Errorf("%s has no choices", pointer)
		}
		for _, choice := range choices {
			if _, ok := words["choice-"+choice]; !ok {
				t.Errorf("%s: %q has no words", pointer, choice)
			}
		}
	}
}

func TestNamesOfUploadsAreMadeSafe(t *testing.T) {
	for name, want := range map[string]string{
		"绩效目标表.pdf":                       "绩效目标表.pdf",
		"/etc/passwd.pdf":                 "passwd.pdf",
		`C:\forms\2024 表.PDF`:             "2024 表.PDF",
		"../..":                           "document.",
		".pdf":                            "document.pdf",
		"a\nb\x00\u202ec!.pdf":            "abc.pdf",
		strings.Repeat("长", 100) + ".pdf": strings.Repeat("长", 65) + ".pdf",
	} {
		if got := safeName(name); got != want {
			t.Errorf("safeName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestOnlyPathsOfThisServerAreGoneBackTo(t *testing.T) {
	for path, want := range map[string]string{
		"/queue?code=a": "/queue?code=a", "": "/", "queue": "/", "//evil.example/": "/", `/\evil.example`: "/",
		"https://evil.example/": "/", "/\t/evil.example": "/", "javascript:alert(1)": "/",
	} {
		if got := localPath(path); got != want {
			t.Errorf("localPath(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestFoldersAreTakenOutOfTexts(t *testing.T) {
	f := newFolders([]string{"/srv/forms/2024/", "/srv/forms/", "plans/", "元/"})
	for text, want := range map[string]string{
		"/srv/forms/2024/a.pdf":      "a.pdf",
		"x /srv/forms/b.pdf, unread": "x b.pdf, unread",
		"plans/c.pdf":                "c.pdf",
		"元/人":                        "元/人",
		"/indicators/3/target":       "/indicators/3/target",
	} {
		if got := f.without(text); got != want {
			t.Errorf("without(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPicturesAreKeptUpToABound(t *testing.T) {
	var c pictureCache
	const n = 5
	for page := range n {
		c.put(pictureKey{"a", page, 600, false}, make([]byte, cacheBytes/3))
		c.get(pictureKey{"a", 0, 600, false}) // asked for again and again
	}
	if c.bytes > cacheBytes || c.order.Len() != len(c.kept) {
		t.Errorf("%d bytes are kept of %d pictures, %d in order", c.bytes, len(c.kept), c.order.Len())
	}
	for page, want := range []bool{true, false, false, true, true} {
		if _, got := c.get(pictureKey{"a", page, 600, false}); got != want {
			t.Errorf("page %d is kept: %t", page, got)
		}
	}
}

func TestTheLegendTellsWhereGradesBegin(t *testing.T) {
	for grade, line := range map[store.Confidence]float64{
		store.ConfidenceCertain: store.CertainConfidence, store.ConfidenceHigh: store.HighConfidence,
		store.ConfidenceFair: store.LowConfidence, store.ConfidenceLow: store.LowConfidence,
	} {
		percent := strconv.Itoa(int(math.Round(100 * line)))
		word := words["grade-"+string(grade)]
		for _, text := range []string{word.zh, word.en} {
			if !strings.Contains(text, percent) {
				t.Errorf("%s: %q does not tell %s %%", grade, text, percent)
			}
		}
	}
}
