package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A form that a page break cuts is one record beside both of its pages, one
// below the other, and a value on the second is framed there.
func TestPagesOfAFormAreStacked(t *testing.T) {
	form, err := filepath.Abs("../../testdata/forms/page-break/source.pdf")
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browse(t, address)
	uploadInto(t, ctx, address, form)
	do(t, ctx, chromedp.Click(`#job tbody a`), chromedp.WaitVisible(`[data-record]`))
	until(t, ctx, `document.readyState === 'complete' && [...document.querySelectorAll('.sheet img')].every(i => i.naturalWidth > 0)`)

	stacked := asked[[]float64](t, ctx, `[...document.querySelectorAll('.sheet')].flatMap(s => [s.getBoundingClientRect().top, s.getBoundingClientRect().bottom])`)
	if len(stacked) != 4 || stacked[2] < stacked[1] {
		t.Fatalf("the pages stand at %.0f", stacked)
	}
	second := firstValue(t, db, "SELECT pointer FROM evidence WHERE page = 2 AND pointer LIKE '/indicators/%/target' ORDER BY y0 DESC LIMIT 1")
	value := fmt.Sprintf(`document.querySelector('[data-value=%q]')`, second)
	do(t, ctx, script(value+`.focus()`))
	until(t, ctx, fmt.Sprintf(`document.querySelector('#boxes-2 .lit')?.dataset.box === %q && !document.querySelector('#boxes-1 .lit')`, second))
	seen := asked[bool](t, ctx, `(() => {
		const pane = document.querySelector('[data-pictures]').getBoundingClientRect();
		const box = document.querySelector('#boxes-2 .lit').getBoundingClientRect();
		return box.top >= pane.top && box.bottom <= Math.min(pane.bottom, innerHeight);
	})()`)
	if !seen {
		t.Errorf("the frame of %s is not scrolled to", second)
	}
}

// Two clerks have the same value before them: the second one is told that it
// is another by now, and what the first one says stands.
func TestTwoClerksDoNotOverwriteEachOther(t *testing.T) {
	slip := formFile(t, "slip.pdf", formPDF(t, planForm("渠道清淤", "99")))
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	first := browse(t, address)
	second := browse(t, address)
	introduce(t, first, address, "王芳")
	introduce(t, second, address, "李明")
	uploadInto(t, first, address, slip)
	id := firstValue(t, db, "SELECT substr(sha256, 1, 16) FROM document")
	page := address + "/d/" + id + "?edit=/funds/1/amount"
	do(t, first, chromedp.Navigate(page), chromedp.WaitVisible(`[data-editing]`))
	do(t, second, chromedp.Navigate(page), chromedp.WaitVisible(`[data-editing]`))

	do(t, first, chromedp.SetValue(`[data-editing] input[name="value"]`, "100"), chromedp.Click(`[data-editing] button.first`))
	until(t, first, `document.querySelector('.done [data-key="u"]') !== null`)
	do(t, second, chromedp.SetValue(`[data-editing] input[name="value"]`, "90"), chromedp.Click(`[data-editing] button.first`))
	until(t, second, `document.querySelector('.done.problem') !== null`)
	if said := asked[string](t, second, `document.querySelector('.done').innerText`); !strings.Contains(said, "changed since") || !strings.Contains(said, "100") {
		t.Errorf("the second clerk is told %q", said)
	}
	if got := firstValue(t, db, "SELECT amount / 1000000 FROM fund WHERE item = 'fiscal'"); got != "100" {
		t.Errorf("the database holds %s", got)
	}
}

// What cannot be done any more is said where changes are told, and the page
// stays as it is.
func TestADocumentThatIsGoneIsTold(t *testing.T) {
	slip := formFile(t, "slip.pdf", formPDF(t, planForm("渠道清淤", "99")))
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browseUnless(t, address, "404")
	introduce(t, ctx, address, "王芳")
	uploadInto(t, ctx, address, slip)
	do(t, ctx, chromedp.Navigate(address+"/queue?severity=any"), chromedp.WaitVisible(`[data-line]`))
	raw, err := sql.Open("sqlite3", db+"?_foreign_keys=1")
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.ExecContext(t.Context(), "UPDATE document SET sha256 = replace(sha256, substr(sha256, 1, 6), 'ffffff')"); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, press("j"), press("a"))
	until(t, ctx, `document.querySelector('[role=status]').innerText.includes('no such page or document')`)
	if n := asked[int](t, ctx, `document.querySelectorAll('[data-line]').length`); n == 0 {
		t.Error("the queue is gone")
	}
}

