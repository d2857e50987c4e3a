package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// policy lets a page load from this server alone, and no script or style that
// stands in the page itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Cookies. Each is for this server alone and ends with the browser, but for
// what people set.
const (
	sessionCookie = "mubiao-session"
	tokenCookie   = "mubiao-token"
)

// maxForm bounds what a form without files may send, in bytes: a statement of
// SQL is the longest.
const maxForm = 2 << 20

// guard lets through to the site what a person with a right to it may have
// asked for.
//
// A site that names this server's address in its own domain (DNS rebinding) is
// found out by Host; one that sends a form here by Origin or Sec-Fetch-Site
// and, whatever the browser tells, by the token in each form.
func (s *server) guard(site http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header())
		switch {
		case !slices.Contains(s.Hosts, hostName(r.Host)):
			http.Error(w, "this server is not known by that name", http.StatusMisdirectedRequest)
		case crossOrigin.Check(r) != nil || !sameOrigin(r):
			http.Error(w, "the request comes from another site", http.StatusForbidden)
		case s.Token != "" && !s.admits(w, r):
		default:
			r = s.withSession(w, r)
			if r.Method == http.MethodPost && !s.meant(w, r) {
				s.fail(w, r, &statusError{http.StatusForbidden, "error-old-page"})
				return
			}
			site.ServeHTTP(w, r)
		}
	})
}

func setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// hostName is the name in a Host header, without its port.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// sameOrigin reports whether the Origin of a request, where it has one, is
// this server.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}

// admits reports whether a request shows the token. One that has it in its
// address gets it as a cookie and is sent on without it, so that it stays in
// no history; one without it is asked for it.
func (s *server) admits(w http.ResponseWriter, r *http.Request) bool {
	if c, err := r.Cookie(tokenCookie); err == nil && s.isToken(c.Value) {
		return true
	}
	if r.Method == http.MethodGet && s.isToken(r.URL.Query().Get("token")) {
		setCookie(w, tokenCookie, s.Token)
		query := r.URL.Query()
		query.Del("token")
		http.Redirect(w, r, localPath(r.URL.Path)+withMark(query.Encode()), http.StatusSeeOther)
		return false
	}
	p := s.page(r, "token-title", "")
	s.render(w, r, http.StatusUnauthorized, "token", p)
	return false
}

// isToken compares in a time that tells nothing of the token.
func (s *server) isToken(given string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.Token)) == 1
}

func withMark(query string) string {
	if query == "" {
		return ""
	}
	return "?" + query
}

func setCookie(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// withSession gives a browser that has none a session, for csrf.
func (s *server) withSession(w http.ResponseWriter, r *http.Request) *http.Request {
	if c, err := r.Cookie(sessionCookie); err == nil && len(c.Value) == len(rand.Text()) {
		return r
	}
	if r.URL.Path == "/static" || strings.HasPrefix(r.URL.Path, "/static/") {
		return r // two answers at once would give two sessions
	}
	session := rand.Text()
	setCookie(w, sessionCookie, session)
	r = r.Clone(r.Context())
	kept := r.Cookies()
	r.Header.Del("Cookie")
	for _, c := range kept {
		if c.Name != sessionCookie {
			r.AddCookie(c)
		}
	}
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: session})
	return r
}

// csrf is the token that the forms of a session hold.
func (s *server) csrf(r *http.Request) string {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return ""
	}
	mac := hmac.New(sha256.New, s.secret[:])
	mac.Write([]byte(c.Value))
	return hex.EncodeToString(mac.Sum(nil))
}

// meant reports whether a POST comes from a form of this session. Of an upload
// the token is the first part, and its handler looks at it.
func (s *server) meant(w http.ResponseWriter, r *http.Request) bool {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		return r.URL.Path == "/upload"
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	return s.isCSRF(r, r.PostFormValue("csrf"))
}

func (s *server) isCSRF(r *http.Request, given string) bool {
	want := s.csrf(r)
	return want != "" && subtle.ConstantTimeCompare([]byte(given), []byte(want)) == 1
}

// localPath is a path of this server: what a browser would take for another
// host becomes the first page.
func localPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}
