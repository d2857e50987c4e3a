package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mubiao/normalize"
)

func TestEveryCodeHasWordsInBothLanguages(t *testing.T) {
	listed, err := os.ReadFile("../docs/issues.md")
	if err != nil {
		t.Fatal(err)
	}
	codes := make(map[string]bool)
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllStringSubmatch(string(listed), -1) {
		code := row[1]
		codes[code] = true
		for _, language := range []string{chinese, english} {
			d := doubts[code]
			if d.name.in(language) == "" || d.what.in(language) == "" {
				t.Errorf("%s has no words in %s", code, language)
			}
		}
	}
	source := sourceOf(t, "../normalize/*.go")
	for code := range doubts {
		if !codes[code] && !strings.Contains(source, strconv.Quote(code)) {
			t.Errorf("%s has words and is no code", code)
		}
	}
}

func TestEveryMessageIsSaidInChinese(t *testing.T) {
	for format, place := range messagesInSource(t) {
		if _, ok := finders[format]; !ok && format != "%s" { // which prints a message from elsewhere
			t.Errorf("%s: %q has no Chinese in web/doubts.go", place, format)
		}
	}
	said := sourceOf(t, "../normalize/*.go") + sourceOf(t, "../store/*.go")
	for format := range finders {
		if field, ok := strings.CutPrefix(format, "no "); ok { // of HeaderMissing
			format = strings.TrimSuffix(field, " was found")
		}
		if quoted := strconv.Quote(format); !strings.Contains(said, quoted[1:len(quoted)-1]) {
			t.Errorf("%q has Chinese, and no rule says it", format)
		}
	}
}

// sourceOf is the source that a pattern finds, but for tests.
func sourceOf(t *testing.T, pattern string) string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(content)
	}
	return b.String()
}

// messagesInSource are the messages of issues in the source of normalize, each
// with a place where it stands. Those that errors are put into are not among
// them.
func messagesInSource(t *testing.T) map[string]token.Position {
	t.Helper()
	// Where the functions that report an issue take its message.
	arguments := map[string]int{"doubt": 3, "report": 1, "failure": 2, "plainFailure": 1}
	paths, err := filepath.Glob("../normalize/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files, found, constants := token.NewFileSet(), map[string]token.Position{}, map[string]string{}
	note := func(e ast.Expr) {
		text := ""
		switch e := e.(type) {
		case *ast.BasicLit:
			text, _ = strconv.Unquote(e.Value)
		case *ast.Ident:
			text = constants[e.Name]
		}
		if text != "" {
			found[text] = files.Position(e.Pos())
		}
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		clear(constants)
		ast.Inspect(tree, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				for i, value := range v.Values {
					if l, ok := value.(*ast.BasicLit); ok && l.Kind == token.STRING {
						constants[v.Names[i].Name], _ = strconv.Unquote(l.Value)
					}
				}
			}
			return true
		})
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name := ""
				switch f := n.Fun.(type) {
				case *ast.Ident:
					name = f.Name
				case *ast.SelectorExpr:
					name = f.Sel.Name
				}
				if at, ok := arguments[name]; ok && at < len(n.Args) {
					note(n.Args[at])
				}
			case *ast.CompositeLit:
				if kind, ok := n.Type.(*ast.Ident); ok && kind.Name == "Issue" && len(n.Elts) == 4 {
					note(n.Elts[3])
				}
			}
			return true
		})
	}
	if len(found) == 0 {
		t.Fatal("no message was found in the source")
	}
	return found
}

func TestMessagesKeepTheirValuesInChinese(t *testing.T) {
	p := &page{Lang: chinese}
	for _, c := range []struct{ code, message, want string }{
		{"funds-sum", "the total is 100, its parts add up to 99.5 万元", "合计为 100 万元，各分项之和为 99.5 万元"},
		{"text-unplaced", `page 3: "他说\"好\"" is in no field of the record`, `第 3 页：“他说"好"”没有归入任何栏目`},
		{"amount-unreadable", `"5 到 8" is no single amount: two numbers`, "“5 到 8”不是单独一个金额"},
		{"percent-over-100", `the target "292%" is over 100 %`, "指标值“292%”超过 100%"},
		{"text-unplaced", "something new", ""},
		{"a-new-code", "something new", ""},
	} {
		if got := p.Says(c.code, c.message); got != c.want {
			t.Errorf("%s is said as %q, want %q", c.message, got, c.want)
		}
	}
	r := normalize.Record{}
	for _, rule := range normalize.Rules {
		rule.Check(&r, func(pointer, format string, args ...any) {
			if _, ok := finders[format]; !ok {
				t.Errorf("%s: %q has no Chinese", rule.Code, format)
			}
		})
	}
}
