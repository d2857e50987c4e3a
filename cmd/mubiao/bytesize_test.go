package main

import "testing"

func TestSizesOfBytesAreReadAndPrinted(t *testing.T) {
	for text, want := range map[string]struct {
		bytes   byteSize
		printed string
	}{
		"512MiB": {512 << 20, "512MiB"},
		"512M":   {512 << 20, "512MiB"},
		"2048K":  {2 << 20, "2MiB"},
		"1GiB":   {1 << 30, "1GiB"},
		"1025":   {1025, "1025"},
		"4096":   {4096, "4KiB"},
	} {
		var b byteSize
		if err := b.Set(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if b != want.bytes || b.String() != want.printed {
			t.Errorf("%s: got %d, %s", text, b, &b)
		}
	}
	for _, text := range []string{"", "0", "-1", "1GB", "1.5GiB", "GiB", "9999999999GiB", "512 MiB"} {
		var b byteSize
		if err := b.Set(text); err == nil {
			t.Errorf("%q is read as %s", text, &b)
		}
	}
}
