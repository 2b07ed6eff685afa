package print

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/report"
)

// What is printed of a publisher, a period and a column is what stands in the lines of its
// reports, read by hand.
func TestCoverageIsPrintedAsTheReportsPrint(t *testing.T) {
	paper, d := readPaper(t), builtinData(t)
	const whole = "records"
	printed, sources := map[[4]string]int{}, map[[2]string][]string{}
	for _, r := range paper.reports {
		kind := paper.kinds[[2]string{r["publisher"], r["type"]}]
		if !kind.counted {
			continue
		}
		at := [2]string{r["publisher"], r["period"]}
		if !slices.Contains(sources[at], r["source"]) {
			sources[at] = append(sources[at], r["source"])
		}
		printed[[4]string{at[0], at[1], whole}]++
		for _, column := range append([]string{"requests", "accounts", "disclosed_percent"}, outcomeNames...) {
			if r[column] == "" || slices.Contains(outcomeNames, column) && kind.accounts(r) {
				continue
			}
			printed[[4]string{at[0], at[1], column}]++
			if span := spanOf(t, r[column]); span.lo != span.hi {
				printed[[4]string{at[0], at[1], column, "range"}]++
			}
		}
	}
	lines := csvLines(t, ask(t, d, "view=coverage"))
	seen, states := map[[2]string]bool{}, map[string]int{}
	for _, line := range lines {
		at := [2]string{line["publisher"], line["period"]}
		seen[at] = true
		states[line["state"]]++
		slices.Sort(sources[at])
		if want := strings.Join(sources[at], ";"); line["source"] != want {
			t.Errorf("%v is said to come from %q, its lines name %q", at, line["source"], want)
		}
		count := func(what ...string) int {
			return printed[[4]string(append([]string{at[0], at[1]}, append(what, "", "")...)[:4])]
		}
		records, counts, percents := count(whole), count(line["column"]), 0
		if line["column"] == "some_data" {
			percents = count("disclosed_percent")
		}
		var want []string // states that it can have by its own lines
		switch {
		case records == 0:
			want = []string{"not-here", "no-report"}
		case counts+percents == 0:
			want = []string{"not-printed"}
		case percents > 0 && counts == 0:
			want = []string{"percent", "part"}
		case count(line["column"], "range") > 0:
			want = []string{"range", "part"}
		default:
			want = []string{"printed", "part"}
		}
		if !slices.Contains(want, line["state"]) {
			t.Errorf("%s of %v is %q: %d of %d records print it, %d a percentage", line["column"], at, line["state"], counts, records, percents)
		}
	}
	for at := range sources {
		if !seen[at] {
			t.Errorf("%v has records and no line", at)
		}
	}
	for state := range answer.NumCovered {
		if name := answer.Covered(state).String(); states[name] == 0 {
			t.Errorf("nothing is %q: this test does not say whether it is right", name)
		}
	}
}

func TestCoverageHasALineForEveryColumnAndTheMeasure(t *testing.T) {
	d := builtinData(t)
	columns := func(asked string) (list []string) {
		lines := csvLines(t, ask(t, d, asked))
		for _, line := range lines {
			if line["period"] == lines[0]["period"] && line["publisher"] == lines[0]["publisher"] {
				list = append(list, line["column"])
			}
		}
		return list
	}
	counts := append([]string{"requests", "accounts"}, outcomeNames...)
	if got := columns("view=coverage"); !slices.Equal(got, counts) {
		t.Errorf("the columns are %q", got)
	}
	if got := columns("view=coverage measure=disclosed_rate"); !slices.Equal(got, append(counts, "disclosed_rate")) {
		t.Errorf("with a rate asked for, the columns are %q", got)
	}
}

