package normalize

import (
	"math"
	"slices"

	"mubiao/normalize/zh"
)

// fundRows are the rows of a block of funds: labels with an amount behind
// each, or a table with heads of its own.
func (t *alignedTop) fundRows(l leftLabel) [][]*alignedCell {
	zone := &alignedCell{lines: []string{l.text}}
	var heads []chunk
	var places []chunk // of the amounts under the heads
	var out [][]*alignedCell
	chunks := snapAmounts(t.chunks(l.first, l.end), func(c chunk) bool {
		_, _, rest, ok := FundLabel(c.text)
		return ok && rest == ""
	})
	right := rightLabels(chunks)
	for i := 0; i < len(chunks); {
		n := i
		for n < len(chunks) && chunks[n].line == chunks[i].line {
			n++
		}
		line := chunks[i:n]
		i = n
		var row []*alignedCell
		switch {
		case heads == nil && budgetChunks(line) >= 2:
			heads, places = line, amountPlaces(chunks, line)
			row = append(row, &alignedCell{})
			for _, h := range heads {
				row = append(row, &alignedCell{lines: []string{h.text}})
			}
		case heads != nil:
			row = t.budgetCells(line, places)
		default:
			row = fundCells(line)
			if row != nil && line[0].start >= right { // blank on the left
				row = append([]*alignedCell{{}, {}}, row...)
			}
		}
		if row == nil {
			for _, c := range line {
				t.funds = append(t.funds, c.text)
			}
			continue
		}
		first := (*alignedCell)(nil)
		if len(out) == 0 {
			first = zone
		}
		out = append(out, append([]*alignedCell{first}, row...))
	}
	zone.rows = len(out)
	return out
}

func budgetChunks(line []chunk) int {
	n := 0
	for _, c := range line {
		n += btoi(budgetScopes[zh.StripBrackets(zh.Label(c.text))] != "")
	}
	return n
}

// fundCells are labels and amounts by turns, nil where no label is among them.
func fundCells(line []chunk) []*alignedCell {
	var row []*alignedCell
	labelled := false // the last cell is a label
	for _, c := range line {
		_, _, rest, ok := FundLabel(c.text)
		ok = ok || zoneOf(zh.Label(c.text)) == zoneFunds
		if ok && labelled {
			row = append(row, &alignedCell{})
		}
		if !ok && len(row) == 0 {
			return nil
		}
		row = append(row, &alignedCell{lines: []string{c.text}})
		labelled = ok && rest == ""
	}
	if labelled {
		row = append(row, &alignedCell{})
	}
	return row
}

// budgetCells are a label and what stands under each head, nil where no label
// of funds begins the line.
func (t *alignedTop) budgetCells(line, heads []chunk) []*alignedCell {
	if _, _, rest, ok := FundLabel(line[0].text); !ok || rest != "" {
		return nil
	}
	row := []*alignedCell{{lines: []string{line[0].text}}}
	for range heads {
		row = append(row, &alignedCell{})
	}
	for k, c := range line[1:] {
		at := k
		if len(line)-1 != len(heads) {
			at = nearestChunk(heads, c)
			t.unsure = t.unsure || row[at+1].lines != nil || !nearAlone(heads, at, c)
		}
		row[at+1].lines = append(row[at+1].lines, c.text)
	}
	return row
}

// rightLabels is where the second labels of lines with two begin; endless
// where there are none.
func rightLabels(chunks []chunk) int {
	from := math.MaxInt
	for i, c := range chunks {
		_, _, rest, ok := FundLabel(c.text)
		first := slices.IndexFunc(chunks, func(l chunk) bool { return l.line == c.line })
		if ok && rest == "" && i > first {
			if _, _, _, two := FundLabel(chunks[first].text); two {
				from = min(from, c.start-nearEdge)
			}
		}
	}
	return from
}

// amountPlaces is where the amounts of each head stand: as in a line that has
// one for each, or else as the heads.
func amountPlaces(chunks, heads []chunk) []chunk {
	for i, c := range chunks {
		if _, _, rest, ok := FundLabel(c.text); !ok || rest != "" || c.line <= heads[0].line {
			continue
		}
		n := i + 1
		for n < len(chunks) && chunks[n].line == c.line {
			n++
		}
		if n-i-1 == len(heads) {
			return chunks[i+1 : n]
		}
	}
	return heads
}

// nearAlone reports whether a chunk stands nearer to a place than to half of
// the way to the next.
func nearAlone(places []chunk, at int, c chunk) bool {
	off := func(k int) int { return abs(places[k].start + places[k].end - c.start - c.end) }
	for _, k := range []int{at - 1, at + 1} {
		if k >= 0 && k < len(places) && off(k) < 2*off(at)+2 {
			return false
		}
	}
	return true
}

