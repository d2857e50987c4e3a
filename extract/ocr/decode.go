package ocr

// A peak is a run of steps in which the network saw one character.
type peak struct {
	class                int // of the alphabet
	p                    float32
	firstStep, afterStep int
	center               float64 // in steps; the middle of step 0 is 0.5
}

// decode collapses the steps of a CTC output: repeats of a class are one
// character, and class 0 parts characters. p and classes are the likeliest
// class of each step and its probability.
func decode(p []float32, classes []int64) []peak {
	var peaks []peak
	before := 0
	for step, class := range classes {
		best := int(class)
		if best != 0 && best != before {
			peaks = append(peaks, peak{class: best, firstStep: step})
		}
		if best != 0 {
			peaks[len(peaks)-1].extend(step, p[step])
		}
		before = best
	}
	for i := range peaks {
		peaks[i].center = float64(peaks[i].firstStep+peaks[i].afterStep) / 2
	}
	return peaks
}

// extend adds a step to a run. Its probability is that of its surest step.
func (k *peak) extend(step int, p float32) {
	k.afterStep = step + 1
	k.p = max(k.p, p)
}
