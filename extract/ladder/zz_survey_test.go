package ladder

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestSurvey(t *testing.T) {
	var fs []string
	root := os.Getenv("SURVEY")
	if root == "" {
		root = "/work/shared"
	}
	filepath.Walk(root, func(p string, i os.FileInfo, e error) error {
		if e == nil && !i.IsDir() && strings.HasSuffix(p, os.Getenv("EXT")) {
			fs = append(fs, p)
		}
		return nil
	})
	for _, p := range fs {
		t0 := time.Now()
		f, err := Open(context.Background(), p, Options{Passwords: []string{"password", "foo", "usersecret", "userpassword", "openpassword"}})
		if err != nil {
			fmt.Printf("FAIL %-40s %8v %v\n", filepath.Base(p), time.Since(t0).Round(time.Millisecond), strings.ReplaceAll(err.Error(), p, "PATH"))
			continue
		}
		readers := map[string]int{}
		gl, un, pr := 0, 0, 0
		var first error
		for i := 1; i <= f.Pages(); i++ {
			pg, err := f.Page(context.Background(), i)
			if err != nil {
				readers["ERR"]++
				first = err
				continue
			}
			readers[string(pg.Reader)]++
			gl += len(pg.Glyphs)
			un += pg.Undecodable
			pr += len(pg.Problems)
			if first == nil && len(pg.Problems) > 0 {
				first = pg.Problems[0]
			}
		}
		var ms runtime.MemStats
		runtime.ReadMemStats(&ms)
		fmt.Printf("ok   %-40s %8v pages %3d %v glyphs %d undec %d problems %d enc %v rep %q title %q prod %q | %v | heap %dM\n", filepath.Base(p), time.Since(t0).Round(time.Millisecond), f.Pages(), readers, gl, un, pr, f.Encrypted, f.Repaired, f.Title, f.Producer, first, ms.Sys>>20)
		f.Close()
	}
}
