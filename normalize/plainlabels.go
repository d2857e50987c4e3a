package normalize

import "mubiao/normalize/zh"

// maxPieces is how many lines a label may be broken over: 年度总体绩效目标 one
// character a line has eight.
const maxPieces = 9

// match is the longest run of tokens from i on that together are what known
// accepts, and the token after it. Pieces of a broken label stand at the end
// of one line and the beginning of the next.
func (r *plainReader) match(i int, known func(string) bool) (text string, next int) {
	joined := ""
	for k := i; k < min(i+maxPieces, len(r.tokens)); k++ {
		if k > i && (!r.tokens[k-1].last || r.tokens[k].line == r.tokens[k-1].line) {
			break
		}
		joined += r.tokens[k].text
		if known(joined) {
			text, next = joined, k+1
		}
	}
	return text, next
}

// label is the label that begins at token i, if one does.
func (r *plainReader) label(i int) (string, int) {
	if _, year := FiscalYear(r.tokens[i].text); year && isYearLine(r.tokens[i].text) {
		return "", 0 // a label may have brackets in front, but not those of the year
	}
	if text, next := r.match(i, isLabel); next > 0 {
		return text, next
	}
	if r.inFunds {
		if text, next := r.match(i, isFundLabel); next > 0 {
			return text, next
		}
	}
	if isFundWithAmount(r.tokens[i].text) {
		return r.tokens[i].text, i + 1
	}
	return "", 0
}

// isLabel reports whether a text is the label of a field, with no amount behind.
func isLabel(s string) bool {
	return isFieldLabel(zh.Label(s)) && !isFundWithAmount(s)
}

// isFundLabel reports whether a text is a label of funds, with no amount behind.
func isFundLabel(s string) bool {
	return kindOfLabel(zh.Label(s)) == labelFund && !isFundWithAmount(s)
}

// isFundWithAmount reports whether a text is a label of funds with the amount
// behind it: 年度资金总额：45.
func isFundWithAmount(s string) bool {
	_, _, rest, ok := FundLabel(s)
	return ok && rest != ""
}
