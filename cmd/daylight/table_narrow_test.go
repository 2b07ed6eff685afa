package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daylight/data"
	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui/kit/grid"
)

// coverageAt is what show prints of a question on a terminal of a width; 0 for a file.
func coverageAt(t *testing.T, asked string, width int, ascii bool) (lines []string, view *print.Document) {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	q, err := query.Parse("view=coverage "+asked, d)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	p := newPrinter(&out, ascii)
	p.width = width
	view = print.View(answer.NewEngine(d), q)
	printView(p, view)
	if err := p.out.Flush(); err != nil {
		t.Fatal(err)
	}
	return strings.Split(out.String(), "\n"), view
}

// The signs of a line are those of its last half-years, one after the other, at every
// width; nothing is wider than the terminal, and what it has no room for is said.
func TestCoverageHasASignForEveryHalfYearThatHasRoom(t *testing.T) {
	for _, asked := range []string{"", "publisher=microsoft"} {
		for width := 24; width <= 180; width += 6 {
			lines, view := coverageAt(t, asked, width, true)
			all := strings.Join(lines, "\n")
			table := view.Table(answer.Format{ASCII: true}, nil)
			periods := 0
			for _, h := range table.Heads {
				if h.Narrow {
					periods++
				}
			}
			at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "---") })
			if at < 0 {
				t.Fatalf("%q at %d: no rule in\n%s", asked, width, all)
			}
			rule := grid.Width(lines[at])
			if rule > width {
				t.Errorf("%q at %d: the table is %d wide", asked, width, rule)
			}
			shown := periods
			if _, err := fmt.Sscanf(strings.Join(strings.Fields(all[max(strings.Index(all, "the latest "), 0):]), " "), "the latest %d of", &shown); err != nil && strings.Contains(all, "the latest ") {
				t.Fatal(err)
			}
			names := 0
			for _, l := range table.Lines {
				names = max(names, len(l.Name))
			}
			for i, l := range table.Lines {
				line := lines[at+1+i]
				want := ""
				for _, cell := range l.Cells[periods-shown : periods] {
					want += cell.Sign
				}
				if len(line) < rule {
					line += strings.Repeat(" ", rule-len(line))
				}
				got := line[min(names, max(8, width-3))+2:]
				if tight := len(got) >= shown && got[:shown] == want; !tight {
					loose := ""
					for k := 0; k < 2*shown-1 && k < len(got); k += 2 {
						loose += got[k : k+1]
					}
					if loose != want {
						t.Fatalf("%q at %d: %s is %q, its signs are %q", asked, width, l.Name, got, want)
					}
				}
			}
			for _, h := range table.Heads[periods:] {
				if here, said := strings.Contains(lines[at-1], h.Text), strings.Contains(all, fmt.Sprintf("%q", h.Text)); here == said && width >= 60 {
					t.Errorf("%q at %d: %s stands there: %t, and it is said to be left out: %t", asked, width, h.Text, here, said)
				}
			}
			for _, k := range table.Key {
				stands := strings.Contains(strings.Join(lines[at+1:at+1+len(table.Lines)], ""), k.Sign)
				says := slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, k.Sign+" "+k.Word+":") })
				if k.Sign != " " && says && !stands {
					t.Errorf("%q at %d: the key explains %q, which stands nowhere", asked, width, k.Sign)
				}
			}
		}
	}
}

func TestYearsStandOverTheirFirstHalves(t *testing.T) {
	lines, view := coverageAt(t, "", 0, true)
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "Publisher ") })
	meta := lines[slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "Meta ") })]
	begins := len(meta) - len(strings.TrimLeft(strings.TrimPrefix(meta, "Meta"), " ")) // 2013-H1, the first of Meta
	if year := strings.Index(lines[at], "2012"); begins != year+4 {
		t.Errorf("2013-H1 stands at %d and 2012 at %d of %d signs", begins, year, len(view.Table(answer.Format{}, nil).Heads))
	}
}

func TestAYearOfCoverageThatIsPrintedAsOneIsJoined(t *testing.T) {
	for asked, want := range map[string]string{"publisher=microsoft": "=== # # ", "publisher=google": "= = = "} {
		lines, _ := coverageAt(t, asked, 0, true)
		line := lines[slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "Requests ") })]
		if signs := strings.TrimLeft(strings.TrimPrefix(line, "Requests"), " "); !strings.HasPrefix(signs, want) {
			t.Errorf("the signs of %q begin with %.12q, want %q", asked, signs, want)
		}
	}
}

func TestFewPeriodsOfCoverageHaveTheirWords(t *testing.T) {
	for asked, words := range map[string]bool{"period=2024..": true, "": false} {
		lines, _ := coverageAt(t, asked, 0, false)
		all := strings.Join(lines, "\n")
		if strings.Contains(all, "  known, not here") != words {
			t.Errorf("%q has words in its cells: %t", asked, !words)
		}
	}
}
