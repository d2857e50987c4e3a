package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	runAsWorker() // and do not return, if a test started this process as one
	testscript.Main(m, map[string]func(){"mubiao": main})
}

// TestCommands runs the scripts of testdata/script. Each begins in a folder
// with plan.pdf and slip.pdf, a form whose funds add up and one whose do not,
// blank.pdf, a page without text, letter.pdf, one with text and no form, and
// locked.pdf, plan.pdf under the password 绩效; and with windows.zip and
// odd.zip, archives.
func TestCommands(t *testing.T) {
	files := map[string][]byte{
		"plan.pdf":   formPDF(t, planForm("水库大坝养护", "100")),
		"slip.pdf":   formPDF(t, planForm("渠道清淤", "99")),
		"blank.pdf":  blankPDF(t),
		"letter.pdf": letterPDF(t),
		"locked.pdf": lockedPDF(t, formPDF(t, planForm("水库大坝养护", "100")), "绩效"),
	}
	files["windows.zip"] = windowsZIP(t, files["plan.pdf"], files["slip.pdf"])
	files["odd.zip"] = oddZIP(t, files["plan.pdf"])
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exitsWith, "age": ages},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CACHE_HOME", cache)       // to compile PDFium in each script takes long
			env.Setenv("GORACE", "atexit_sleep_ms=0") // a second for each process, otherwise
			for name, content := range files {
				if err := os.WriteFile(filepath.Join(env.WorkDir, name), content, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

// exitsWith is the script command "exits CODE PROGRAM ARGUMENT...": it runs a
// program and fails unless it ends with that exit code.
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGUMENT...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
