package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize"
	"mubiao/normalize/zh"
)

// A fieldType is what may stand in a field of a record.
type fieldType int

const (
	textField   fieldType = iota
	wholeField            // a whole number
	numberField           // a number
	moneyField            // a number, 万元
	valueField            // a number, or [low, high]
	choiceField           // one of a few words
)

// A field is one that can be corrected.
type field struct {
	typ      fieldType
	choices  []string // of a choiceField
	required bool     // null cannot stand there
}

var (
	formKinds = []string{
		string(normalize.ProjectTarget), string(normalize.DepartmentTarget), string(normalize.TransferTarget), string(normalize.SelfEvaluation),
	}
	shortScopes = []string{string(normalize.Annual), string(normalize.Midterm)}
	fundScopes  = append(slices.Clone(shortScopes), string(normalize.Initial), string(normalize.Adjusted), string(normalize.Executed))
	fundItems   = []string{
		string(normalize.FundTotal), string(normalize.FundFiscal), string(normalize.FundOther), string(normalize.FundCarryover),
		string(normalize.FundSuperior), string(normalize.FundLocal), string(normalize.FundSpecialAccount), string(normalize.FundUnit),
	}
	operators = []string{
		string(normalize.AtLeast), string(normalize.AtMost), string(normalize.More), string(normalize.Less),
		string(normalize.Equal), string(normalize.About), string(normalize.Between),
	}
)

// fields are the places that can be corrected: those of docs/record.schema.json
// that hold one value. N is an ordinal from 0 and * any label.
var fields = map[string]field{
	"/form":            {typ: choiceField, choices: formKinds, required: true},
	"/title":           {},
	"/fiscal_year":     {typ: wholeField},
	"/project":         {},
	"/department":      {},
	"/unit":            {},
	"/attribute":       {},
	"/period":          {},
	"/header/*":        {},
	"/achieved":        {},
	"/execution_rate":  {typ: numberField},
	"/execution_score": {typ: numberField},
	"/total_score":     {typ: numberField},

	"/funds/N/scope":  {typ: choiceField, choices: fundScopes, required: true},
	"/funds/N/item":   {typ: choiceField, choices: fundItems, required: true},
	"/funds/N/amount": {typ: moneyField},
	"/funds/N/label":  {},

	"/goals/N/scope":  {typ: choiceField, choices: shortScopes, required: true},
	"/goals/N/number": {typ: wholeField},
	"/goals/N/text":   {},

	"/tasks/N/name":    {},
	"/tasks/N/content": {},
	"/tasks/N/total":   {typ: moneyField},
	"/tasks/N/fiscal":  {typ: moneyField},
	"/tasks/N/other":   {typ: moneyField},

	"/indicators/N/scope":     {typ: choiceField, choices: shortScopes, required: true},
	"/indicators/N/level1":    {},
	"/indicators/N/level2":    {},
	"/indicators/N/level3":    {},
	"/indicators/N/number":    {typ: wholeField},
	"/indicators/N/target":    {},
	"/indicators/N/op":        {typ: choiceField, choices: operators},
	"/indicators/N/value":     {typ: valueField},
	"/indicators/N/unit":      {},
	"/indicators/N/weight":    {typ: numberField},
	"/indicators/N/actual":    {},
	"/indicators/N/score":     {typ: numberField},
	"/indicators/N/deviation": {},
}

// fieldAt finds the field that a pointer names.
func fieldAt(pointer string) (field, error) {
	parts := strings.Split(pointer, "/")
	pattern := slices.Clone(parts)
	switch {
	case len(parts) == 4 && isOrdinal(parts[2]):
		pattern[2] = "N"
	case len(parts) == 3 && parts[1] == "header" && parts[2] != "":
		pattern[2] = "*"
	}
	f, ok := fields[strings.Join(pattern, "/")]
	if !ok {
		return field{}, &PointerError{pointer, "no single value can stand there"}
	}
	return f, nil
}

// Correctable reports whether one value stands at a pointer that a person can
// correct, and the words that can stand there if they are few.
func Correctable(pointer string) (choices []string, ok bool) {
	f, err := fieldAt(pointer)
	return slices.Clone(f.choices), err == nil
}

func isOrdinal(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 0 && strconv.Itoa(n) == s
}

// ParseValue reads a value as a person types it at a pointer and returns it as
// JSON of the record: a text as it stands, a number or an amount in 万元 with
// or without thousands separators, low and high of a range parted by "..", a
// choice by its word. The text null is no value. It returns a *PointerError
// for what cannot stand there.
func ParseValue(pointer, text string) (json.RawMessage, error) {
	f, err := fieldAt(pointer)
	if err != nil {
		return nil, err
	}
	if text == "null" && !f.required {
		return json.RawMessage("null"), nil
	}
	value, err := f.parse(text)
	if err != nil {
		return nil, &PointerError{pointer, err.Error()}
	}
	return value, nil
}

func (f field) parse(text string) (json.RawMessage, error) {
	switch f.typ {
	case wholeField:
		n, err := strconv.Atoi(figures(text))
		if err != nil {
			return nil, fmt.Errorf("%q is no whole number", text)
		}
		return json.RawMessage(strconv.Itoa(n)), nil
	case numberField:
		return parseNumber(text)
	case moneyField:
		amount, blank, err := normalize.ReadAmount(text, true)
		if err != nil || blank {
			return nil, fmt.Errorf("%q is no amount in 万元", text)
		}
		return json.RawMessage(amount.String()), nil
	case valueField:
		return parseRange(text)
	case choiceField:
		if !slices.Contains(f.choices, text) {
			return nil, fmt.Errorf("%q is none of %s", text, strings.Join(f.choices, " "))
		}
	}
	return EncodeValue(text), nil
}

// figures folds a number that a person typed and takes its separators out.
func figures(text string) string {
	return strings.ReplaceAll(zh.Squeeze(zh.Fold(text)), ",", "")
}

func parseNumber(text string) (json.RawMessage, error) {
	n, err := strconv.ParseFloat(figures(text), 64)
	if err != nil || n-n != 0 { // NaN and the infinities are no JSON
		return nil, fmt.Errorf("%q is no number", text)
	}
	return json.Marshal(n)
}

func parseRange(text string) (json.RawMessage, error) {
	low, high, ranged := strings.Cut(text, "..")
	from, err := parseNumber(low)
	if err != nil || !ranged {
		return from, err
	}
	to, err := parseNumber(high)
	return json.RawMessage("[" + string(from) + "," + string(to) + "]"), err
}

// ValueText is a value as ParseValue reads it; empty for null.
func ValueText(value json.RawMessage) string {
	var text string
	var ends []json.Number
	switch {
	case len(value) == 0 || string(value) == "null":
		return ""
	case json.Unmarshal(value, &text) == nil:
		return text
	case json.Unmarshal(value, &ends) == nil && len(ends) == 2:
		return ends[0].String() + ".." + ends[1].String()
	}
	return string(value)
}
