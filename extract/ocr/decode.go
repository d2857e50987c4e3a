package ocr

// A peak is a run of steps in which the network saw one character.
type peak struct {
	class, second        int // of the alphabet; second is never 0
	p, pSecond           float32
	firstStep, afterStep int
	center               float64 // in steps; the middle of step 0 is 0.5
}

// decode collapses the steps of a CTC output: repeats of a class are one
// character, and class 0 parts characters. out holds the probabilities of
// all classes, step by step.
func decode(out []float32, classes int) []peak {
	var peaks []peak
	before := 0
	for step := 0; (step+1)*classes <= len(out); step++ {
		best, second := topTwo(out[step*classes:][:classes])
		if best != 0 && best == before {
			peaks[len(peaks)-1].extend(step, out[step*classes:], second)
		} else if best != 0 {
			peaks = append(peaks, peak{class: best, firstStep: step})
			peaks[len(peaks)-1].extend(step, out[step*classes:], second)
		}
		before = best
	}
	for i := range peaks {
		peaks[i].center = float64(peaks[i].firstStep+peaks[i].afterStep) / 2
	}
	return peaks
}

// extend adds a step to a run. Probabilities are those of its surest step.
func (k *peak) extend(step int, probabilities []float32, second int) {
	k.afterStep = step + 1
	if p := probabilities[k.class]; p > k.p {
		k.p, k.second, k.pSecond = p, second, probabilities[second]
	}
}

// topTwo returns the likeliest class, and of all others but class 0 the
// likeliest.
func topTwo(p []float32) (best, second int) {
	first, next := 1, 2
	if p[next] > p[first] {
		first, next = next, first
	}
	for class := 3; class < len(p); class++ {
		if p[class] <= p[next] {
			continue
		}
		next = class
		if p[next] > p[first] {
			first, next = next, first
		}
	}
	if p[0] >= p[first] {
		return 0, first
	}
	return first, next
}
