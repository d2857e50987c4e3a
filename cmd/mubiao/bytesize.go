package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A byteSize is the value of a flag: a number of bytes, with or without a unit.
type byteSize int64

// byteUnits are those that sizes are printed in, the largest first. Powers of
// ten are not taken for them: KB, MB and GB mean one or the other.
var byteUnits = []struct {
	name  string
	bytes byteSize
}{
	{"GiB", 1 << 30},
	{"MiB", 1 << 20},
	{"KiB", 1 << 10},
}

func (b *byteSize) String() string {
	for _, u := range byteUnits {
		if *b >= u.bytes && *b%u.bytes == 0 {
			return strconv.FormatInt(int64(*b/u.bytes), 10) + u.name
		}
	}
	return strconv.FormatInt(int64(*b), 10)
}

// Set reads "512MiB", "512M" or a number of bytes.
func (b *byteSize) Set(text string) error {
	digits, unit := text, byteSize(1)
	for _, u := range byteUnits {
		for _, name := range []string{u.name, u.name[:1]} {
			if rest, found := strings.CutSuffix(text, name); found {
				digits, unit = rest, u.bytes
			}
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n <= 0 || n > math.MaxInt64/int64(unit) {
		return fmt.Errorf("not a size such as 512MiB or 1GiB")
	}
	*b = byteSize(n) * unit
	return nil
}

// Type is what the help calls the value.
func (b *byteSize) Type() string { return "SIZE" }
