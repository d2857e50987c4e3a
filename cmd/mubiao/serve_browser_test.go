package main

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browserTime bounds a test in the browser on a busy machine.
const browserTime = 3 * time.Minute

// browsers are the names that Chromium goes by.
var browsers = []string{"chromium", "chromium-browser", "google-chrome"}

// browse opens a browser that sees the server at an address. The test fails if
// a page asks anybody else for anything, or has an error on its console.
func browse(t *testing.T, address string) context.Context {
	t.Helper()
	return browseUnless(t, address, "")
}

// browseUnless is browse for a test that causes faults with a text in them.
func browseUnless(t *testing.T, address, expected string) context.Context {
	t.Helper()
	if underRace {
		t.Skip("PDFium takes minutes to compile under the race detector")
	}
	path := ""
	for _, name := range browsers {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		t.Skip("no Chromium: apt-get install chromium")
	}
	ctx, cancel := context.WithTimeout(t.Context(), browserTime)
	t.Cleanup(cancel)
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir())}
	for _, flag := range []string{
		"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "no-default-browser-check",
		"disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage", "hide-scrollbars",
	} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	w := watch{expected: expected}
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(func(event any) { w.note(event, address) }))
	t.Cleanup(cancel)
	t.Cleanup(func() { w.judge(t) })
	do(t, ctx, chromedp.EmulateViewport(1440, 900))
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A watch keeps what a page should not have done.
type watch struct {
	expected string // in faults that are none; empty where none are
	mu       sync.Mutex
	faults   []string
}

func (w *watch) note(event any, address string) {
	fault := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		at, err := url.Parse(e.Request.URL)
		own := err == nil && (at.Scheme == "data" || at.Scheme == "about" || strings.HasPrefix(e.Request.URL, address+"/"))
		if !own {
			fault = "request to " + e.Request.URL
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			fault = fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *cdpruntime.EventExceptionThrown:
		fault = fmt.Sprintf("exception: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *cdpruntime.EventConsoleAPICalled:
		if e.Type == cdpruntime.ConsoleAPICalledTypeError || e.Type == cdpruntime.ConsoleAPICalledTypeWarning {
			fault = "console:"
			for _, argument := range e.Args {
				fault += " " + string(argument.Value) + argument.Description
			}
		}
	}
	if fault != "" && (w.expected == "" || !strings.Contains(fault, w.expected)) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.faults = append(w.faults, fault)
	}
}

func (w *watch) judge(t *testing.T) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, fault := range w.faults {
		t.Error(fault)
	}
}

// A step is something done in the browser.
type step = chromedp.Action[chromedp.Void]

func do(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// asked is the value of an expression on the page.
func asked[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// script runs a statement on the page.
func script(text string) step { return chromedp.Evaluate[chromedp.Void]("void " + text) }

// until waits for an expression on the page to be true. It is asked again and
// again, since a page that is just being left knows nothing.
func until(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	const pause, patience = 50 * time.Millisecond, time.Minute
	for begun := time.Now(); time.Since(begun) < patience && ctx.Err() == nil; time.Sleep(pause) {
		if yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")")); err == nil && yes {
			return
		}
	}
	t.Fatalf("never true: %s\n%s", expression, asked[string](t, ctx, "location.href + document.body.innerText"))
}

// press types keys where the focus is.
func press(keys string) step { return chromedp.KeyEvent(keys) }

// introduce says who corrects.
func introduce(t *testing.T, ctx context.Context, address, name string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(address+"/upload"),
		chromedp.SetValue(`input[name="author"]`, name), chromedp.Submit(`form.who`))
	until(t, ctx, fmt.Sprintf(`document.querySelector('input[name="author"]')?.defaultValue === %q`, name))
}

// uploadInto sends files from the page for it and waits until they are read.
func uploadInto(t *testing.T, ctx context.Context, address string, files ...string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(address+"/upload"), chromedp.SetUploadFiles(`input[type="file"]`, files), chromedp.Click(`form.drop button`))
	until(t, ctx, fmt.Sprintf(`document.querySelectorAll('#job tr.done, #job tr.refused').length === %d`, len(files)))
}

