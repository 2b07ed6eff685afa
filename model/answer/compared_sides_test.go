package answer

import (
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// askedOf asks the engine about made-up records of alpha and beta.
func askedOf(t *testing.T, lines, question string) *Result {
	t.Helper()
	d := samples.MadeUp(t, samples.MadeUpTables("alpha"), lines)
	q, err := query.Parse(question, d)
	if err != nil {
		t.Fatal(err)
	}
	return NewEngine(d).Result(q)
}

// threeYears are requests of one country by half-years: 2 and 4, 6 and 8, 10 and 12; of another publisher 1 each.
const threeYears = `
	alpha 2001-H1 mail GB legal-process requests=2
	alpha 2001-H2 mail GB legal-process requests=4
	alpha 2002-H1 mail GB legal-process requests=6
	alpha 2002-H2 mail GB legal-process requests=8
	alpha 2003-H1 mail GB legal-process requests=10
	alpha 2003-H2 mail GB legal-process requests=12
	beta 2001-H1 search GB legal-process requests=1
	beta 2001-H2 search GB legal-process requests=1
	beta 2002-H1 search GB legal-process requests=1
	beta 2002-H2 search GB legal-process requests=1
	beta 2003-H1 search GB legal-process requests=1
	beta 2003-H2 search GB legal-process requests=1
`

func TestAChangeSaysWhatItSetsAgainstWhat(t *testing.T) {
	for _, c := range []struct {
		query, window, against string
		now, before            int64
		marks                  Marks
	}{
		{"publisher=alpha period=2001-H2", "2001-H2", "2001-H1", 4, 2, 0},
		{"publisher=alpha period=2002-H1", "2002-H1", "2001-H2", 6, 4, 0},
		{"publisher=alpha period=2002", "2002", "2001", 14, 6, 0},
		{"publisher=alpha period=2001-H2..2002-H1 against=2003", "2001-H2 to 2002-H1", "2003", 10, 22, 0},
		{"publisher=alpha period=2002-H2..2003-H1", "2002-H2 to 2003-H1", "2001-H2 to 2002-H1", 18, 10, 0},
		{"publisher=alpha period=2003-H1 against=2001-H2", "2003-H1", "2001-H2", 10, 4, 0},
		{"publisher=alpha period=2003-H2 against=2001", "2003-H2", "2001", 12, 3, 0}, // half of 2 + 4
		{"publisher=alpha period=2003 against=2001-H1", "2003", "2001-H1", 22, 4, 0}, // twice 2
		{"publisher=alpha period=2003-H1 against=year", "2003-H1", "2002-H1", 10, 6, 0},
		{"publisher=all period=2003-H1 against=year", "2003-H1", "2002-H1", 11, 7, Approx}, // they do not measure the same
	} {
		r := askedOf(t, threeYears, c.query)
		for _, row := range []Row{r.Total, rowOf(t, r, "GB")} {
			got := row.Compare
			if got == nil {
				t.Fatalf("%s compares nothing", c.query)
			}
			if got.Window != c.window || got.Against != c.against {
				t.Errorf("%s compares %q with %q, want %q with %q", c.query, got.Window, got.Against, c.window, c.against)
			}
			now, before := count(c.now, c.marks), count(c.before, c.marks)
			if !sameFigure(report.Requests, got.Now, now) || !sameFigure(report.Requests, got.Before, before) {
				t.Errorf("%s: %s now and %s before, want %s and %s", c.query, showFigure(report.Requests, got.Now), showFigure(report.Requests, got.Before), showFigure(report.Requests, now), showFigure(report.Requests, before))
			}
		}
	}
}

func TestABreakPartsOnlyThePeriodsItLiesBetween(t *testing.T) {
	tables := samples.MadeUpTables("alpha")
	tables.Notes = []report.Note{{ID: "n", Scope: "publisher=alpha", Text: "Counted otherwise.", Break: report.Period{Year: 2002, Half: 1}}}
	d := samples.MadeUp(t, tables, threeYears)
	e := NewEngine(d)
	c := e.Compared(samples.Must(query.Parse("publisher=alpha by=period pins=2001-H1,2001-H2,2002-H1,2002-H2 select=2001-H2", d)))
	for i, row := range c.Rows {
		if want := row.ID >= "2002"; c.Broken(i) != want {
			t.Errorf("a break parts %s from 2001-H1: %v", row.ID, c.Broken(i))
		}
	}
	c = e.Compared(samples.Must(query.Parse("publisher=alpha by=period pins=2002-H1,2002-H2", d)))
	for i, row := range c.Rows {
		if c.Broken(i) {
			t.Errorf("a break before both parts %s from 2002-H1", row.ID)
		}
	}
	if c := e.Compared(samples.Must(query.Parse("publisher=beta by=period pins=2001-H2,2002-H1", d))); c.Broken(0) || c.Broken(1) {
		t.Error("a break of another publisher parts periods")
	}
}
