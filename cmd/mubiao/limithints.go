package main

import (
	"regexp"

	"mubiao/extract"
	"mubiao/internal/worker"
)

// workerLimits are the flags that set the limits of workers. Those of documents
// are called as their extract.Limit.
var workerLimits = map[worker.Limit]string{
	worker.LimitMemory: "max-memory",
	worker.LimitCPU:    "max-cpu",
	worker.LimitWall:   "timeout",
}

// raised is a value for each limit that is well above the default.
var raised = map[string]string{
	string(extract.LimitSize):      "4GiB",
	string(extract.LimitPages):     "20000",
	string(extract.LimitStream):    "256MiB",
	string(extract.LimitOperators): "50000000",
	string(extract.LimitNesting):   "1000",
	"max-memory":                   "1GiB",
	"max-cpu":                      "10m",
	"timeout":                      "10m",
}

// limitNamed is how a message ends that is about a limit: with its flag, without
// the dashes.
var limitNamed = regexp.MustCompile(` \(([a-z-]+)\)`)

// withLimit adds to a message which flag sets the limit that it is about.
func withLimit(message, flag string) string {
	if flag == "" {
		return message
	}
	return message + " (" + flag + ")"
}

// hintToRaise is what to try next about a file, or a page of one, that is beyond
// the limit that message names; empty if it names none. again is the flag that
// makes import read what it has stored, or empty.
func hintToRaise(message, again, path string) string {
	for _, found := range limitNamed.FindAllStringSubmatch(message, -1) {
		if value := raised[found[1]]; value != "" {
			return "raise the limit: mubiao import" + again + " --" + found[1] + " " + value + " " + shellQuote(path)
		}
	}
	return ""
}