// The whole way of a clerk: a form whose funds do not add up is uploaded, found
// in the queue with the keyboard, corrected on its page, and the correction is
// taken back.
func TestAFormIsUploadedCorrectedAndTakenBack(t *testing.T) {
	slip := formFile(t, "渠道清淤.pdf", formPDF(t, planForm("渠道清淤", "99")))
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browse(t, address)
	introduce(t, ctx, address, "王芳")
	uploadInto(t, ctx, address, slip)

	do(t, ctx, chromedp.Navigate(address+"/queue?code=funds-sum&severity=any"), chromedp.WaitVisible(`[data-line]`), press("j"))
	until(t, ctx, `document.querySelector('[data-line].selected') !== null`)
	do(t, ctx, press(kb.Enter))
	until(t, ctx, `document.querySelector('[data-record]') !== null && document.readyState === 'complete'`)

	const fiscal = `[...document.querySelectorAll('[data-value]')].find(v => v.textContent === '99')`
	do(t, ctx, script(fiscal+`.focus()`), press("e"), chromedp.WaitVisible(`[data-editing] input[name="value"]`))
	until(t, ctx, `document.activeElement.name === 'value'`)
	do(t, ctx, chromedp.SetValue(`[data-editing] input[name="value"]`, "100"), chromedp.Click(`[data-editing] button.first`))
	until(t, ctx, `document.querySelector('.done [data-key="u"]') !== null`)
	text := asked[string](t, ctx, `document.querySelector('#record').innerText`)
	if strings.Contains(text, "Sum is off") || !strings.Contains(text, "王芳") {
		t.Errorf("the corrected form shows:\n%s", text)
	}
	if got := firstValue(t, db, "SELECT amount / 1000000 FROM fund WHERE item = 'fiscal'"); got != "100" {
		t.Errorf("the database holds %s", got)
	}

	do(t, ctx, press("u"))
	until(t, ctx, `document.querySelector('#record').innerText.includes('Sum is off')`)
	if got := firstValue(t, db, "SELECT amount / 1000000 FROM fund WHERE item = 'fiscal'"); got != "99" {
		t.Errorf("after undo the database holds %s", got)
	}
	if got := firstValue(t, db, "SELECT author || undone_by FROM correction"); got != "王芳王芳" {
		t.Errorf("the correction was made and undone by %s", got)
	}
}

// firstValue is the first value of the answer to a query.
func firstValue(t *testing.T, db, query string) string {
	t.Helper()
	var out strings.Builder
	if code := run(t.Context(), []string{"query", "--db", db, "--format", "csv", query}, &streams{out: &out, err: os.Stderr}); code != exitDone {
		t.Fatalf("query ends with %d", code)
	}
	lines := strings.Split(out.String(), "\n")
	return strings.TrimSpace(lines[min(1, len(lines)-1)])
}

func TestTheQueueIsWorkedWithTheKeyboard(t *testing.T) {
	slip := formFile(t, "slip.pdf", formPDF(t, planForm("渠道清淤", "99")))
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browse(t, address)
	do(t, ctx, chromedp.Navigate(address+"/queue"))
	uploadInto(t, ctx, address, slip)

	const count = `Number(document.querySelector('#queue .count b').textContent)`
	do(t, ctx, chromedp.Navigate(address+"/queue?severity=any"), chromedp.WaitVisible(`[data-line]`), press("j"), press("a"))
	until(t, ctx, `document.querySelector('.done.problem') !== null`) // nobody has said who accepts
	before := asked[int](t, ctx, count)
	introduce(t, ctx, address, "李明")
	do(t, ctx, chromedp.Navigate(address+"/queue?severity=any"), chromedp.WaitVisible(`[data-line]`), press("j"), press("a"))
	until(t, ctx, `document.querySelector('.done [data-key="u"]') !== null`)
	if after := asked[int](t, ctx, count); after != before-1 {
		t.Errorf("%d issues are open after one of %d was accepted", after, before)
	}
	until(t, ctx, `document.querySelectorAll('[data-line]').length === 0 || document.querySelector('[data-line].selected') !== null`)
	do(t, ctx, press("u"))
	until(t, ctx, fmt.Sprintf(`%s === %d`, count, before))
}