func TestJSONOfCoverageSaysSinceWhenAndWhereItIsSilent(t *testing.T) {
	type gap struct {
		From, To, What string
		Known          bool
	}
	var got struct {
		Publishers []struct {
			Publisher, Name, First, Last string
			Halves                       int `json:"half_years"`
			Gaps                         []gap
			Lags                         []struct {
				Period, Source string
				Days           any
			}
		}
	}
	if err := json.Unmarshal(written(t, ask(t, builtinData(t), "view=coverage publisher=microsoft,twitter"), "json", answer.Format{}), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Publishers) != 2 {
		t.Fatalf("%d publishers", len(got.Publishers))
	}
	ms, tw := got.Publishers[0], got.Publishers[1]
	if ms.Publisher != "microsoft" || ms.First != "2012" || ms.Last != "2025-H1" || ms.Halves != 27 {
		t.Errorf("Microsoft, from 2012 to 2025-H1 without a gap, is %+v", ms)
	}
	// The report of 2012 came out on 21 March 2013, 80 days after its year.
	if len(ms.Lags) == 0 || ms.Lags[0].Period != "2012" || ms.Lags[0].Days != 80.0 {
		t.Errorf("the report of 2012 came out after %+v", ms.Lags)
	}
	last := tw.Gaps[len(tw.Gaps)-1]
	if last.From != "2025-H1" || last.Known || last.What != "" || tw.Gaps[0].From != "2021-H1" || !tw.Gaps[0].Known || tw.Gaps[0].What == "" {
		t.Errorf("the gaps of Twitter are %+v", tw.Gaps)
	}
	// A file that holds several periods is of one date, which is not that of their reports.
	for _, lag := range tw.Lags {
		periods := map[string]bool{}
		d := builtinData(t)
		for i := range d.Len() {
			if r := d.Record(i); r.Source == lag.Source {
				periods[r.Period.String()] = true
			}
		}
		if len(periods) != 1 {
			t.Errorf("%s, of %d periods, tells when the report of %s came out", lag.Source, len(periods), lag.Period)
		}
	}
}

func TestACoverageTableHasACellForEveryHalfYear(t *testing.T) {
	d := builtinData(t)
	for _, asked := range []string{"", "publisher=microsoft", "publisher=twitter measure=disclosed_rate", "search=goo", "top=3", "period=2012..2013", "country=KP", "search=zzz"} {
		for _, f := range []answer.Format{{}, {ASCII: true}} {
			p := ask(t, d, "view=coverage "+asked)
			table := p.Table(f, nil)
			key := map[string]KeyEntry{}
			for _, k := range table.Key {
				key[k.Sign] = k
			}
			stands := map[string]bool{}
			for _, line := range table.Lines {
				if len(line.Cells) != len(table.Heads) {
					t.Fatalf("%q: %s has %d cells under %d heads", asked, line.Name, len(line.Cells), len(table.Heads))
				}
				for i, cell := range line.Cells {
					if !table.Heads[i].Narrow {
						continue
					}
					stands[cell.Sign] = true
					if len([]rune(cell.Sign)) != 1 || key[cell.Sign].Word != cell.Text {
						t.Errorf("%q: the sign %q stands for %q, the key says %+v", asked, cell.Sign, cell.Text, key[cell.Sign])
					}
					if f.ASCII && cell.Sign[0] > '~' {
						t.Errorf("%q: %q is not ASCII", asked, cell.Sign)
					}
				}
			}
			if len(stands) != len(table.Key) {
				t.Errorf("%q: %d signs stand in the table, the key has %d", asked, len(stands), len(table.Key))
			}
		}
	}
	if one := ask(t, d, "view=coverage publisher=microsoft measure=disclosed_rate").Table(answer.Format{}, nil); one.Lines[0].Name != report.DisclosedRate.Label() {
		t.Errorf("of one publisher the first line is %q, not the measure that is asked for", one.Lines[0].Name)
	}
}

func TestAPublisherThatFellSilentSaysAfterWhen(t *testing.T) {
	table := ask(t, builtinData(t), "view=coverage").Table(answer.Format{}, nil)
	at := slices.IndexFunc(table.Heads, func(h Head) bool { return h.Text == "Silent after" })
	if at < 0 {
		t.Fatal("nobody is said to be silent")
	}
	for _, line := range table.Lines {
		if silent := line.Cells[at].Text; (silent != "") != (line.Name == "Twitter") || line.Name == "Twitter" && silent != "2024-H2" {
			t.Errorf("%s is silent after %q", line.Name, silent)
		}
	}
}

// Beside what is printed in part or not here stands why, and of which time that holds.
func TestNotesOfCoverageSayWhyAndWhen(t *testing.T) {
	p := ask(t, builtinData(t), "view=coverage")
	table := p.Table(answer.Format{}, nil)
	notes := map[string]string{}
	for _, n := range p.Notes(table) {
		notes[n.ID] = n.Text
	}
	for id, want := range map[string]string{
		"google": "2009-H2 to 2013-H1: Countries with fewer than 30 requests were left out.",
		"yahoo":  "2013: Listed are only countries",
		"meta":   "2024 to 2025: The reports from 2024 on are published;",
	} {
		if !strings.Contains(notes[id], want) {
			t.Errorf("of %s it says %q, and not %q", id, notes[id], want)
		}
	}
	for _, line := range table.Lines {
		incomplete := slices.ContainsFunc(line.Cells, func(c Cell) bool { return c.Text == answer.InPart.Label() || c.Text == answer.NotHere.Label() })
		if _, known := notes[line.BreakAt]; incomplete != known {
			t.Errorf("%s lacks something: %t; a note says why: %t", line.Name, incomplete, known)
		}
	}
}
