package postgres

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"mubiao/store"
)

func TestStatementsAreTakenApart(t *testing.T) {
	for _, test := range []struct {
		sql        string
		count      int
		first      string
		parameters string // joined by blanks
		calls      string
	}{
		{"", 0, "", "", ""},
		{" ; -- ;\n/* ; /* */ ; */", 0, "", "", ""},
		{"SELECT 1;", 1, "select", "", ""},
		{"SELECT 1; SELECT 2", 2, "select", "", ""},
		{"SELECT ';', \";\", $$;$$, $a$;$b$;$$;$a$, E'\\';', 'a'';'", 1, "select", "", ""},
		{"SELECT :a, x::text, ':b', \":c\", $$:d$$ -- :e\n, :年, :a", 1, "select", "a 年", ""},
		{"SELECT count(*), pg_catalog.\"Set\"\"Config\" /* x */ (1) FROM f (2)", 1, "select", "", `count Set"Config f`},
		{"SELECT $1, a[1:2], '$$' || $$'$$", 1, "select", "", ""},
		{"SELECT 'open ; ", 1, "select", "", ""},
		{"(SELECT 1)", 1, "(", "", ""},
	} {
		s := parse(test.sql)
		if s.count != test.count || s.first != test.first || strings.Join(s.parameters, " ") != test.parameters || strings.Join(s.calls, " ") != test.calls {
			t.Errorf("%s: %d statements, first %q, parameters %q, calls %q", test.sql, s.count, s.first, s.parameters, s.calls)
		}
	}
}

// What is no parameter and no semicolon comes out as it went in.
func FuzzStatement(f *testing.F) {
	for _, seed := range append(slices.Clone(refused), "SELECT :a::text, $x$;$x$", "/* /* */", "E'\\", "$", "U&\"x", ":") {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		s := parse(sql)
		var arguments []store.Argument
		for _, name := range s.parameters {
			arguments = append(arguments, store.Argument{Name: name})
		}
		out, err := s.with(arguments)
		if err != nil {
			t.Fatal(err)
		}
		if utf8.ValidString(sql) && !strings.ContainsAny(sql, ":;") && out != sql {
			t.Errorf("%q became %q", sql, out)
		}
		if again := parse(out); again.count > s.count {
			t.Errorf("%q: %d statements became %d: %q", sql, s.count, again.count, out)
		}
	})
}

func FuzzStorableText(f *testing.F) {
	for _, seed := range []string{"", "绩效", "\xbc\xa8\x00", "\xff\xfe", "a\xf4\x8f\x9c\x80"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		stored := storableText(text)
		if !utf8.ValidString(stored) || strings.ContainsRune(stored, 0) {
			t.Errorf("%q is stored as %q", text, stored)
		}
		if back := restoredText(stored); back != text && !strings.Contains(text, strayPrefix) {
			t.Errorf("%q came back as %q", text, back)
		}
	})
}
