package main

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"io"
	"path/filepath"
	"testing"

	_ "github.com/mattn/go-sqlite3" // the tables as they are, behind the back of the store
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// A packed is a file to put into an archive.
type packed struct {
	name    string
	content io.Reader
	change  func(*zip.FileHeader) // nil for none
}

// zipOf is an archive of these files, packed by Deflate.
func zipOf(t *testing.T, files ...packed) []byte {
	t.Helper()
	var whole bytes.Buffer
	w := zip.NewWriter(&whole)
	for _, f := range files {
		header, content := deflated(t, f)
		if f.change != nil {
			f.change(header)
		}
		to, err := w.CreateRaw(header)
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return whole.Bytes()
}

// deflated packs a file by itself, so that its header can be changed.
func deflated(t *testing.T, f packed) (*zip.FileHeader, []byte) {
	t.Helper()
	var whole bytes.Buffer
	w := zip.NewWriter(&whole)
	to, err := w.CreateHeader(&zip.FileHeader{Name: f.name, NonUTF8: true, Method: zip.Deflate})
	if err == nil {
		_, err = io.Copy(to, f.content)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := r.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(raw)
	if err != nil {
		t.Fatal(err)
	}
	return &r.File[0].FileHeader, content
}

// windowsZIP is an archive as the Explorer of a Chinese Windows makes it: names
// in GBK, and nothing that says so.
func windowsZIP(t *testing.T, plan, slip []byte) []byte {
	gbk := func(name string) string {
		encoded, err := simplifiedchinese.GBK.NewEncoder().String(name)
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	return zipOf(t,
		packed{gbk("绩效目标/plan.pdf"), bytes.NewReader(plan), nil},
		packed{gbk(`绩效目标\水利局.pdf`), bytes.NewReader(slip), nil},
		packed{gbk("绩效目标/说明.docx"), bytes.NewReader([]byte("no document")), nil},
	)
}

// oddZIP is an archive with all that goes wrong in one, and a document.
func oddZIP(t *testing.T, plan []byte) []byte {
	const bombSize = 80 << 20
	return zipOf(t,
		packed{"inner.zip", bytes.NewReader(zipOf(t, packed{"plan.pdf", bytes.NewReader(plan), nil})), nil},
		packed{"locked.pdf", bytes.NewReader(plan), func(h *zip.FileHeader) { h.Flags |= 1 }},
		packed{"damaged.pdf", bytes.NewReader(plan), func(h *zip.FileHeader) { h.CRC32++ }},
		packed{"bomb.txt", io.LimitReader(zeros{}, bombSize), nil},
		packed{"junk.pdf", bytes.NewReader([]byte("GIF89a")), nil},
		packed{"plan.pdf", bytes.NewReader(plan), nil},
	)
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// ages is the script command "age DATABASE": it makes all documents in it those
// of another version, which read some values of plan.pdf otherwise.
func ages(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: age DATABASE")
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(ts.MkAbs(args[0]))+"?_foreign_keys=on")
	ts.Check(err)
	defer db.Close()
	const ofPlan = ` form_id IN (SELECT f.id FROM form f JOIN document d ON d.id = f.document_id WHERE d.path = 'plan.pdf')`
	for _, statement := range []string{
		`UPDATE document SET version = '0' WHERE version IS NOT NULL`,
		`UPDATE document SET tried_version = '0'`,
		`UPDATE indicator SET target = '85%以上', value_low = 85 WHERE level3 = '养护完成及时率' AND` + ofPlan,
		`DELETE FROM indicator WHERE level3 = '下游防洪安全' AND` + ofPlan,
		`INSERT INTO goal (form_id, ordinal, scope, text) SELECT form_id, 1, 'annual', '。' FROM goal WHERE` + ofPlan,
	} {
		_, err := db.Exec(statement)
		ts.Check(err)
	}
}
