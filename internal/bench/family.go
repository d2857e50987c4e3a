package main

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"time"
)

// familyPause is the time between two looks at the memory of a family.
const familyPause = 50 * time.Millisecond

// peakOfFamily is the most memory, in bytes, that a process and its children
// had resident at one time before stop was closed. What they share, such as the
// program itself, counts for each of them.
func peakOfFamily(parent int, stop <-chan struct{}) (most int64) {
	tick := time.NewTicker(familyPause)
	defer tick.Stop()
	for {
		all := residentOf(parent)
		for _, child := range childrenOf(parent) {
			all += residentOf(child)
		}
		most = max(most, all)
		select {
		case <-stop:
			return most
		case <-tick.C:
		}
	}
}

// childrenOf lists the processes whose parent is a process (proc(5)).
func childrenOf(parent int) (pids []int) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile("/proc/" + entry.Name() + "/stat")
		_, after, found := bytes.Cut(stat, []byte(") ")) // the name before may hold blanks
		fields := strings.Fields(string(after))
		if err == nil && found && len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			pids = append(pids, pid)
		}
	}
	return pids
}

func residentOf(pid int) int64 {
	statm, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	fields := strings.Fields(string(statm))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
