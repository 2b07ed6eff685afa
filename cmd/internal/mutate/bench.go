package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/cover"
)

// choice says which tests are run, and how.
type choice struct {
	run     string   // a regexp of names
	short   bool     // as of go test -short
	others  []string // packages whose tests are run too
	longest time.Duration
}

// verdict is what became of a fault.
type verdict int

const (
	survives verdict = iota
	unreached
	found
	equivalent
)

// outcome is a verdict, and the test that found the fault; or why it could not be tried.
type outcome struct {
	how verdict
	by  string
	err error
}

// bench tries the faults of one package. It knows which tests reach which part of it.
type bench struct {
	dir      string    // for what it builds
	talk     io.Writer // for what a person should know meanwhile
	of       *source
	choice   choice
	programs []*program
	tests    []*test // the quickest first
}

// program is the test binary of one package.
type program struct {
	path, dir string
	flags     []string
	binary    string // with all the faults that stand in functions
}

// test is one test function.
type test struct {
	program *program
	name    string
	took    time.Duration // with coverage, on its own
	profile []*cover.Profile
}

// newBench runs each test on its own, to see whether it passes, what it reaches and how long it takes. Then
// it builds the programs with faults, and sees that all tests pass when none is chosen.
func newBench(dir string, of *source, faults []*fault, chosen choice, talk io.Writer) (*bench, error) {
	b := &bench{dir: dir, talk: talk, of: of, choice: chosen}
	out, err := command(append([]string{"list", "-f", `{{.ImportPath}}	{{.Dir}}	{{join .TestImports " "}} {{join .XTestImports " "}}`, of.path}, chosen.others...)...)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(out)) {
		parts := strings.Split(strings.TrimSpace(line)+"\t", "\t")
		p := &program{path: parts[0], dir: parts[1]}
		if chosen.short {
			p.flags = append(p.flags, "-test.short")
		}
		if slices.Contains(strings.Fields(parts[2]), "pgregory.net/rapid") {
			// The same draws each time; neither files nor time for an example that is easier to read.
			p.flags = append(p.flags, "-rapid.seed=1", "-rapid.nofailfile", "-rapid.shrinktime=0s")
		}
		if err := b.measure(p); err != nil {
			return nil, err
		}
		b.programs = append(b.programs, p)
	}
	slices.SortStableFunc(b.tests, func(a, c *test) int { return cmp.Compare(a.took, c.took) })
	files := of.together(faults)
	for i, p := range b.programs {
		p.binary = filepath.Join(dir, strconv.Itoa(i)+".test")
		if err := b.build(p, p.binary, files); err != nil {
			return nil, err
		}
		if err := b.leaveOutFailing(p); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// build builds a program with other files in place of some of the tree, or beside them.
func (b *bench) build(p *program, binary string, files map[string][]byte) error {
	dir, err := os.MkdirTemp(b.dir, "files")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	replace := map[string]string{}
	for name, text := range files {
		replace[name] = filepath.Join(dir, filepath.Base(name))
		if err := os.WriteFile(replace[name], text, 0o600); err != nil {
			return err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		return err
	}
	_, err = command("test", "-c", "-p=1", "-vet=off", "-ldflags=-s -w", "-overlay="+overlay, "-o", binary, p.path)
	return err
}

// leaveOutFailing leaves out tests that fail in the program with faults when none is chosen.
func (b *bench) leaveOutFailing(p *program) error {
	for {
		own := b.testsOf(p, b.tests)
		if len(own) == 0 {
			return nil
		}
		said, err := b.runTests(p, p.binary, 0, b.choice.longest, own)
		if err == nil {
			return nil
		}
		fails := failed.FindAllSubmatch(said, -1)
		if len(fails) == 0 {
			return fmt.Errorf("the tests of %s fail with no fault chosen: %w\n%s", p.path, err, said)
		}
		for _, m := range fails {
			fmt.Fprintf(b.talk, "%s is left out: it fails in a program with faults though none is chosen\n", m[1])
			b.tests = slices.DeleteFunc(b.tests, func(t *test) bool { return t.program == p && t.name == string(m[1]) })
		}
	}
}

// testsOf are those of some tests that a program holds.
func (b *bench) testsOf(p *program, tests []*test) []*test {
	return slices.DeleteFunc(slices.Clone(tests), func(t *test) bool { return t.program != p })
}

// measure runs the tests of a program one by one.
func (b *bench) measure(p *program) error {
	binary, profile := filepath.Join(b.dir, "covered.test"), filepath.Join(b.dir, "profile")
	if _, err := command("test", "-c", "-p=1", "-vet=off", "-ldflags=-s -w", "-cover", "-coverpkg="+b.of.path, "-o", binary, p.path); err != nil {
		return err
	}
	if _, err := os.Stat(binary); errors.Is(err, os.ErrNotExist) {
		return nil // a package without tests
	}
	defer os.Remove(binary)
	list := exec.Command(binary, "-test.list="+b.choice.run)
	list.Dir = p.dir
	names, err := list.Output()
	if err != nil {
		return fmt.Errorf("the list of tests of %s: %w", p.path, err)
	}
	for _, name := range strings.Fields(string(names)) {
		if strings.HasPrefix(name, "Benchmark") {
			continue
		}
		t, began := &test{program: p, name: name}, time.Now()
		said, err := b.runTests(p, binary, 0, b.choice.longest, []*test{t}, "-test.coverprofile="+profile)
		if err != nil {
			fmt.Fprintf(b.talk, "%s fails before anything is changed, run on its own (%v), and is left out:\n%s", name, err, said)
			continue
		}
		t.took = time.Since(began)
		if t.profile, err = cover.ParseProfiles(profile); err != nil {
			return err
		}
		b.tests = append(b.tests, t)
	}
	return nil
}

// reaching are the tests that reach a fault, the quickest first. Where the profile knows nothing of its
// place, as of a case or of a constant, they are those that reach its function, or all.
func (b *bench) reaching(f *fault) []*test {
	at := func(block cover.ProfileBlock) bool {
		return !before(f.row, f.col, block.StartLine, block.StartCol) && before(f.row, f.col, block.EndLine, block.EndCol)
	}
	in := func(block cover.ProfileBlock) bool {
		fn := b.of.functionAround(f)
		return fn != nil && b.of.fset.Position(fn.Pos()).Line <= block.StartLine && block.StartLine <= b.of.fset.Position(fn.End()).Line
	}
	for _, holds := range []func(cover.ProfileBlock) bool{at, in} {
		known := false
		reached := slices.DeleteFunc(slices.Clone(b.tests), func(t *test) bool {
			blocks := t.blocks(b.of.path+"/"+filepath.Base(f.name), holds)
			known = known || len(blocks) > 0
			return !slices.ContainsFunc(blocks, func(block cover.ProfileBlock) bool { return block.Count > 0 })
		})
		if known {
			return reached
		}
	}
	return b.tests
}

// before says whether one line and column stand before others.
func before(row, col, otherRow, otherCol int) bool {
	return row < otherRow || row == otherRow && col < otherCol
}

// blocks are the parts of a file, as the profile of a test names it, that run as a whole and hold what is asked.
func (t *test) blocks(file string, holds func(cover.ProfileBlock) bool) (blocks []cover.ProfileBlock) {
	for _, p := range t.profile {
		if p.FileName == file {
			for _, block := range p.Blocks {
				if holds(block) {
					blocks = append(blocks, block)
				}
			}
		}
	}
	return blocks
}

// steps are how long the tests of a step may take together. Most faults are found by quick tests.
var steps = []time.Duration{time.Second / 2, 2 * time.Second, 8 * time.Second, 1 << 62}

// try runs the tests that reach a fault.
func (b *bench) try(f *fault) outcome {
	tests := b.reaching(f)
	if len(tests) == 0 {
		return outcome{how: unreached}
	}
	for _, p := range b.programs {
		rest := b.testsOf(p, tests)
		if len(rest) == 0 {
			continue
		}
		binary := p.binary
		if f.number == 0 {
			binary = fmt.Sprintf("%s.%s.%d", p.binary, filepath.Base(f.name), f.at)
			defer os.Remove(binary)
			if err := b.build(p, binary, map[string][]byte{f.name: f.apply(b.of.textOf(f.name))}); err != nil {
				return outcome{err: err}
			}
		}
		for _, most := range steps {
			n, took := 0, time.Duration(0)
			for n < len(rest) && took+rest[n].took <= most {
				took += rest[n].took
				n++
			}
			if n == 0 {
				continue
			}
			// Several times as long as it takes, on a machine that may be busy.
			said, err := b.runTests(p, binary, f.number, min(b.choice.longest, 10*time.Second+5*took), rest[:n], "-test.failfast")
			if err != nil {
				return outcome{how: found, by: whoFailed(said, err)}
			}
			rest = rest[n:]
		}
	}
	return outcome{how: survives}
}

// memory is how much of it tests may take, in KiB: a fault can make a loop grow without end.
const memory = 6 << 20

// runTests runs tests of a program with the fault of a number, 0 for none.
func (b *bench) runTests(p *program, binary string, number int, longest time.Duration, tests []*test, flags ...string) ([]byte, error) {
	var names []string
	for _, t := range tests {
		names = append(names, t.name)
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	args := slices.Concat([]string{binary, "-test.run=^(" + strings.Join(names, "|") + ")$"}, flags, p.flags)
	if sh, err := exec.LookPath("sh"); err == nil {
		args = slices.Concat([]string{sh, "-c", fmt.Sprintf(`ulimit -v %d; exec "$0" "$@"`, memory)}, args)
	}
	c := exec.CommandContext(ctx, args[0], args[1:]...)
	c.Dir, c.WaitDelay = p.dir, time.Second
	c.Env = append(os.Environ(), choose+"="+strconv.Itoa(number))
	said, err := c.CombinedOutput()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return said, err
}

// failed is how a test binary says that a test failed.
var failed = regexp.MustCompile(`(?m)^--- FAIL: (\S+)`)

// whoFailed is the test that failed, as far as the program still said so.
func whoFailed(said []byte, err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "a test that does not end"
	}
	if m := failed.FindSubmatch(said); m != nil {
		return string(m[1])
	}
	return "a test that ends the program"
}