// The way back from a document leads to the line that it was opened from.
func TestTheWayBackLeadsToTheLine(t *testing.T) {
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browse(t, address)
	uploadInto(t, ctx, address, formFile(t, "one.pdf", formPDF(t, planForm("渠道清淤", "99"))), formFile(t, "two.pdf", formPDF(t, planForm("水库大坝养护", "98"))))
	do(t, ctx, chromedp.Navigate(address+"/queue"), chromedp.WaitVisible(`[data-line]`), press("j"), press("j"), press("k"), press("j"))
	until(t, ctx, `[...document.querySelectorAll('[data-line]')].findIndex(l => l.matches('.selected')) === 1`)
	do(t, ctx, press(kb.Enter))
	until(t, ctx, `document.querySelector('[data-record]') !== null && document.readyState === 'complete'`)
	do(t, ctx, script(`history.back()`))
	until(t, ctx, `[...document.querySelectorAll('[data-line]')].findIndex(l => l.matches('.selected')) === 1`)
}

// A document is worked with the keyboard alone: between doubts, into the
// editor and out of it, accepted and taken back.
func TestADocumentIsWorkedWithTheKeyboard(t *testing.T) {
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browse(t, address)
	introduce(t, ctx, address, "王芳")
	uploadInto(t, ctx, address, formFile(t, "slip.pdf", formPDF(t, planForm("渠道清淤", "99"))))
	do(t, ctx, chromedp.Click(`#job tbody a`), chromedp.WaitVisible(`[data-record]`))
	until(t, ctx, `document.readyState === 'complete'`)
	const focused = `document.activeElement.dataset.value === '/funds/0/amount'`
	do(t, ctx, press("j"))
	until(t, ctx, focused)
	do(t, ctx, press("e"), chromedp.WaitVisible(`[data-editing] input[name="value"]`))
	until(t, ctx, `document.activeElement.name === 'value'`)
	do(t, ctx, press(kb.Escape))
	until(t, ctx, focused+` && document.querySelector('[data-editing]') === null`)
	do(t, ctx, press("a"))
	until(t, ctx, `document.querySelector('.done [data-key="u"]') !== null && document.querySelector('[data-doubt]') === null`)
	do(t, ctx, press("u"))
	until(t, ctx, `document.querySelector('[data-doubt]') !== null`)
}

// signedForm is planForm with a telephone number in place of 项目期.
func signedForm(project, fiscal string) []boxed {
	cells := planForm(project, fiscal)
	for i, c := range cells {
		switch c.text {
		case "项目期":
			cells[i].text = "联系电话"
		case "2024年":
			cells[i].text = "13812345678"
		}
	}
	return cells
}

// What is about people is grey on the picture and masked beside it until it is
// asked for.
func TestPeopleAreCoveredOnThePicture(t *testing.T) {
	address := serving(t, "--db", filepath.Join(t.TempDir(), "a.db"))
	ctx := browse(t, address)
	uploadInto(t, ctx, address, formFile(t, "plan.pdf", formPDF(t, signedForm("渠道清淤", "100"))))
	do(t, ctx, chromedp.Click(`#job tbody a`), chromedp.WaitVisible(`[data-record]`))
	const box = `[data-box="/header/联系电话"]`
	// lightest is the lightest pixel within the cell on the picture.
	lightest := fmt.Sprintf(`(async () => {
		const img = document.querySelector('.sheet img');
		await img.decode();
		const box = document.querySelector('%s');
		const scale = img.naturalWidth / %d;
		const [x, y, w, h] = ['x', 'y', 'width', 'height'].map(n => Math.round(box.getAttribute(n) * scale));
		const canvas = Object.assign(document.createElement('canvas'), {width: img.naturalWidth, height: img.naturalHeight});
		const c = canvas.getContext('2d');
		c.drawImage(img, 0, 0);
		return Math.max(...c.getImageData(x + 4, y + 4, w - 8, h - 8).data.filter((_, i) => i %% 4 < 3));
	})()`, box, int(pageWidth))
	const covered, paper = 0x80, 0xff
	for _, want := range []struct {
		light int
		text  string
	}{{covered, "138****5678"}, {paper, "13812345678"}} {
		until(t, ctx, `document.readyState === 'complete' && document.querySelector('.sheet img')?.naturalWidth > 0`)
		got, err := chromedp.Run(ctx, chromedp.Evaluate[int](lightest, chromedp.EvalAwaitPromise))
		if err != nil || got != want.light {
			t.Errorf("the lightest pixel of the cell is %d, want %d, %v", got, want.light, err)
		}
		if shown := asked[string](t, ctx, `document.querySelector('[data-value="/header/联系电话"]').innerText`); shown != want.text {
			t.Errorf("the record shows %s, want %s", shown, want.text)
		}
		if want.light == covered {
			do(t, ctx, chromedp.Click(`form.people button`))
			until(t, ctx, `document.querySelector('form.people button[value="masked"]') !== null`)
		}
	}
}