// The frame on the picture is where the test drew the cell.
func TestHoveringFramesTheCellOnThePicture(t *testing.T) {
	plan := formFile(t, "plan.pdf", formPDF(t, planForm("水库大坝养护", "100")))
	address := serving(t, "--db", filepath.Join(t.TempDir(), "a.db"))
	ctx := browse(t, address)
	uploadInto(t, ctx, address, plan)
	do(t, ctx, chromedp.Click(`#job tbody a`), chromedp.WaitVisible(`[data-record]`))
	until(t, ctx, `document.readyState === 'complete' && document.querySelector('.sheet img').naturalWidth > 0`)

	for _, want := range planForm("水库大坝养护", "100") {
		if want.text != "≥3座" && want.text != "水库大坝养护" {
			continue
		}
		find := fmt.Sprintf(`[...document.querySelectorAll('[data-value]')].find(v => v.textContent === %q)`, want.text)
		do(t, ctx, script(find+`.scrollIntoView({block: 'center'})`))
		at := asked[[]float64](t, ctx, `(r => [r.x + r.width / 2, r.y + r.height / 2])(`+find+`.getBoundingClientRect())`)
		do(t, ctx, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]))
		until(t, ctx, `document.querySelectorAll('.boxes .lit').length === 1`)
		// In points of the page, from where the frame is seen on the picture.
		frame := asked[[]float64](t, ctx, fmt.Sprintf(`(() => {
			const box = document.querySelector('.boxes .lit').getBoundingClientRect();
			const img = document.querySelector('.sheet img').getBoundingClientRect();
			return [box.left, box.top, box.right, box.bottom].map((v, i) => i %% 2 ? (v - img.top) * %d / img.height : (v - img.left) * %d / img.width);
		})()`, int(pageHeight), int(pageWidth)))
		drawn := []float64{
			columnEdges[want.col], tableTop + rowHeight*float64(want.row), columnEdges[want.endCol], tableTop + rowHeight*float64(want.endRow),
		}
		for i := range drawn {
			const stroke = 4 // points: the frame's own line, and the cell's
			if math.Abs(frame[i]-drawn[i]) > stroke {
				t.Errorf("%s is framed at %.0f, and was drawn at %.0f", want.text, frame, drawn)
				break
			}
		}
	}

	// And the other way round.
	do(t, ctx, script(`document.querySelector('[data-box="/indicators/0/target"]').scrollIntoView({block: 'center'})`))
	at := asked[[]float64](t, ctx, `(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('[data-box="/indicators/0/target"]').getBoundingClientRect())`)
	do(t, ctx, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]))
	until(t, ctx, `document.querySelector('td.lit [data-value="/indicators/0/target"]') !== null`)
}

func TestTheConsoleRefusesToWrite(t *testing.T) {
	plan := formFile(t, "plan.pdf", formPDF(t, planForm("水库大坝养护", "100")))
	db := filepath.Join(t.TempDir(), "a.db")
	address := serving(t, "--db", db)
	ctx := browse(t, address)
	uploadInto(t, ctx, address, plan)
	ask := func(sql string) string {
		do(t, ctx, chromedp.Navigate(address+"/sql"), chromedp.SetValue(`textarea[name="sql"]`, sql), chromedp.Click(`form.sql button.first`), chromedp.WaitVisible(`#answer`))
		return asked[string](t, ctx, `document.querySelector('#answer').innerText`)
	}
	if got := ask("DELETE FROM indicator"); !strings.Contains(got, "Refused") {
		t.Errorf("a deletion is answered with %q", got)
	}
	got := ask("SELECT path, count(*) AS n FROM target GROUP BY path")
	if !strings.Contains(got, "plan.pdf") || strings.Contains(got, ".uploads") || strings.Contains(got, "\t0") {
		t.Errorf("the targets are answered with %q", got)
	}
}
