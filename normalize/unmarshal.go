package normalize

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// UnmarshalJSON reads an amount in 万元, exactly.
func (a *Amount) UnmarshalJSON(b []byte) error {
	text := string(b)
	if text == "null" {
		return nil
	}
	if strings.Trim(text, "-.0123456789") != "" {
		return fmt.Errorf("%s is no amount", text)
	}
	read, err := exactAmount(text, fenPerWan)
	if err != nil {
		return fmt.Errorf("%s is no amount: %w", text, err)
	}
	*a = read
	return nil
}

// UnmarshalJSON reads null, a number, or an array of two.
func (v *Value) UnmarshalJSON(b []byte) error {
	switch {
	case string(b) == "null":
		*v = nil
		return nil
	case bytes.HasPrefix(b, []byte("[")):
		return json.Unmarshal(b, (*[]float64)(v))
	}
	*v = Value{0}
	return json.Unmarshal(b, &(*v)[0])
}
