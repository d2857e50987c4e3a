package reportpage

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var colour = regexp.MustCompile(`--([a-z0-9]+): #([0-9a-f]{6});`)

// schemes are the colours of page.css by name, in light and in dark.
func schemes(t *testing.T) map[string]map[string]string {
	t.Helper()
	light, dark, found := strings.Cut(pageCSS, "prefers-color-scheme: dark")
	if !found {
		t.Fatal("page.css has no dark scheme")
	}
	dark, _, _ = strings.Cut(dark, "\n}")
	all := map[string]map[string]string{"light": {}, "dark": {}}
	for name, part := range map[string]string{"light": light, "dark": dark} {
		for _, c := range colour.FindAllStringSubmatch(part, -1) {
			all[name][c[1]] = c[2]
		}
	}
	return all
}

// contrast is that of WCAG 2.2, from 1 to 21.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
		c := float64(n) / math.MaxUint8
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestColoursStandOut(t *testing.T) {
	const forText, forShapes = 4.5, 3.0 // WCAG 2.2, 1.4.3 and 1.4.11
	for scheme, c := range schemes(t) {
		for _, name := range []string{"ink", "faint", "link", "error", "warning", "info", "read"} {
			for _, ground := range []string{"ground", "panel"} {
				if got := contrast(c[name], c[ground]); got < forText {
					t.Errorf("%s: %s on %s has a contrast of %.1f", scheme, name, ground, got)
				}
			}
		}
		for name := range c {
			if strings.HasPrefix(name, "kind") || strings.HasPrefix(name, "grade") {
				if got := contrast(c[name], c["ground"]); got < forShapes {
					t.Errorf("%s: %s has a contrast of %.1f", scheme, name, got)
				}
			}
		}
	}
}

func TestEverySeriesHasAColour(t *testing.T) {
	v := view{}
	for i := range kinds {
		v.Kinds = append(v.Kinds, series{Class: "kind" + strconv.Itoa(i+1)})
	}
	for _, all := range [][]series{severities, statuses, grades, v.Kinds} {
		for _, s := range all {
			for _, selector := range []string{"rect." + s.Class, ".swatch." + s.Class} {
				if !regexp.MustCompile(regexp.QuoteMeta(selector) + `[ ,{]`).MatchString(pageCSS) {
					t.Errorf("page.css has no %s", selector)
				}
			}
		}
	}
}
