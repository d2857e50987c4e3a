package normalize

import (
	"strconv"
	"strings"
)

var (
	escapeKey   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapeKey = strings.NewReplacer("~1", "/", "~0", "~")
)

// EscapeKey writes the key of a member as a part of a JSON pointer (RFC 6901).
func EscapeKey(key string) string { return escapeKey.Replace(key) }

// UnescapeKey is the key of a member that a part of a JSON pointer names.
func UnescapeKey(part string) string { return unescapeKey.Replace(part) }

// At returns what stands at a JSON pointer in a value that was decoded from
// JSON; nil for nothing.
func At(value any, pointer string) any {
	if pointer == "" {
		return value
	}
	for part := range strings.SplitSeq(pointer[1:], "/") {
		switch in := value.(type) {
		case map[string]any:
			value = in[UnescapeKey(part)]
		case []any:
			n, err := strconv.Atoi(part)
			if err != nil || n < 0 || n >= len(in) {
				return nil
			}
			value = in[n]
		default:
			return nil
		}
	}
	return value
}
