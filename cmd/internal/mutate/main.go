// Command mutate asks whether the tests bite: it plants one fault at a time in a package, runs the
// tests that can reach it, and tells which faults no test has found.
//
//	go run ./cmd/internal/mutate ./model/answer                     200 faults, drawn by seed 1
//	go run ./cmd/internal/mutate -n 50 -seed 7 ./tui/kit/...        another draw
//	go run ./cmd/internal/mutate -files 'rows|eval' ./model/answer  only in files so named
//	go run ./cmd/internal/mutate -only 'rows.go:91:' ./model/answer those of the draw again that are so printed
//	go run ./cmd/internal/mutate -with ./model ./model/answer       with the tests of other packages too
//	go run ./cmd/internal/mutate -list ./model/answer               prints the draw and runs nothing
//
// Changed files are given to go test as an overlay, so the tree stays as it is. A change that does not
// compile is not planted. What is drawn follows from the seed and the code alone: the same faults come
// again while only tests change.
//
// Each fault that survives is printed with its place, its function, what was changed, and the line:
//
//	model/answer/rows.go:91:14: Engine.order: < becomes <=
//		if a.Lo < b.Lo {
//
// Read it as a question: who would notice? Either a test is missing; or the line is not needed; or the
// change makes no difference. Then it goes into equivalent.txt with the reason, and is not tried again.
// "(no test reaches it)" behind a fault says that the line is not covered: it was not tried either.
//
// The last line sums up:
//
//	185 of 200 found, 6 equivalent, 9 survive
//
// Found is a fault with which a test fails, or does not end in time.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// equivalentText names the faults that change nothing. The format stands at its head.
//
//go:embed equivalent.txt
var equivalentText string

// options are what a run was asked for.
type options struct {
	patterns      []string // of packages to plant faults in
	n             int
	seed          uint64
	files, only   regexp.Regexp
	workers       int
	list, verbose bool
	tests         choice
}

func parse(args []string, talk io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	flags.SetOutput(talk)
	flags.IntVar(&o.n, "n", 200, "how many faults to plant")
	flags.Uint64Var(&o.seed, "seed", 1, "another seed draws other faults")
	every := regexp.MustCompile("")
	flags.TextVar(&o.files, "files", every, "plant only in files whose name matches this `regexp`")
	flags.TextVar(&o.only, "only", every, "of the faults drawn, only those whose first line matches this `regexp`")
	with := flags.String("with", "", "also run the tests of these `packages`, separated by commas")
	flags.IntVar(&o.workers, "p", 1, "how many faults are tried at the same time")
	flags.BoolVar(&o.list, "list", false, "print what is drawn, and run nothing")
	flags.BoolVar(&o.verbose, "v", false, "say of each fault what found it")
	flags.StringVar(&o.tests.run, "run", ".", "run only the tests that match this `regexp`")
	flags.BoolVar(&o.tests.short, "short", false, "tell the tests to be short")
	flags.DurationVar(&o.tests.longest, "timeout", 5*time.Minute, "the tests of one fault may take no longer than this")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.patterns = flags.Args(); len(o.patterns) == 0 {
		return o, errors.New("name the packages to plant faults in, as in ./model/answer")
	}
	if *with != "" {
		o.tests.others = strings.Split(*with, ",")
	}
	return o, nil
}

func run(args []string, stdout, talk io.Writer) error {
	o, err := parse(args, talk)
	if err != nil {
		return err
	}
	known, err := readEquivalents(equivalentText)
	if err != nil {
		return err
	}
	packages, err := load(o.patterns)
	if err != nil {
		return err
	}
	for _, e := range known.stale(packages) {
		fmt.Fprintf(talk, "equivalent.txt: there is no longer %s\n", e)
	}
	drawn := slices.DeleteFunc(draw(packages, o.n, o.seed, &o.files), func(f *fault) bool { return !o.only.MatchString(f.String()) })
	if o.list {
		for _, f := range drawn {
			fmt.Fprintln(stdout, f)
		}
		return nil
	}
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	var sum tally
	for _, p := range packages {
		own := slices.DeleteFunc(slices.Clone(drawn), func(f *fault) bool { return f.pkg != p.path })
		if len(own) == 0 {
			continue
		}
		fmt.Fprintf(talk, "%s: %d faults; which test reaches what?\n", p.path, len(own))
		b, err := newBench(dir, p, own, o.tests, talk)
		if err != nil {
			return err
		}
		part := b.tryAll(own, known, o.workers, func(f *fault, became outcome) {
			switch {
			case became.err != nil:
				fmt.Fprintf(talk, "%v: %v\n", f, became.err)
			case became.how == survives:
				fmt.Fprintf(stdout, "%v\n\t%s\n", f, f.line)
			case became.how == unreached:
				fmt.Fprintf(stdout, "%v (no test reaches it)\n\t%s\n", f, f.line)
			case o.verbose && became.how == equivalent:
				fmt.Fprintf(talk, "%v: equivalent\n", f)
			case o.verbose:
				fmt.Fprintf(talk, "%v: found by %s\n", f, became.by)
			}
		})
		fmt.Fprintf(stdout, "%s: %v\n", p.path, part)
		for how, n := range part {
			sum[how] += n
		}
	}
	if len(packages) > 1 {
		fmt.Fprintln(stdout, sum)
	}
	return nil
}

// tally counts faults by what became of them.
type tally [4]int

func (t tally) String() string {
	survive := t[survives] + t[unreached]
	return fmt.Sprintf("%d of %d found, %d equivalent, %d survive", t[found], t[found]+t[equivalent]+survive, t[equivalent], survive)
}

// tryAll tries faults, some at a time, and tells each outcome in turn.
func (b *bench) tryAll(faults []*fault, known equivalents, workers int, tell func(*fault, outcome)) tally {
	var sum tally
	var one sync.Mutex
	var wait sync.WaitGroup
	free := make(chan struct{}, max(1, workers))
	for _, f := range faults {
		free <- struct{}{}
		wait.Go(func() {
			o := outcome{how: equivalent}
			if !known[f.id()] {
				o = b.try(f)
			}
			one.Lock()
			defer one.Unlock()
			tell(f, o)
			if o.err == nil {
				sum[o.how]++
			}
			<-free
		})
	}
	wait.Wait()
	return sum
}
