package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// A stored is a member to write.
type stored struct {
	header zip.FileHeader
	text   string
}

// deflated is a member of a name in UTF-8 that the archive marks so.
func deflated(name, text string) stored {
	return stored{zip.FileHeader{Name: name, Method: zip.Deflate}, text}
}

// unmarked is one of a name in any code page, which the archive does not tell.
func unmarked(name, text string) stored {
	return stored{zip.FileHeader{Name: name, NonUTF8: true, Method: zip.Deflate}, text}
}

// written is the path of an archive with these members, after edit was done to
// its bytes.
func written(t *testing.T, edit func([]byte) []byte, members ...stored) string {
	t.Helper()
	var content bytes.Buffer
	w := zip.NewWriter(&content)
	for _, m := range members {
		to, err := w.CreateHeader(&m.header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, m.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	whole := content.Bytes()
	if edit != nil {
		whole = edit(whole)
	}
	path := filepath.Join(t.TempDir(), "test.zip")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func opened(t *testing.T, path string) *Archive {
	t.Helper()
	a, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func names(a *Archive) (names []string) {
	for m := range a.Members() {
		names = append(names, m.Name)
	}
	return names
}

func gbk(t *testing.T, s string) string {
	t.Helper()
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// unicodePathField is the extra field of Info-ZIP for a name.
func unicodePathField(name, utf8 string) []byte {
	field := binary.LittleEndian.AppendUint16(nil, extraUnicodePath)
	field = binary.LittleEndian.AppendUint16(field, uint16(5+len(utf8)))
	field = append(field, 1)
	field = binary.LittleEndian.AppendUint32(field, crc32.ChecksumIEEE([]byte(name)))
	return append(field, utf8...)
}

func TestNamesAreReadInTheCodeThatTheArchiveIsIn(t *testing.T) {
	chinese := "绩效目标/水利局 2024.pdf"
	beside := unmarked("?.pdf", "")
	beside.header.Extra = unicodePathField("?.pdf", "䶮.pdf")
	stale := unmarked("renamed.pdf", "")
	stale.header.Extra = unicodePathField("old.pdf", "old.pdf")
	for _, c := range []struct {
		name    string
		members []stored
		want    []string
	}{
		{"marked as UTF-8", []stored{deflated(chinese, "")}, []string{chinese}},
		{"UTF-8 and not marked, as macOS writes it", []stored{unmarked(chinese, ""), unmarked("plan.pdf", "")}, []string{chinese, "plan.pdf"}},
		{"GBK, as Windows writes it", []stored{unmarked(gbk(t, chinese), ""), unmarked(gbk(t, "附件.pdf"), "")}, []string{chinese, "附件.pdf"}},
		// 涓 in GBK is E4 B8, which UTF-8 might begin with, and so on: the
		// other name tells.
		{"GBK that might be UTF-8", []stored{unmarked(gbk(t, "涓枃.pdf"), ""), unmarked(gbk(t, "目标.pdf"), "")}, []string{"涓枃.pdf", "目标.pdf"}},
		{"both in one archive", []stored{unmarked(gbk(t, "目标.pdf"), ""), deflated("中文.pdf", "")}, []string{"目标.pdf", "中文.pdf"}},
		{"UTF-8 beside the code page", []stored{beside}, []string{"䶮.pdf"}},
		{"UTF-8 beside another name", []stored{stale}, []string{"renamed.pdf"}},
		// The second byte of 腬 is the code of \.
		{"separators of Windows", []stored{unmarked(gbk(t, `腬\附件.pdf`), "")}, []string{"腬/附件.pdf"}},
		{"hidden files, and folders", []stored{
			deflated("__MACOSX/._plan.pdf", ""), deflated(".git/a.pdf", ""), deflated("a/", ""), deflated("a/b.pdf", ""),
		}, []string{"a/b.pdf"}},
	} {
		if diff := cmp.Diff(c.want, names(opened(t, written(t, nil, c.members...)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestAMemberComesOutAsItWentIn(t *testing.T) {
	text := strings.Repeat("绩效目标 ", 10_000)
	plain := deflated("stored.txt", text)
	plain.header.Method = zip.Store
	a := opened(t, written(t, nil, deflated("deflated.txt", text), plain, deflated("empty.txt", "")))
	for name, want := range map[string]string{"deflated.txt": text, "stored.txt": text, "empty.txt": ""} {
		var got strings.Builder
		if err := a.Find(name).CopyTo(t.Context(), &got, int64(len(text))); err != nil || got.String() != want {
			t.Errorf("%s: %d bytes of %d, %v", name, got.Len(), len(want), err)
		}
	}
	if a.file != nil {
		t.Error("the file is open while nobody reads")
	}
	if a.Find("other.txt") != nil {
		t.Error("a member that is not there is found")
	}
}

func TestOfTwoMembersOfANameTheLastIsMeant(t *testing.T) {
	a := opened(t, written(t, nil, deflated("a.txt", "old"), deflated("a.txt", "new")))
	var got strings.Builder
	if err := a.Find("a.txt").CopyTo(t.Context(), &got, 10); err != nil || got.String() != "new" {
		t.Errorf("%q, %v", &got, err)
	}
}

// encrypt marks all members as encrypted, in the directory.
func encrypt(content []byte) []byte {
	for at := bytes.Index(content, []byte("PK\x01\x02")); at >= 0; {
		content[at+8] |= 1
		next := bytes.Index(content[at+4:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		at += 4 + next
	}
	return content
}

// changed puts a number of two bytes into the directory's only entry.
func changed(offset int, value uint16) func([]byte) []byte {
	return func(content []byte) []byte {
		at := bytes.Index(content, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint16(content[at+offset:], value)
		return content
	}
}

func TestWhatAMemberIsRefusedFor(t *testing.T) {
	const most = 200 << 20
	zeros := strings.Repeat("\x00", 80<<20)
	random := make([]byte, 3000)
	for i := range random {
		random[i] = byte(i * i >> 3)
	}
	for _, c := range []struct {
		name   string
		member stored
		edit   func([]byte) []byte
		kind   Kind
		reason string // part of it
	}{
		{"encrypted", deflated("a.pdf", "x"), encrypt, Encrypted, "encrypted in its archive"},
		{"Deflate64", deflated("a.pdf", "x"), changed(10, 9), Unsupported, "packed by Deflate64"},
		{"an unknown method", deflated("a.pdf", "x"), changed(10, 77), Unsupported, "packed by method 77"},
		{"an archive", deflated("a.ZIP", "x"), nil, Nested, "an archive in an archive"},
		{"a bomb", deflated("a.pdf", zeros), nil, Bomb, "more than 100 times its size"},
		{"a wrong checksum", deflated("a.pdf", "x"), changed(16, 1), Damaged, "checksum is wrong"},
		{"more than it says", deflated("a.pdf", string(random)), changed(24, 10), Damaged, "not as the directory says"},
	} {
		m := opened(t, written(t, c.edit, c.member)).Find(c.member.header.Name)
		var to countOnly
		err := m.CopyTo(t.Context(), &to, most)
		var refused *Error
		if !errors.As(err, &refused) || refused.Kind != c.kind || !strings.Contains(refused.Reason, c.reason) {
			t.Errorf("%s: %v", c.name, err)
		}
		if int(to) > ratioFrom+1<<20 {
			t.Errorf("%s: %d bytes were unpacked", c.name, to)
		}
	}
}

type countOnly int

func (c *countOnly) Write(b []byte) (int, error) { *c += countOnly(len(b)); return len(b), nil }

func TestNoMoreIsUnpackedThanMayBe(t *testing.T) {
	text := strings.Repeat("x", 1000)
	honest := opened(t, written(t, nil, deflated("a.txt", text)))
	// One that tells a smaller size than it unpacks to.
	liar := opened(t, written(t, changed(24, 10), deflated("a.txt", text)))
	for a, kind := range map[*Archive]Kind{honest: TooLarge, liar: Damaged} {
		var to countOnly
		var refused *Error
		err := a.Find("a.txt").CopyTo(t.Context(), &to, 100)
		if !errors.As(err, &refused) || refused.Kind != kind || to > 100 {
			t.Errorf("%d bytes, %v", to, err)
		}
	}
}

func TestArchivesThatAreNone(t *testing.T) {
	for name, edit := range map[string]func([]byte) []byte{
		"text":      func([]byte) []byte { return []byte("a page in its place") },
		"empty":     func([]byte) []byte { return nil },
		"cut short": func(content []byte) []byte { return content[:len(content)/2] },
		"members that overlap": func(content []byte) []byte {
			// Both entries mean the same bytes, and say that they are all of the file.
			for at := 0; ; {
				next := bytes.Index(content[at:], []byte("PK\x01\x02"))
				if next < 0 {
					return content
				}
				at += next
				binary.LittleEndian.PutUint32(content[at+20:], uint32(len(content)*2/3))
				at += 4
			}
		},
	} {
		_, err := Open(written(t, edit, deflated("a.pdf", "x"), deflated("b.pdf", "x")))
		var refused *Error
		if !errors.As(err, &refused) || refused.Kind != Damaged {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder is taken for an archive")
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.zip")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("one that is not there: %v", err)
	}
}

func TestADirectoryLargerThanMayBeHeldIsRefused(t *testing.T) {
	long := strings.Repeat("d/", 30_000)
	var members []stored
	for range directoryMost/len(long) + 1 {
		members = append(members, deflated(long+"a.pdf", ""))
	}
	_, err := Open(written(t, nil, members...))
	var refused *Error
	if !errors.As(err, &refused) || refused.Kind != Bomb {
		t.Errorf("got %v", err)
	}
}

func TestAnArchiveThatChangesIsNotReadOn(t *testing.T) {
	path := written(t, nil, deflated("a.txt", "old"))
	m := opened(t, path).Find("a.txt")
	if err := os.WriteFile(path, []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	var refused *Error
	if err := m.CopyTo(t.Context(), io.Discard, 10); !errors.As(err, &refused) || refused.Kind != Damaged {
		t.Errorf("got %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	var content bytes.Buffer
	w := zip.NewWriter(&content)
	to, err := w.Create("plan.pdf")
	if err != nil {
		f.Fatal(err)
	}
	if _, err := to.Write([]byte("%PDF-1.4")); err != nil {
		f.Fatal(err)
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(content.Bytes())
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "fuzz.zip")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := Open(path)
		if err != nil {
			return
		}
		const most = 1 << 20
		for m := range a.Members() {
			var to countOnly
			if _ = m.CopyTo(t.Context(), &to, most); to > most {
				t.Errorf("%s: %d bytes", m.Name, to)
			}
		}
	})
}
