package web_test

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mubiao/web"
)

// sent uploads files and returns the status and the page that it leads to.
func (s *site) sent(csrf string, files map[string]string) (int, string) {
	s.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if csrf != "" {
		w.WriteField("csrf", csrf)
	}
	for name, content := range files {
		part, err := w.CreateFormFile("files", name)
		if err != nil {
			s.t.Fatal(err)
		}
		io.WriteString(part, content)
	}
	w.Close()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.URL+"/upload", &b)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	response, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return response.StatusCode, response.Request.URL.Path + "\n" + string(body)
}

func TestUploadsAreBoundedAndStayInTheirFolder(t *testing.T) {
	s := newSite(t, nil)
	csrf := s.form().Get("csrf")
	for name, c := range map[string]struct {
		csrf  string
		files map[string]string
		want  int
		shown string
	}{
		"without token":  {"", map[string]string{"a.pdf": "%PDF-"}, http.StatusForbidden, "too old"},
		"no file":        {csrf, nil, http.StatusBadRequest, "No file"},
		"not a PDF":      {csrf, map[string]string{"a.exe": "MZ"}, http.StatusOK, "Neither PDF"},
		"too large":      {csrf, map[string]string{"a.pdf": strings.Repeat("x", 1<<10+1)}, http.StatusOK, "Too large"},
		"all too large":  {csrf, map[string]string{"a.pdf": strings.Repeat("x", 1<<15)}, http.StatusRequestEntityTooLarge, "too large"},
		"another folder": {csrf, map[string]string{"../../../escaped.pdf": "%PDF-"}, http.StatusOK, "escaped.pdf"},
	} {
		status, body := s.sent(c.csrf, c.files)
		if status != c.want || !strings.Contains(body, c.shown) {
			t.Errorf("%s: status %d: %s", name, status, body)
		}
		if strings.Contains(body, s.config.Uploads) {
			t.Errorf("%s: the page names the folder of uploads", name)
		}
	}
	var kept []string
	err := filepath.WalkDir(filepath.Dir(s.config.Uploads), func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".pdf" {
			kept = append(kept, path)
		}
		return err
	})
	if err != nil || len(kept) != 1 || !strings.HasPrefix(kept[0], s.config.Uploads+"/") {
		t.Errorf("kept are %q, %v", kept, err)
	}
}

func TestDocumentsInAnArchiveAreToldOneByOne(t *testing.T) {
	s := newSite(t, nil)
	_, page := s.sent(s.form().Get("csrf"), map[string]string{"2024.zip": "PK"})
	path, _, _ := strings.Cut(page, "\n")
	_, events, _ := s.do(http.MethodGet, path+"/events", nil, nil)
	for _, want := range []string{`{"name":"2024.zip","state":"done"}`, `"name":"甲.pdf","state":"done"`, `"name":"乙.txt","state":"done"`} {
		if !strings.Contains(events, want) {
			t.Errorf("the events lack %s: %s", want, events)
		}
	}
}

func TestProgressOfAnUploadIsTold(t *testing.T) {
	s := newSite(t, nil)
	_, page := s.sent(s.form().Get("csrf"), map[string]string{"plan.pdf": "%PDF-"})
	path, _, _ := strings.Cut(page, "\n")
	status, events, header := s.do(http.MethodGet, path+"/events", nil, nil)
	if status != http.StatusOK || header.Get("Content-Type") != "text/event-stream" {
		t.Errorf("status %d, %s", status, header.Get("Content-Type"))
	}
	if !strings.HasSuffix(events, "event: end\ndata:\n\n") || !strings.Contains(events, `"message":"Took too long: Reading took`) {
		t.Errorf("the events are %s", events)
	}
}

// What is uploaded when the server ends is neither read in the background of
// nothing nor forgotten.
func TestFilesThatAServerLeavesUnreadAreCounted(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	reading := make(chan struct{})
	s := newSite(t, func(c *web.Config) {
		c.Context = ctx
		c.Import = func(ctx context.Context, path string, _ func(web.Imported)) error {
			reading <- struct{}{}
			<-ctx.Done()
			return ctx.Err()
		}
	})
	s.sent(s.form().Get("csrf"), map[string]string{"a.pdf": "%PDF-1", "b.pdf": "%PDF-2"})
	<-reading
	end()
	go func() { <-reading }() // the second may begin, and ends at once
	if got := s.Config.Handler.(*web.Site).Wait(); got != 2 {
		t.Errorf("%d files were left unread, want 2", got)
	}
}
