package lex

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// printed prints the tokens of src, one after another, each fault as !.
func printed(src string) string {
	var l Lexer
	l.Reset([]byte(src))
	var out []string
	for {
		t := l.Next()
		if l.Fault != "" {
			out = append(out, "!")
		}
		switch t.Kind {
		case End:
			return strings.Join(out, " ")
		case Integer:
			out = append(out, fmt.Sprintf("%.0f", t.Num))
		case Real:
			out = append(out, fmt.Sprintf("%gr", t.Num))
		case String:
			out = append(out, fmt.Sprintf("(%s)", t.Bytes))
		case Name:
			out = append(out, fmt.Sprintf("/%s", t.Bytes))
		case Keyword:
			out = append(out, string(t.Bytes))
		case ArrayOpen:
			out = append(out, "[")
		case ArrayClose:
			out = append(out, "]")
		case DictOpen:
			out = append(out, "<<")
		case DictClose:
			out = append(out, ">>")
		}
	}
}

func TestTokens(t *testing.T) {
	tests := []struct{ src, want string }{
		{"", ""},
		{" \t\r\n\f\x00", ""},
		{"1 -2 +3 0.5 -.25 4. 007", "1 -2 3 0.5r -0.25r 4r 7"},
		{"1.", "1r"},
		{"123456789012345678 1234567890.12345678", "123456789012345680 1.2345678901234567e+09r"},
		{"123456789012345678901234567890", "123456789012345680"},
		{"0.1234567890123456789012345", "0.12345678901234568r"},
		{"0.00000000000000000000001", "1e-18r"},
		{"--5", "! -5"},
		{"-+5", "! -5"},
		{"5-3", "! 53"},
		{"1.2.3 4", "! 1.2r 4"},
		{"1.5e-2 2E3 1e", "0.015r 2000r 1 e"},
		{"1e999", "1e+18r"},
		{"- . -. -0", "-0 0r 0r 0"},
		{"0Tj", "0 Tj"},
		{"q1", "q1"},
		{"/Name /A#20B /A#2 / /A/B", "/Name /A B /A#2 / /A /B"},
		{"(abc) () (a(b)c)", "(abc) () (a(b)c)"},
		{`(a\(b) (\\) (\101\7\0533) (\n\r\t\b\f) (\x)`, "(a(b) (\\) (A\a+3) (\n\r\t\b\f) (x)"},
		{"(a\\\nb) (a\\\r\nb) (a\rb) (a\r\nb)", "(ab) (ab) (a\nb) (a\nb)"},
		{"(open\nTj", "! (open) Tj"},
		{`(op\)en` + "\nTj", `! (op\)en) Tj`},
		{"(", "! ()"},
		{"<414> <4 1\n42> <>", "(A@) (AB) ()"},
		{"<4x1>", "! (A)"},
		{"<41\nTj", "! (A) Tj"},
		{"<41 [1]", "! (A) [ 1 ]"},
		{"[1(a)/b]", "[ 1 (a) /b ]"},
		{"<</A<41>/B<<>>>>", "<< /A (A) /B << >> >>"},
		{"a%b\nc%d\re%f", "a c e"},
		{"1 ) 2", "1 ! 2"},
		{"1 > 2", "1 ! 2"},
		{"{1}", "! 1"},
		{"f*'\" T*", "f*'\" T*"},
		{"\xff\xfe", "\xff\xfe"},
	}
	for _, test := range tests {
		got := strings.TrimSuffix(printed(test.src), " !")
		want := strings.TrimSuffix(test.want, " !")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", test.src, diff)
		}
	}
}

func TestTokensLastUntilForget(t *testing.T) {
	var l Lexer
	l.Reset([]byte(`(a\)) <62> /c#64` + strings.Repeat(" <6566>", 1000)))
	a, b, c := l.Next(), l.Next(), l.Next()
	for l.Next().Kind != End {
	}
	if got := fmt.Sprintf("%s %s %s", a.Bytes, b.Bytes, c.Bytes); got != "a) b cd" {
		t.Errorf("got %q", got)
	}
}

func TestSourceIsLeftAlone(t *testing.T) {
	const src = `(a\)b) <616> /a#20 [1.5`
	b := []byte(src)
	var l Lexer
	l.Reset(b)
	for {
		t := l.Next()
		if t.Kind == End {
			break
		}
		_ = append(t.Bytes[:len(t.Bytes):len(t.Bytes)], 'x')
	}
	if string(b) != src {
		t.Errorf("source is %q now", b)
	}
}

// FuzzNext checks that every source is read to its end in as many steps as it
// has bytes.
func FuzzNext(f *testing.F) {
	for _, s := range []string{"1 0 0 1 72 720 cm", `(a\)) <616> /a#20`, "[(a) -1.5 <<"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var l Lexer
		l.Reset(src)
		for range len(src) + 1 {
			before := l.Pos
			if l.Next().Kind == End {
				return
			}
			if l.Pos <= before {
				t.Fatalf("no step at byte %d", before)
			}
		}
		t.Fatal("no end")
	})
}

func BenchmarkNext(b *testing.B) {
	src := []byte(strings.Repeat("q 1 0 0 1 72.25 -720.5 cm BT /F1 10.5 Tf [(abc) -12.5 <0102>] TJ ET Q\n", 1000))
	var l Lexer
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		for l.Reset(src); l.Next().Kind != End; {
			l.Forget()
		}
	}
}
