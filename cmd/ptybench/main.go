//go:build unix

// Command ptybench measures daylight as a person meets it: in a pseudo-terminal of 120×40, against a
// Bubble Tea program that only says hello, in turns, in one run of the machine.
//
//	go run ./cmd/ptybench                      builds both and prints a table
//	go run ./cmd/ptybench -busy                the same while another process burns a core
//	go run ./cmd/ptybench -views               a line for each view, and for all publishers
//	go run ./cmd/ptybench -n 50 -o bench.md    more rounds, into a file
//	go run ./cmd/ptybench -press lh            other keys, where j and k end too soon
//	go run ./cmd/ptybench -- --data big.csv    what follows -- is given to daylight
//
// The terminal answers queries at once, so a silent one is not what is measured. Times end with the
// last byte of what is waited for; the quiet by which that byte is known as the last is not counted.
// Memory is at its peak after a tour: back through the periods, down the rows, through the views,
// forward through the periods, and through the views again.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"time"

	"daylight/cmd/internal/ptytest"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "ptybench:", err)
		os.Exit(1)
	}
}

// plan is what is measured, and how often.
type plan struct {
	rounds int           // of each program
	keys   int           // key presses in a round …
	press  string        // … of these two: one there, then the other back
	idle   time.Duration // without input, in each of the first idleRounds
	tours  int           // rounds, of the first, that end with a tour
}

const (
	idleRounds = 3
	tourRounds = 3
)

func run(args []string, stdout, talk io.Writer) error {
	flags := flag.NewFlagSet("ptybench", flag.ContinueOnError)
	flags.SetOutput(talk)
	var p plan
	flags.IntVar(&p.rounds, "n", 30, "rounds of each program")
	flags.IntVar(&p.keys, "keys", 20, "key presses in a round")
	flags.DurationVar(&p.idle, "idle", 3*time.Second, "time without input, in the first rounds")
	flags.StringVar(&p.press, "press", "jk", "two `keys`: that of the first half of the presses, and that of the others")
	flags.IntVar(&p.tours, "tours", tourRounds, "rounds that end with a tour, at the peak of memory")
	busy := flags.Bool("busy", false, "burn a core meanwhile, in another process")
	views := flags.Bool("views", false, "measure each view, and all publishers, instead of the first screen")
	daylight := flags.String("daylight", "", "daylight `binary`; built when empty")
	hello := flags.String("hello", "", "hello world `binary`; built when empty")
	marker := flags.String("marker", "daylight", "`text` that daylight's first full frame shows")
	output := flags.String("o", "", "`file` for the table; standard output when empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if p.rounds < 1 || p.keys < 1 || p.tours < 0 {
		return errors.New("-n and -keys must be 1 or more, -tours 0 or more")
	}
	if len(p.press) != 2 {
		return fmt.Errorf("-press is %q, not two keys", p.press)
	}

	dir, err := os.MkdirTemp("", "ptybench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	ours := &program{name: "daylight", path: *daylight, marker: *marker, args: flags.Args()}
	theirs := &program{name: "hello world", path: *hello, marker: "Hello, world!"}
	for _, b := range []struct {
		program *program
		pkg     string
	}{{ours, "daylight/cmd/daylight"}, {theirs, "daylight/cmd/ptybench/hello"}} {
		if b.program.path != "" {
			continue
		}
		if b.program.path, err = ptytest.Build(dir, b.pkg, "-trimpath", "-ldflags=-s -w"); err != nil {
			return err
		}
	}
	about := fmt.Sprintf("%s, %s/%s, %d CPUs, %d rounds in turn, 120×40, 120 fps",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), p.rounds)
	if *busy {
		stop, err := burn()
		if err != nil {
			return err
		}
		defer stop()
		about += ", while another process burns a core"
	}
	var table string
	if *views {
		p.idle = 0
		questions := ours.questions()
		if err := measure(p, talk, append([]*program{theirs}, questions...)...); err != nil {
			return err
		}
		table = reportViews(theirs, questions, about)
	} else {
		if err := measure(p, talk, theirs, ours); err != nil {
			return err
		}
		table = report(theirs, ours, about)
	}
	if *output == "" {
		_, err = io.WriteString(stdout, table)
		return err
	}
	return os.WriteFile(*output, []byte(table), 0o644)
}

// burn keeps one core busy until stop, or until this process is gone.
func burn() (stop func(), err error) {
	const script = `while kill -0 $PPID; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done`
	cmd := exec.Command("sh", "-c", script)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("burn a core: %w", err)
	}
	return func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}, nil
}

// measure runs the programs in turn. The first round warms the disk cache and is not counted.
func measure(p plan, talk io.Writer, programs ...*program) error {
	for _, prog := range programs {
		path, err := exec.LookPath(prog.path)
		if err != nil {
			return fmt.Errorf("find %s: %w", prog.name, err)
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		prog.path, prog.size = path, float64(info.Size())
	}
	warm := plan{keys: 1, press: p.press}
	for round := -1; round < p.rounds; round++ {
		this := p
		if round < 0 {
			this = warm
		} else {
			if round >= idleRounds {
				this.idle = 0
			}
			this.tours = max(0, p.tours-round)
		}
		for _, prog := range programs {
			kept := prog
			if round < 0 {
				warming := *prog
				kept = &warming
			}
			if err := kept.round(this); err != nil {
				return fmt.Errorf("%s: %w", prog.name, err)
			}
		}
		if done := round + 1; done > 0 && (done%10 == 0 || done == p.rounds) {
			fmt.Fprintf(talk, "%d of %d rounds\n", done, p.rounds)
		}
	}
	return nil
}
