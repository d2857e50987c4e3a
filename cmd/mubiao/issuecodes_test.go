package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const issuesPage = "../../docs/issues.md"

// listedCode is how docs/issues.md begins the row of a code.
var listedCode = regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|")

func TestEveryIssueCodeIsExplained(t *testing.T) {
	page, err := os.ReadFile(issuesPage)
	if err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]bool)
	for _, row := range listedCode.FindAllSubmatch(page, -1) {
		if code := string(row[1]); listed[code] {
			t.Errorf("%s explains %s twice", issuesPage, code)
		} else {
			listed[code] = true
		}
	}
	used := codesInSource(t)
	for code, place := range used {
		if !listed[code] {
			t.Errorf("%s: %s is not explained in %s", place, code, issuesPage)
		}
	}
	for code := range listed {
		if used[code] == (token.Position{}) {
			t.Errorf("%s explains %s, which no source uses", issuesPage, code)
		}
	}
}

// codesInSource finds the codes of issues and of reasons, each with a place
// where it stands: what is given to a parameter named code, or to the field
// Code. What comes from another such parameter or field has its own place.
func codesInSource(t *testing.T) map[string]token.Position {
	t.Helper()
	s := codeSearch{t: t, files: token.NewFileSet(), parameters: map[string]int{}, constants: map[string]string{}, found: map[string]token.Position{}}
	var trees []*ast.File
	for _, folder := range []string{".", "../../extract", "../../normalize", "../../store"} {
		trees = append(trees, s.parse(folder)...)
	}
	for _, tree := range trees {
		ast.Inspect(tree, s.declared)
	}
	for _, tree := range trees {
		ast.Inspect(tree, s.used)
	}
	if len(s.found) == 0 {
		t.Fatal("no code was found in the source")
	}
	return s.found
}

type codeSearch struct {
	t          *testing.T
	files      *token.FileSet
	parameters map[string]int    // function: place of its parameter code
	constants  map[string]string // of strings
	found      map[string]token.Position
}

// parse reads the source below a folder, but for tests.
func (s *codeSearch) parse(folder string) (trees []*ast.File) {
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && strings.HasSuffix(path, "test") {
			return fs.SkipDir // such as storetest, whose codes are made up
		}
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		tree, err := parser.ParseFile(s.files, path, nil, parser.SkipObjectResolution)
		trees = append(trees, tree)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return trees
}

// declared notes functions with a parameter named code, and constants.
func (s *codeSearch) declared(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		place := 0
		for _, field := range n.Type.Params.List {
			for _, name := range field.Names {
				if kind, ok := field.Type.(*ast.Ident); name.Name == "code" && ok && kind.Name == "string" {
					s.parameters[n.Name.Name] = place
				}
				place++
			}
		}
	case *ast.ValueSpec:
		for i, value := range n.Values {
			if text, ok := literal(value); ok {
				s.constants[n.Names[i].Name] = text
			}
		}
	}
	return true
}

// used notes the codes that are given to something.
func (s *codeSearch) used(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		if place, ok := s.parameters[lastName(n.Fun)]; ok && place < len(n.Args) {
			s.note(n.Args[place])
		}
	case *ast.CompositeLit:
		kind := lastName(n.Type)
		for i, element := range n.Elts {
			pair, keyed := element.(*ast.KeyValueExpr)
			switch {
			case keyed && lastName(pair.Key) == "Code":
				s.note(pair.Value)
			case !keyed && i == 0 && (kind == "Issue" || kind == "Reason"):
				s.note(element)
			}
		}
	}
	return true
}

// note takes the code that an expression is.
func (s *codeSearch) note(e ast.Expr) {
	code, ok := literal(e)
	if !ok {
		code, ok = s.constants[lastName(e)]
	}
	at := s.files.Position(e.Pos())
	switch name := lastName(e); {
	case ok:
		s.found[code] = at
	case name == "code" || name == "Code":
	default:
		s.t.Errorf("%s: cannot tell which code this is; give a constant", at)
	}
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}

// lastName is x of x and of y.x.
func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
