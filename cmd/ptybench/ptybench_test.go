//go:build unix

package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"daylight/cmd/internal/ptytest"
	"daylight/model/query"
)

func TestHelloAgainstItselfFillsTheTables(t *testing.T) {
	hello, err := ptytest.Build(t.TempDir(), "daylight/cmd/ptybench/hello")
	if err != nil {
		t.Fatal(err)
	}
	views := []string{"all publishers"}
	for _, v := range query.Views() {
		views = append(views, v.String())
	}
	for name, c := range map[string]struct {
		args       []string
		rows, says []string
	}{
		"the first screen": {
			[]string{"-busy", "-tours", "1", "-idle", "50ms"},
			[]string{"start to first full frame", "key press", "bytes for a cursor move", "peak memory", "idle: share", "idle: bytes", "binary"},
			[]string{"burns a core"},
		},
		"the views": {[]string{"-views", "-tours", "0"}, views, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // it waits most of the time
			var table strings.Builder
			args := append(c.args, "-n", "1", "-keys", "2", "-hello", hello, "-daylight", hello, "-marker", "Hello")
			if err := run(args, &table, io.Discard); err != nil {
				t.Fatal(err)
			}
			for _, row := range c.rows {
				if !strings.Contains(table.String(), "\n| "+row) {
					t.Errorf("no row %q in\n%s", row, table.String())
				}
			}
			for _, text := range c.says {
				if !strings.Contains(table.String(), text) {
					t.Errorf("nothing says %q in\n%s", text, table.String())
				}
			}
		})
	}
}

func TestAProgramThatDoesNotShowItsMarkerIsAnError(t *testing.T) {
	quits := &program{name: "quits", path: "true", marker: "never"}
	if err := measure(plan{rounds: 1, keys: 1, press: "jk"}, io.Discard, quits); err == nil || !strings.Contains(err.Error(), "never") {
		t.Errorf("got %v", err)
	}
}

func TestAProgramThatLeavesTheTerminalChangedIsAnError(t *testing.T) {
	const script = `stty raw -echo; printf 'ready\033[?25l'; while read -n1 key; do printf "$key"; [ "$key" = q ] && exit 0; done`
	leaves := &program{name: "leaves", path: "bash", args: []string{"-c", script}, marker: "ready"}
	if err := measure(plan{rounds: 1, keys: 1, press: "jk"}, io.Discard, leaves); err == nil || !strings.Contains(err.Error(), "hidden cursor") {
		t.Errorf("got %v", err)
	}
}

func TestQuantilesAreValuesThatWereMeasured(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3}
	for q, want := range map[float64]float64{0: 1, 0.5: 3, 0.8: 4, 0.95: 5, 1: 5} {
		if got := quantile(values, q); got != want {
			t.Errorf("quantile %v of 1…5 is %v, want %v", q, got, want)
		}
	}
}

func TestTheTableSaysWhichBudgetIsKept(t *testing.T) {
	at := func(start, key time.Duration) *program {
		return &program{
			starts: []float64{milliseconds(start)}, presses: []float64{milliseconds(key)}, moves: []float64{100}, memories: []float64{1e6},
		}
	}
	hello := at(100*time.Millisecond, 20*time.Millisecond)
	verdict := func(daylight *program, row string) string {
		for line := range strings.Lines(report(hello, daylight, "")) {
			if strings.HasPrefix(line, "| "+row) {
				cells := strings.Split(strings.TrimSpace(line), "|")
				return strings.TrimSpace(cells[len(cells)-2])
			}
		}
		return ""
	}
	within, over := at(100*time.Millisecond, 6*time.Millisecond), at(101*time.Millisecond, 7*time.Millisecond)
	for _, row := range []string{"start", "key press"} {
		if got := verdict(within, row); got != "kept" {
			t.Errorf("%s at its budget: %q, want kept", row, got)
		}
		if got := verdict(over, row); got != "over" {
			t.Errorf("%s above its budget: %q, want over", row, got)
		}
	}

	within.name, over.name = "within", "beyond"
	over.starts, over.memories = []float64{131}, []float64{25e6}
	all := *within
	all.name, all.memory, all.memories = "all", allMemoryBudget, []float64{23e6}
	table := reportViews(hello, []*program{within, over, &all}, "")
	for name, want := range map[string]string{"within": "| kept |", "beyond": "| start, key, memory **over** |", "all": "| kept |"} {
		for line := range strings.Lines(table) {
			if strings.HasPrefix(line, "| "+name) && !strings.HasSuffix(strings.TrimSpace(line), want) {
				t.Errorf("%s, not %s", line, want)
			}
		}
	}
}
