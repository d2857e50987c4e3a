package pdfcpuobj_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"mubiao/extract/preflight/pdftest"
	"mubiao/extract/text/object"
	"mubiao/extract/text/pdfcpuobj"
)

func open(t *testing.T, file []byte, passwords ...string) *pdfcpuobj.File {
	t.Helper()
	f, err := pdfcpuobj.Open(context.Background(), bytes.NewReader(file), int64(len(file)), passwords, object.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// about opens a file whose Info dictionary has the given entries, and returns
// that.
func about(t *testing.T, entries string, more ...string) object.Value {
	t.Helper()
	b := new(pdftest.Builder).Pages("", pdftest.Show("x"))
	b.Set(10, "<<"+entries+">>")
	for i, body := range more {
		b.Set(11+i, body)
	}
	b.Trailer = "/Info 10 0 R"
	return open(t, b.Table()).Trailer().Key("Info")
}

func TestValuesOfEachKind(t *testing.T) {
	v := about(t, `/N null/B true/I -42/R 1.75/S(a\)\101\n)/H<41 4>/M/A#20b/L[1 2.5 /x]/D<</K 7>>/P 11 0 R/Q 12 0 R/Z 99 0 R`, "43", "12 0 R")
	for key, want := range map[string]struct {
		kind  object.Kind
		check func(object.Value) bool
	}{
		"N":    {object.Null, func(v object.Value) bool { return v.Len() == 0 && v.Bytes() == nil }},
		"none": {object.Null, func(v object.Value) bool { return v.ID() == 0 }},
		"B":    {object.Bool, func(v object.Value) bool { return v.Bool() }},
		"I":    {object.Integer, func(v object.Value) bool { return v.Int() == -42 && v.Float() == -42 }},
		"R":    {object.Real, func(v object.Value) bool { return v.Int() == 1 && v.Float() == 1.75 }},
		"S":    {object.String, func(v object.Value) bool { return string(v.Bytes()) == "a)A\n" }},
		"H":    {object.String, func(v object.Value) bool { return string(v.Bytes()) == "A@" }},
		"M":    {object.Name, func(v object.Value) bool { return v.Name() == "A b" }},
		"L":    {object.Array, func(v object.Value) bool { return v.Len() == 3 && v.Index(2).Name() == "x" }},
		"D":    {object.Dict, func(v object.Value) bool { return v.Key("K").Int() == 7 && v.ID() == 0 }},
		"P":    {object.Integer, func(v object.Value) bool { return v.Int() == 43 && v.ID() == 11 }},
		"Q":    {object.Null, func(object.Value) bool { return true }}, // refers to itself
		"Z":    {object.Null, func(object.Value) bool { return true }}, // is not there
	} {
		if got := v.Key(key); got.Kind() != want.kind || !want.check(got) {
			t.Errorf("/%s: kind %d, want %d, or a wrong value", key, got.Kind(), want.kind)
		}
	}
	if v.ID() != 10 {
		t.Errorf("ID %d, want the object's number, 10", v.ID())
	}
}

// Asked for what it is not, a value gives zeros.
func TestValuesNeverPanic(t *testing.T) {
	v := about(t, `/B true/I 1/S(s)/M/m/L[]/D<<>>`)
	for _, key := range append(v.Keys(), "none") {
		x := v.Key(key)
		x.Bool()
		x.Int()
		x.Float()
		x.Name()
		x.Bytes()
		x.Index(-1)
		x.Index(x.Len())
		x.Keys()
		x.Key("k")
		if b, err := x.Data(); len(b) > 0 || err != nil {
			t.Errorf("/%s has data", key)
		}
	}
}

func TestKeysListsAll(t *testing.T) {
	v := about(t, "/A 1/B 2/C 3")
	keys := v.Keys()
	slices.Sort(keys)
	if diff := cmp.Diff([]string{"A", "B", "C"}, keys); diff != "" {
		t.Error(diff)
	}
}

func TestStringsAreUnescaped(t *testing.T) {
	for spelled, want := range map[string]string{
		`()`:                   "",
		`(a(b)c)`:              "a(b)c",
		`(\n\r\t\b\f\\\(\))`:   "\n\r\t\b\f\\()",
		`(\0\53\1234\777)`:     "\x00+S4\xff",
		"(a\\\nb\\\r\nc\\\rd)": "abcd",
		"(a\r\nb\rc\nd)":       "a\nb\nc\nd",
		`(\x)`:                 "x",
		`<>`:                   "",
		`<48656C6c6f>`:         "Hello",
		"<48\n65 6>":           "He`",
	} {
		if got := string(about(t, "/S "+spelled).Key("S").Bytes()); got != want {
			t.Errorf("%q reads as %q, want %q", spelled, got, want)
		}
	}
}

func TestPagesInherit(t *testing.T) {
	b := new(pdftest.Builder)
	b.Set(1, "<</Type/Catalog/Pages 2 0 R>>")
	b.Set(2, "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 99/Rotate 90/MediaBox[0 0 1 1]/Tabs/S>>")
	b.Set(3, "<</Type/Pages/Kids[4 0 R 5 0 R 2 0 R 3 0 R 9 0 R]/Parent 2 0 R/MediaBox[0 0 2 2]>>")
	b.Set(4, "<</Type/Page/Parent 3 0 R>>")
	b.Set(5, "<</Type/Page/Parent 3 0 R/Rotate 0>>")
	b.Set(6, "<</Kids[7 0 R]>>")
	b.Set(7, "<</Parent 4 0 R>>")
	f := open(t, b.Table())
	type page struct{ ID, Width, Rotate int64 }
	var got []page
	for n := range f.Pages() {
		p := f.Page(n + 1)
		got = append(got, page{int64(p.ID()), p.Key("MediaBox").Index(2).Int(), p.Key("Rotate").Int()})
		if p.Key("Tabs").Kind() != object.Null {
			t.Errorf("page %d inherits /Tabs", n+1)
		}
	}
	if diff := cmp.Diff([]page{{4, 2, 90}, {5, 2, 0}, {7, 1, 90}}, got); diff != "" {
		t.Error(diff)
	}
	for _, n := range []int{0, 4} {
		if f.Page(n).Kind() != object.Null {
			t.Errorf("there is a page %d", n)
		}
	}
}

func TestObjectsInObjectStreams(t *testing.T) {
	b := new(pdftest.Builder).Pages("", pdftest.Show("x"))
	f := open(t, b.Stream(map[int]int{1: 6, 2: 6, 3: 6, 4: 6}))
	if font := f.Page(1).Key("Resources").Key("Font").Key("F"); font.Key("BaseFont").Name() != "Helvetica" || font.ID() != 3 {
		t.Errorf("font %d is %q", font.ID(), font.Key("BaseFont").Name())
	}
}

// content is the data of the one page of a file.
func content(f *pdfcpuobj.File) (string, error) {
	b, err := f.Page(1).Key("Contents").Data()
	return string(b), err
}

func TestDamagedStreamsGiveWhatTheyCan(t *testing.T) {
	show := pdftest.Show(strings.Repeat("Hello ", 500))
	data := pdftest.Deflate(show)
	corrupt := bytes.Clone(data)
	corrupt[len(corrupt)-8] ^= 0xff
	for name, test := range map[string]struct {
		entries string
		data    []byte
		least   int // bytes that must be there, and right
		failed  bool
	}{
		"sound":                  {"/Filter/FlateDecode", data, len(show), false},
		"cut off":                {"/Filter/FlateDecode", data[:len(data)-6], 100, true},
		"damaged":                {"/Filter/FlateDecode", corrupt, 100, true},
		"checksum missing":       {"/Filter/FlateDecode", data[:len(data)-4], len(show), true},
		"wrong header":           {"/Filter/FlateDecode", append([]byte{0, 0}, data[2:]...), len(show), false},
		"unknown filter":         {"/Filter/Unknown", show, len(show), true},
		"second filter unknown":  {"/Filter[/FlateDecode/Unknown]", data, len(show), true},
		"predictor out of range": {"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns -5>>", data, 0, true},
		"empty":                  {"/Filter/FlateDecode", nil, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := content(open(t, new(pdftest.Builder).Pages(test.entries, test.data).Table()))
			if (err != nil) != test.failed {
				t.Errorf("error %v", err)
			}
			if len(got) < test.least || !strings.HasPrefix(string(show), got[:test.least]) {
				t.Errorf("%d bytes, want %d that are right", len(got), test.least)
			}
		})
	}
}

// A /Length that falls short is not believed: the end mark counts.
func TestStreamsWithWrongLength(t *testing.T) {
	show := pdftest.Show("Hello")
	for name, test := range map[string]struct {
		entries string
		data    []byte
	}{
		"plain":    {"", show},
		"deflated": {"/Filter/FlateDecode", pdftest.Deflate(show)},
	} {
		t.Run(name, func(t *testing.T) {
			b := new(pdftest.Builder).Pages(test.entries, test.data)
			b.Edit = shorten
			got, err := content(open(t, b.Table()))
			if err != nil || got != string(show) {
				t.Errorf("%q, %v; want %q", got, err, show)
			}
		})
	}
}

// shorten makes the length of a stream 12.
func shorten(num int, body string) string {
	if num != 5 {
		return body
	}
	head, data, _ := strings.Cut(body, "/Length ")
	_, data, _ = strings.Cut(data, ">>")
	return head + "/Length 12>>" + data
}

// Data is kept, and a second call gives the same bytes.
func TestDataIsKept(t *testing.T) {
	f := open(t, new(pdftest.Builder).Pages("/Filter/FlateDecode", pdftest.Deflate(pdftest.Show("Hello"))).Table())
	a, _ := f.Page(1).Key("Contents").Data()
	b, _ := f.Page(1).Key("Contents").Data()
	if &a[0] != &b[0] {
		t.Error("decoded again")
	}
}

func TestPasswords(t *testing.T) {
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.UserPW, conf.OwnerPW = "user", "owner"
	b := new(pdftest.Builder).Pages("", pdftest.Show("Hello"))
	b.Set(10, "<</Title(secret)>>")
	b.Trailer = "/Info 10 0 R"
	var file bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(b.Table()), &file, conf); err != nil {
		t.Fatal(err)
	}
	for _, password := range []string{"user", "owner"} {
		f := open(t, file.Bytes(), "wrong", "a wrong one", password)
		if !f.Encrypted() || f.Trailer().Key("Encrypt").Kind() != object.Dict {
			t.Error("it is not said to be encrypted")
		}
		if got, err := content(f); err != nil || !strings.Contains(got, "(Hello)") {
			t.Errorf("content %q, %v", got, err)
		}
	}
	for _, passwords := range [][]string{nil, {""}, {"wrong", ""}, {"a wrong one"}} {
		_, err := pdfcpuobj.Open(context.Background(), bytes.NewReader(file.Bytes()), int64(file.Len()), passwords, object.Limits{})
		if !errors.Is(err, pdfcpuobj.ErrPassword) {
			t.Errorf("with %q: %v, want %v", passwords, err, pdfcpuobj.ErrPassword)
		}
	}
}

func TestOpenFailsPlainly(t *testing.T) {
	for name, file := range map[string]string{
		"empty":  "",
		"text":   "nothing of a PDF",
		"header": "%PDF-1.4\n",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := pdfcpuobj.Open(context.Background(), strings.NewReader(file), int64(len(file)), nil, object.Limits{}); err == nil {
				t.Error("no error")
			}
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	file := new(pdftest.Builder).Pages("", pdftest.Show("x")).Table()
	if _, err := pdfcpuobj.Open(ctx, bytes.NewReader(file), int64(len(file)), nil, object.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := pdfcpuobj.Open(context.Background(), bytes.NewReader(nil), 1<<40, nil, object.Limits{}); err == nil {
		t.Error("a file of 1 TiB is opened")
	}
}

// After Close nothing is left, and nothing panics.
func TestCloseLetsGo(t *testing.T) {
	f := open(t, new(pdftest.Builder).Pages("", pdftest.Show("x")).Table())
	page := f.Page(1)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if f.Pages() != 0 || f.Page(1).Kind() != object.Null || page.Key("Contents").Kind() != object.Null {
		t.Error("pages after Close")
	}
}
