package main

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mubiao/extract"
	"mubiao/internal/fleet"
)

type statusOptions struct {
	db   string
	json bool
}

func newStatusCommand(s *streams) *cobra.Command {
	var o statusOptions
	c := &cobra.Command{
		Use:   "status [flags]",
		Short: "Say how far the work on the queue has come",
		Example: `  mubiao status --db postgres://mubiao@db.example/mubiao
  mubiao status --db "$DATABASE" --json`,
		Long: `Prints how many documents wait in each queue and how fast they are done, what went
wrong and is tried again, what could not be read, and which workers are alive.

A document whose pages are pictures is done twice: in the queue text, which finds
that out, and in the queue ocr.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := holdsQueue(c, o.db); err != nil {
				return err
			}
			return runStatus(c.Context(), o, s)
		},
	}
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func runStatus(ctx context.Context, o statusOptions, s *streams) error {
	if err := isMade(ctx, o.db); err != nil {
		return err
	}
	db, queue, err := openQueue(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	status, err := queue.Status(ctx)
	if err != nil {
		return err
	}
	return buffered(s.out, func(w *bufio.Writer) error {
		if !o.json {
			return writeStatus(w, status)
		}
		line, err := encodeJSON(status)
		if err == nil {
			_, err = w.Write(append(line, '\n'))
		}
		return err
	})
}

func writeStatus(w *bufio.Writer, s *fleet.Status) error {
	waiting := counted(s.Waiting.Documents, "document") + " waiting or in hand"
	if s.Waiting.Since != nil {
		waiting += fmt.Sprintf(", %s, the oldest for %s", extract.Bytes(s.Waiting.Bytes), since(s.At, *s.Waiting.Since))
	}
	fmt.Fprintln(w, waiting)
	for _, section := range []func(*bufio.Writer, *fleet.Status) error{writeQueues, writeErrors, writeFailures, writeWorkers} {
		if err := section(w, s); err != nil {
			return err
		}
	}
	return nil
}

func writeQueues(w *bufio.Writer, s *fleet.Status) error {
	t := table{
		head:  []string{"queue", "waiting", "in hand", "later", "given up", "a second", "last hour", "lost", "workers"},
		right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true},
	}
	for _, q := range s.Queues {
		t.add(q.Name, strconv.Itoa(q.Available), strconv.Itoa(q.Running), strconv.Itoa(q.Later), strconv.Itoa(q.GivenUp),
			pace(q), strconv.Itoa(q.Done1h), strconv.Itoa(q.Lost1h), strconv.Itoa(q.Workers))
	}
	if err := section(w, "QUEUES", t); err != nil {
		return err
	}
	for _, q := range s.Queues {
		if q.Workers == 0 && q.Available > 0 {
			fmt.Fprintf(w, "nobody reads from the queue %s: mubiao work --queues %s\n", q.Name, q.Name)
		}
	}
	return nil
}

// pace is how many jobs were done a second: in the last minute, or in the last
// five where fewer than a hundred were, which say little.
func pace(q fleet.QueueStatus) string {
	const enough = 100
	rate := float64(q.Done1m) / time.Minute.Seconds()
	if q.Done1m < enough {
		rate = float64(q.Done5m) / (5 * time.Minute).Seconds()
	}
	return strconv.FormatFloat(rate, 'f', 1, 64)
}

func writeErrors(w *bufio.Writer, s *fleet.Status) error {
	t := table{head: []string{"jobs", "last error"}, right: map[int]bool{0: true}}
	for _, e := range s.Errors {
		t.add(strconv.Itoa(e.Jobs), clip(e.Error, reportWidth-len("jobs")-2))
	}
	return section(w, "TRIED AGAIN", t)
}

func writeFailures(w *bufio.Writer, s *fleet.Status) error {
	t := table{head: []string{"documents", "reason"}, right: map[int]bool{0: true}}
	for _, f := range s.Failed {
		t.add(strconv.Itoa(f.Documents), f.Code)
	}
	return section(w, "NOT READABLE", t)
}

func writeWorkers(w *bufio.Writer, s *fleet.Status) error {
	t := table{
		head:  []string{"host", "pid", "queues", "state", "for", "in hand", "documents", "not readable"},
		right: map[int]bool{1: true, 5: true, 6: true, 7: true},
	}
	for _, k := range s.Workers {
		t.add(k.Host, strconv.Itoa(k.PID), strings.Join(k.Queues, ","), stateOfWorker(k), since(s.At, k.StartedAt),
			strconv.Itoa(k.Reading), strconv.FormatInt(k.Documents, 10), strconv.FormatInt(k.Failed, 10))
	}
	return section(w, "WORKERS", t)
}

func stateOfWorker(w fleet.WorkerStatus) string {
	switch {
	case w.Alive:
		return "alive"
	case w.StoppedAt != nil:
		return "stopped"
	}
	return "lost"
}

// since is the time from one to another, to the second.
func since(now, then time.Time) string { return max(0, now.Sub(then)).Round(time.Second).String() }
