package main

import (
	"archive/zip"
	"bytes"
	"context"
	"path/filepath"
	"testing"

	devices "github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// zipped is an archive of files.
func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range files {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dropInto lets files fall on an element, as a hand with a mouse does.
func dropInto(t *testing.T, ctx context.Context, element string, files ...string) {
	t.Helper()
	at := asked[[]float64](t, ctx, `(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('`+element+`').getBoundingClientRect())`)
	const asCopy = 1
	for _, kind := range []devices.DispatchDragEventType{
		devices.DispatchDragEventTypeDragEnter, devices.DispatchDragEventTypeDragOver, devices.DispatchDragEventTypeDrop,
	} {
		if kind == devices.DispatchDragEventTypeDrop {
			until(t, ctx, `document.querySelector('[data-drop].over') !== null`)
		}
		event := devices.DispatchDragEventParams{
			Type: kind, X: at[0], Y: at[1], Data: &devices.DragData{Items: []*devices.DragDataItem{}, Files: files, DragOperationsMask: asCopy},
		}
		if _, err := chromedp.Call(ctx, devices.DispatchDragEvent, event); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDroppedFilesAndArchivesAreImported(t *testing.T) {
	plan := formFile(t, "plan.pdf", formPDF(t, planForm("水库大坝养护", "100")))
	archive := formFile(t, "2024.zip", zipped(t, map[string][]byte{
		"水利/渠道清淤.pdf": formPDF(t, planForm("渠道清淤", "99")), "水利/通知.txt": []byte("关于召开会议的通知\n"), "cover.png": {0},
	}))
	other := formFile(t, "program.exe", []byte("MZ"))
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browse(t, address)
	do(t, ctx, chromedp.Navigate(address+"/upload"), chromedp.WaitVisible(`[data-drop]`))
	dropInto(t, ctx, "[data-drop]", plan, archive, other)
	until(t, ctx, `document.querySelector('#job[data-ended]') !== null`)

	const rows = `[...document.querySelectorAll('#job tbody tr')].map(r => r.className + ' ' + r.cells[0].textContent + (r.querySelector('a') ? ' linked' : '')).sort().join('\n')`
	want := "done 2024.zip\ndone member 渠道清淤.pdf linked\ndone member 通知.txt linked\ndone plan.pdf linked\nrefused program.exe"
	if got := asked[string](t, ctx, rows); got != want {
		t.Errorf("the upload shows\n%s\nwant\n%s", got, want)
	}
	if got := firstValue(t, db, "SELECT group_concat(project, '+') FROM (SELECT project FROM form ORDER BY project)"); got != "水库大坝养护+渠道清淤" {
		t.Errorf("the database holds the projects %s", got)
	}

	// The page of a document in an archive is drawn as any other.
	do(t, ctx, script(`[...document.querySelectorAll('#job a')].find(a => a.textContent === '渠道清淤.pdf').click()`))
	until(t, ctx, `document.querySelector('.sheet img')?.naturalWidth > 0`)
}
