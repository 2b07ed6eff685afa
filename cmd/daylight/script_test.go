package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary stand in for the programs under test: called by one of these names, it
// is that program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"daylight": main,
		"faulty":   faulty,
		"deaf":     deaf,
		"saver":    saver,
	})
}

// TestScripts runs testdata/script, which reads as the manual of the command line. Two commands are
// its own:
//
//	exits CODE COMMAND…                runs a command that must end with that code
//	printed ROW.COLUMN QUERY PLACE     the last output holds in that row (or "total") and column the
//	                                   figure that data/testdata/printed_totals.csv, which is copied
//	                                   from the reports, has for QUERY at PLACE, [row.]column
func TestScripts(t *testing.T) {
	totals := readPrintedTotals(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "atexit_sleep_ms=0") // with the race detector each end would take a second
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"printed": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 3 {
					ts.Fatalf("usage: printed ROW.COLUMN QUERY PLACE")
				}
				want := totals.find(ts, args[1], args[2])
				row, column := split(args[0])
				got, err := figureIn(ts.ReadFile("stdout"), row, column)
				if err != nil {
					ts.Fatalf("%v", err)
				}
				if got != want {
					ts.Fatalf("%s is %s, the report prints %s", args[0], got, want)
				}
			},
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}

// printedTotals are the figures that stand in the reports, by query, row and column.
type printedTotals map[[3]string]string

func readPrintedTotals(t *testing.T) printedTotals {
	t.Helper()
	f, err := os.Open(filepath.Join(module, "data", "testdata", "printed_totals.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	totals := printedTotals{}
	for _, line := range lines[1:] {
		if line[3] == "=" {
			totals[[3]string{line[0], line[1], line[2]}] = line[4]
		}
	}
	return totals
}

func (p printedTotals) find(ts *testscript.TestScript, query, place string) string {
	row, column := split(place)
	value, ok := p[[3]string{query, row, column}]
	if !ok {
		ts.Fatalf("printed_totals.csv has no %q for %q", place, query)
	}
	return value
}

// split divides "GB.requests"; the total has no row.
func split(place string) (row, column string) {
	row, column, ok := strings.Cut(place, ".")
	if !ok {
		return "", place
	}
	return row, column
}

// figureIn reads one figure from what show printed as csv or json.
func figureIn(output, row, column string) (string, error) {
	if strings.HasPrefix(output, "{") {
		return figureInJSON(output, row, column)
	}
	lines, err := csv.NewReader(strings.NewReader(output)).ReadAll()
	if err != nil {
		return "", err
	}
	at := slices.Index(lines[0], column)
	for _, line := range lines[1:] {
		if line[0] == row && at >= 0 {
			return line[at], nil
		}
	}
	return "", fmt.Errorf("the output has no %s in a row %s:\n%s", column, row, output)
}

func figureInJSON(output, row, column string) (string, error) {
	var answer struct {
		Query string
		Rows  []map[string]any
		Total map[string]any
	}
	decoder := json.NewDecoder(strings.NewReader(output))
	decoder.UseNumber()
	if err := decoder.Decode(&answer); err != nil {
		return "", err
	}
	if row == "" || row == "total" {
		return fmt.Sprint(answer.Total[column]), nil
	}
	for _, r := range answer.Rows {
		for key, id := range r {
			if id == row && key != "name" {
				return fmt.Sprint(r[column]), nil
			}
		}
	}
	return "", fmt.Errorf("the output has no row %s", row)
}

// Every single figure that the reports print comes out of the program itself.
func TestShowPrintsWhatTheReportsPrint(t *testing.T) {
	outputs := map[string]string{}
	checked := 0
	for place, want := range readPrintedTotals(t) {
		query, row, column := place[0], place[1], place[2]
		if strings.ContainsAny(column, "+/") || strings.Contains(row, "+") || column == "rows" {
			continue // the tests of data compute these
		}
		if outputs[query] == "" {
			outputs[query] = output(t, "show", "--format", "json", "by=country", query)
		}
		got, err := figureInJSON(outputs[query], row, column)
		if err != nil || got != want {
			t.Errorf("show %s: %s %s is %s, the report prints %s (%v)", query, row, column, got, want, err)
		}
		checked++
	}
	if checked < 40 {
		t.Errorf("only %d figures were compared", checked)
	}
}

// output runs a command line in this process, which must end well, and returns what it prints.
func output(t *testing.T, args ...string) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "output"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	c := &console{in: os.Stdin, out: file, err: os.Stderr, env: readEnvironment(nil)}
	if code := c.run(args); code != exitDone {
		t.Fatalf("daylight %q ends with %d", args, code)
	}
	text, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// programCalled gives the test binary a name by which TestMain runs the program of that name.
func programCalled(t *testing.T, name string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), name)
	if err := os.Symlink(self, link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	return link
}
