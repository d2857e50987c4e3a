package main

import (
	"fmt"
	"io"
	"os/exec"
	"slices"
	"syscall"
	"text/tabwriter"
	"time"
)

// A cost is what one run took.
type cost struct {
	cpu    time.Duration // user and system, of the process and all its threads
	memory int64         // peak resident set, bytes
}

// A result is a program and the medians of its runs.
type result struct {
	program
	median cost
}

// race runs the programs in turns. One turn that is not counted comes first:
// it warms the disk's cache for all alike.
func race(programs []program, runs int) ([]result, error) {
	costs := make([][]cost, len(programs))
	for turn := range runs + 1 {
		for i, p := range programs {
			c, err := measure(p)
			if err != nil {
				return nil, err
			}
			if turn > 0 {
				costs[i] = append(costs[i], c)
			}
		}
	}
	results := make([]result, len(programs))
	for i, p := range programs {
		results[i] = result{p, medianOf(costs[i])}
	}
	return results, nil
}

func measure(p program) (cost, error) {
	cmd := exec.Command(p.args[0], p.args[1:]...)
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("%s: %w", p.name, err)
	}
	state := cmd.ProcessState
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return cost{}, fmt.Errorf("%s: this system does not tell the memory of a process", p.name)
	}
	const kibibyte = 1024 // the unit of Maxrss on Linux
	return cost{state.UserTime() + state.SystemTime(), usage.Maxrss * kibibyte}, nil
}

// cpuTime is what this process has taken so far.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // it fails for no process of one's own
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func medianOf(costs []cost) cost {
	cpu := make([]time.Duration, len(costs))
	memory := make([]int64, len(costs))
	for i, c := range costs {
		cpu[i], memory[i] = c.cpu, c.memory
	}
	return cost{median(cpu), median(memory)}
}

// median is the middle value, the higher one of two.
func median[T time.Duration | int64](values []T) T {
	slices.Sort(values)
	return values[len(values)/2]
}

// printTable prints the medians and, for what is held against a peer, the
// ratios to it: below 1 is less than the peer took.
func printTable(w io.Writer, results []result) {
	byName := make(map[string]cost)
	for _, r := range results {
		byName[r.name] = r.median
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "program\tCPU ms\tpeak MiB\tCPU ratio\tmemory ratio\tto\t")
	for _, r := range results {
		fmt.Fprintf(t, "%s\t%.0f\t%.1f\t", r.name, 1000*r.median.cpu.Seconds(), float64(r.median.memory)/(1<<20))
		if peer, ok := byName[r.peer]; ok {
			fmt.Fprintf(t, "%.2f\t%.2f\t%s\t\n", r.median.cpu.Seconds()/peer.cpu.Seconds(), float64(r.median.memory)/float64(peer.memory), r.peer)
		} else {
			fmt.Fprint(t, "\t\t\t\n")
		}
	}
	t.Flush()
}
