package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"
	"time"
)

// fewDocuments is the size of the batch that the memory of a large one is held
// against, and memoryMost what the large one may take of it.
const (
	fewDocuments = 100
	memoryMost   = 1.5
)

// A batch is an import of a tree, and what it took.
type batch struct {
	name      string
	documents int
	cost
	wall time.Duration
}

// importBatches imports a few documents, many, and the many again, and prints
// what that took. It fails if the memory grows with the number of documents.
func importBatches(w io.Writer, mubiao, folder string, documents int) error {
	few, many := filepath.Join(folder, "few"), filepath.Join(folder, "many")
	if err := growTree(few, fewDocuments); err != nil {
		return err
	}
	if err := growTree(many, documents); err != nil {
		return err
	}
	db := filepath.Join(folder, "many.db")
	batches := []batch{{name: "a few", documents: fewDocuments}, {name: "many", documents: documents}, {name: "many, unchanged", documents: documents}}
	for i, command := range [][]string{
		{mubiao, "import", "--quiet", "--db", filepath.Join(folder, "few.db"), few},
		{mubiao, "import", "--quiet", "--db", db, many},
		{mubiao, "import", "--quiet", "--db", db, many},
	} {
		if err := batches[i].run(command); err != nil {
			return err
		}
	}
	printBatches(w, batches)
	if ratio := float64(batches[1].memory) / float64(batches[0].memory); ratio > memoryMost {
		return fmt.Errorf("%d documents took %.2f times the memory of %d, want %.1f at most", documents, ratio, fewDocuments, memoryMost)
	}
	return nil
}

func (b *batch) run(command []string) error {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stderr = os.Stderr
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	stop, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- peakOfFamily(cmd.Process.Pid, stop) }()
	err := cmd.Wait()
	b.wall = time.Since(begun)
	close(stop)
	b.memory = <-peak
	b.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime() // with the workers, which it waited for
	if err != nil {
		return fmt.Errorf("%s: %w", b.name, err)
	}
	return nil
}

func printBatches(w io.Writer, batches []batch) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "import\tdocuments\tseconds\ta second\tCPU ms each\tpeak MiB\tmemory ratio\t")
	for _, b := range batches {
		n := float64(b.documents)
		fmt.Fprintf(t, "%s\t%d\t%.1f\t%.0f\t%.1f\t%.0f\t%.2f\t\n", b.name, b.documents, b.wall.Seconds(), n/b.wall.Seconds(),
			1000*b.cpu.Seconds()/n, float64(b.memory)/(1<<20), float64(b.memory)/float64(batches[0].memory))
	}
	t.Flush()
}