// nearestChunk is the head whose middle is nearest to that of a chunk.
func nearestChunk(heads []chunk, c chunk) int {
	best := 0
	distance := func(h chunk) int { return max(h.start+h.end-c.start-c.end, c.start+c.end-h.start-h.end) }
	for i, h := range heads {
		if distance(h) < distance(heads[best]) {
			best = i
		}
	}
	return best
}

// goalRows are the goals beside their label: one text, or two side by side
// under labels of their own.
func (t *alignedTop) goalRows(l leftLabel) [][]*alignedCell {
	zone := &alignedCell{lines: []string{l.text}}
	chunks := t.chunks(l.first, l.end)
	i := slices.IndexFunc(chunks, func(c chunk) bool { return isGoalLabel(zh.Label(c.text)) })
	if i < 0 {
		text := &alignedCell{}
		text.lines = append(text.lines, t.byLine(chunks)...)
		return [][]*alignedCell{{zone, text}}
	}
	labels := slices.DeleteFunc(slices.Clone(chunks), func(c chunk) bool { return c.line != chunks[i].line || !isGoalLabel(zh.Label(c.text)) })
	zone.rows = 2
	heads, texts := []*alignedCell{zone}, []*alignedCell{nil}
	columns := t.goalColumns(chunks, labels)
	for k, label := range labels {
		heads = append(heads, &alignedCell{lines: []string{label.text}})
		texts = append(texts, &alignedCell{lines: columns[k]})
	}
	return [][]*alignedCell{heads, texts}
}

// byLine joins the chunks of a line.
func (t *alignedTop) byLine(chunks []chunk) []string {
	var out []string
	line := -1
	for _, c := range chunks {
		if c.line == line {
			out[len(out)-1] += " " + c.text
		} else {
			out = append(out, c.text)
		}
		line = c.line
	}
	return out
}

// goalColumns parts the lines under labels side by side. The second text
// begins where most second chunks of a line do; a chunk that reaches over that
// place holds both, with a blank between.
func (t *alignedTop) goalColumns(chunks, labels []chunk) [][]string {
	out := make([][]string, len(labels))
	body := slices.DeleteFunc(slices.Clone(chunks), func(c chunk) bool { return c.line == labels[0].line })
	if len(labels) == 1 {
		out[0] = t.byLine(body)
		return out
	}
	edge, apart := goalEdge(body, labels[0], labels[1])
	t.mixed = t.mixed || !apart
	for _, c := range body {
		switch {
		case c.start >= edge-2 && !apart, c.start >= edge:
			out[1] = append(out[1], c.text)
		case c.end > edge+2:
			one, two := cutNear(c, edge)
			out[0] = append(out[0], one)
			if two != "" {
				out[1] = append(out[1], two)
			}
		default:
			out[0] = append(out[0], c.text)
		}
	}
	t.mixed = t.mixed || len(out[0]) == 0 || len(out[1]) == 0
	return out
}

// goalEdge is where the second of two texts begins: behind the strip between
// their labels that no chunk touches, if there is one.
func goalEdge(body []chunk, one, two chunk) (edge int, apart bool) {
	middle := (one.end + two.start) / 2
	least := math.MaxInt
	for x := one.start + 1; x <= two.end; x++ {
		crossed := slices.ContainsFunc(body, func(c chunk) bool { return c.start < x && x < c.end })
		if off := abs(x - middle); !crossed && off < least {
			edge, least = x, off
		}
	}
	if least < math.MaxInt {
		return edge, true
	}
	edge = math.MaxInt
	for i := 1; i < len(body); i++ {
		if body[i].line == body[i-1].line {
			edge = min(edge, body[i].start)
		}
	}
	if edge == math.MaxInt {
		edge = middle
	}
	return edge, false
}

// cutNear cuts a chunk at the blank that is nearest to a character.
func cutNear(c chunk, at int) (one, two string) {
	best, least := -1, 0
	for i, r := range c.text {
		if off := abs(c.start + c.width(c.text[:i]) - at); r == ' ' && (best < 0 || off < least) {
			best, least = i, off
		}
	}
	if best < 0 {
		return c.text, ""
	}
	return c.text[:best], c.text[best+1:]
}

// width is how many characters the beginning of a chunk's text takes, counted
// as those of the chunk were.
func (c chunk) width(text string) int {
	if n := len([]rune(c.text)); c.end-c.start != n {
		return displayWidth(text)
	}
	return len([]rune(text))
}

func abs(n int) int { return max(n, -n) }
