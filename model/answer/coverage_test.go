package answer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// plainCovered says of records in one half-year, read one by one, what they print of a column.
func plainCovered(list []*reading, c report.Column, complete bool) (Covered, [4]int) {
	var exact, ranges, percents, zeros, none int
	for _, r := range list {
		own := r.Counts[c].Reported() && !(r.accountOutcomes && c.IsOutcome())
		switch {
		case own && r.Counts[c].IsExact():
			exact++
		case own:
			ranges++
		case r.counts[c].reported:
			zeros++
		case c == report.SomeData && r.Percent.Reported():
			percents++
		default:
			none++
		}
	}
	n := [4]int{exact, ranges, percents, zeros}
	switch {
	case exact+ranges+percents == 0:
		return NotPrinted, n
	case exact+ranges == 0:
		return PercentOnly, n
	case none > 0 || !complete || percents > 0 && exact+ranges > 0:
		return InPart, n
	case ranges > 0:
		return AsRanges, n
	}
	return Printed, n
}

// agreeCovered holds the coverage of a question against the records, read one by one.
func agreeCovered(t rapid.TB, rd *reader, e *Engine, q query.Query) {
	q.View, q.By = query.CoverageView, query.ByCountry
	if q.Publisher.Mode == query.Default {
		q.Publisher = query.Filter{Mode: query.All}
	}
	q.Search, q.Top = "", 0
	whole := rd.ask(q)
	about := plainAbout(whole)
	c := e.Coverage(q)
	ever := q
	ever.Period = query.PeriodFilter{}
	always := rd.ask(ever)
	var ids []string
	for _, r := range c.Reporters {
		ids = append(ids, r.ID)
	}
	if len(ids) != len(whole.publishers) {
		t.Fatalf("%s: %v are asked, the records are of %v", q, ids, whole.publishers)
	}
	for i := range c.Reporters {
		r := &c.Reporters[i]
		at := 0
		for _, s := range r.Slots {
			if s.At != at || s.Len < 1 {
				t.Fatalf("%s: the slot %v of %s begins at %d, the one before ends at %d", q, s.Period, r.ID, s.At, at)
			}
			at += s.Len
		}
		if at != len(c.Periods) {
			t.Fatalf("%s: the slots of %s end at %d of %d", q, r.ID, at, len(c.Periods))
		}
		var printed []int // half-years of the measure
		for half, period := range c.Periods {
			slot := r.SlotAt(half)
			if s := r.Slots[slot]; half < s.At || half >= s.At+s.Len {
				t.Fatalf("%s: %v of %s is in the slot %v", q, period, r.ID, s)
			}
			known := ""
			for _, m := range rd.d.Missing {
				for half := r.Slots[slot].At; half < r.Slots[slot].At+r.Slots[slot].Len; half++ {
					if m.Publisher == r.ID && m.Period.Span().Holds(c.Periods[half]) && plainAsked(always, r.ID, c.Periods[half].Slot()) {
						known += m.What
					}
				}
			}
			var here []*reading
			complete, zero := true, false
			for _, read := range whole.list {
				if read.Publisher != r.ID || !slices.ContainsFunc(halves(read.Period), func(half int) bool {
					first := c.Periods[r.Slots[slot].At].Slot()
					return half >= first && half < first+r.Slots[slot].Len
				}) {
					continue
				}
				line, _ := rd.absence(r.ID, table{read.Service, read.Type}, about, read.Period)
				if whole.place(read.place, read.groups) {
					here = append(here, read)
				}
				if read.Counts[report.Requests].Reported() {
					zero = zero || line == report.AbsentZero
					listed := about.Code != noLine && slices.ContainsFunc(whole.list, func(o *reading) bool {
						return o.Publisher == r.ID && o.Service == read.Service && o.Type == read.Type && o.Period == read.Period && whole.place(o.place, o.groups)
					})
					complete = complete && (listed || line != report.AbsentUnknown)
				}
			}
			if len(here) != r.Slots[slot].Records {
				t.Fatalf("%s: %s has %d records of %s, in truth %d", q, r.ID, r.Slots[slot].Records, period, len(here))
			}
			columns, cells := slices.Clone(r.Columns), slices.Clone(r.Cells)
			if int(c.Measure) < report.NumPrinted && !q.Outcome.Restricts() {
				columns, cells = append(columns, c.Measure), append(cells, r.Line)
			}
			for k, column := range columns {
				got := cells[k][slot]
				want, n := plainCovered(here, column, complete)
				if len(here) == 0 {
					switch {
					case known != "":
						want = NotHere
					case zero && !complete:
						want = InPart
					case zero:
						want = Printed
					case slices.ContainsFunc(rd.readings, func(o *reading) bool {
						return o.Publisher == r.ID && slices.Contains(halves(o.Period), period.Slot())
					}):
						want = NotPrinted
					default:
						want = NoReport
					}
				}
				if got.Covered != want || [4]int{got.Exact, got.Ranges, got.Percents, got.Zeros} != n {
					t.Fatalf("%s: %s, %s, %s is %s %v, in truth %s %v", q, r.ID, period, column, got.Covered, got, want, n)
				}
				if k == len(r.Columns) && want < NotPrinted {
					printed = append(printed, period.Slot())
				}
			}
		}
		if !q.Period.Equal(query.PeriodFilter{}) || int(c.Measure) >= report.NumPrinted || q.Outcome.Restricts() {
			continue
		}
		if n := len(printed); n != r.Halves || n == 0 && r.First != (report.Period{}) ||
			n > 0 && !(slices.Contains(halves(r.First), printed[0]) && slices.Contains(halves(r.Last), printed[n-1])) {
			t.Fatalf("%s: %s prints %d half-years from %s to %s, in truth those of %v", q, r.ID, r.Halves, r.First, r.Last, printed)
		}
	}
}

// plainAsked says whether the report of a publisher that is the nearest before a half-year, or the
// nearest after it, has a record of what is asked.
func plainAsked(a asked, publisher string, half int) bool {
	before, after := -1<<30, 1<<30 // the nearest
	asked := map[int]bool{}
	for _, r := range a.rd.readings {
		if r.Publisher != publisher {
			continue
		}
		for _, at := range halves(r.Period) {
			if at <= half {
				before = max(before, at)
			}
			if at >= half {
				after = min(after, at)
			}
		}
	}
	for _, r := range a.list {
		if r.Publisher == publisher && r.Counts[report.Requests].Reported() {
			for _, at := range halves(r.Period) {
				asked[at] = true
			}
		}
	}
	return asked[before] || asked[after]
}

// noLine is the code of a country that no line of tables.csv names.
const noLine = "no line names it"

// plainAbout is the country that a table's completeness is asked about: the one under the
// filter, where it is one, else any that no line names.
func plainAbout(a asked) report.Country {
	var only []report.Country
	for _, c := range a.rd.d.Countries {
		if plainListed(a.q.Country, c.Code) && plainListed(a.q.Region, regionOf(c)) {
			only = append(only, c)
		}
	}
	if len(only) == 1 && !a.q.Group.Restricts() {
		return only[0]
	}
	return report.Country{Code: noLine, Region: "no region"}
}

func TestCoverageIsWhatTheRecordsPrint(t *testing.T) {
	d := raw.Dataset()
	rd, e := newReader(d), NewEngine(d)
	for _, text := range []string{"", "type=all", "publisher=microsoft type=civil", "publisher=apple type=national-security", "publisher=google country=US", "country=AD", "period=2012..2014-H1", "measure=accounts", "type=preservation", "service=skype", "publisher=tiktok country=DE", "publisher=twitter group=eu", "country=US", "country=DE measure=accounts", "period=2012-H2..2013-H1"} {
		agreeCovered(t, rd, e, samples.Must(query.Parse(text, d)))
	}
}

func TestCoverageOfRandomReportsIsWhatTheyPrint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		if len(d.Periods) == 0 {
			return
		}
		for _, p := range d.Publishers {
			if rapid.Bool().Draw(t, "missing") {
				at := rapid.SampledFrom(d.Periods).Draw(t, "since")
				d.Missing = append(d.Missing, report.Missing{Publisher: p.ID, Period: report.PeriodRange{From: at, To: at}, What: "It is known."})
			}
		}
		q := questions.VocabularyOf(d).Draw(t)
		q.Period = query.PeriodFilter{}
		agreeCovered(t, newReader(d), NewEngine(d), q)
	})
}

// coverSigns draws a line of signs for each publisher: printed #, in part +, range =, percent
// only %, not printed ., not here ?, and a blank where no report is known.
func coverSigns(c *Coverage) string {
	var b strings.Builder
	for _, r := range c.Reporters {
		fmt.Fprintf(&b, "%s ", r.ID)
		for i, s := range r.Slots {
			b.WriteString(strings.Repeat(string("#+=%.? "[r.Line[i].Covered]), s.Len))
		}
		b.WriteString("|\n")
	}
	return b.String()
}

const silences = `
alpha 2001 mail GB legal-process requests=9 accounts=3
alpha 2002-H1 mail GB legal-process requests=9 accounts=3
alpha 2002-H1 mail FR legal-process requests=5
alpha 2004-H1 mail GB legal-process requests=0..9
beta 2002-H2 search GB legal-process requests=9 percent=50
beta 2005-H1 search GB legal-process requests=9
`

func coverageOf(t *testing.T, text string, lines string, change func(*report.Tables)) *Coverage {
	t.Helper()
	tables := samples.MadeUpTables("alpha")
	tables.Absences = []report.Table{{Scope: "publisher=alpha", Absent: report.AbsentZero, Why: "All are listed."}, {Scope: "publisher=beta", Absent: report.AbsentZero, Why: "All are listed."}}
	if change != nil {
		change(&tables)
	}
	d := samples.MadeUp(t, tables, lines)
	return NewEngine(d).Coverage(samples.Must(query.Parse("view=coverage "+text, d)))
}

func TestASilenceIsToldFromAReportThatIsNotHere(t *testing.T) {
	known := func(t *report.Tables) {
		t.Missing = []report.Missing{{Publisher: "alpha", Period: samples.Must(report.ParsePeriodRange("2002-H2..2003-H1")), What: "It was lost."}}
	}
	if got, want := coverSigns(coverageOf(t, "", silences, known)), "alpha ###?? =  |\nbeta    #    #|\n"; got != want {
		t.Errorf("requests:\n%swant\n%s", got, want)
	}
	if got, want := coverSigns(coverageOf(t, "measure=accounts", silences, known)), "alpha ##+?? .  |\nbeta    .    .|\n"; got != want {
		t.Errorf("accounts:\n%swant\n%s", got, want)
	}
	if got, want := coverSigns(coverageOf(t, "measure=disclosed_rate", silences, known)), "beta    %    .|\nalpha ...?? .  |\n"; got != want {
		t.Errorf("rates:\n%swant\n%s", got, want)
	}
	c := coverageOf(t, "", silences, known)
	alpha := c.Reporters[0]
	gaps := fmt.Sprint(alpha.Gaps)
	if alpha.First.String() != "2001" || alpha.Last.String() != "2004-H1" || alpha.Halves != 4 || !alpha.Silent() ||
		gaps != "[{2002-H2 2003-H1 true It was lost. false} {2003-H2 2003-H2 false  false} {2004-H2 2005-H1 false  true}]" {
		t.Errorf("alpha reports %v to %v, %d half-years, and is silent (%v) of %s", alpha.First, alpha.Last, alpha.Halves, alpha.Silent(), gaps)
	}
	if beta := c.Reporters[1]; beta.Silent() {
		t.Errorf("beta is silent of %v", beta.Gaps)
	}
}

func TestATableThatMayLeaveCountriesOutIsInPart(t *testing.T) {
	c := coverageOf(t, "", silences, func(t *report.Tables) {
		t.Absences[0] = report.Table{Scope: "publisher=alpha period=2002-H1", Absent: report.AbsentUnknown, Why: "Small ones are left out."}
		t.Absences = append(t.Absences, report.Table{Scope: "publisher=alpha", Absent: report.AbsentZero, Why: "All are listed."})
	})
	if got := coverSigns(c); !strings.HasPrefix(got, "alpha ##+   =  |\n") {
		t.Errorf("requests:\n%s", got)
	}
	r := &c.Reporters[0]
	if why := r.Slots[r.SlotAt(2)].Why; !slices.Equal(why, []string{"Small ones are left out."}) {
		t.Errorf("2002-H1 is in part because %q", why)
	}
}

func TestAYearThatThePeriodFilterCutsKeepsWhatIsInside(t *testing.T) {
	c := coverageOf(t, "period=2001-H2..2002-H2", silences, nil)
	if got := coverSigns(c); got != "alpha ## |\nbeta   #|\n" {
		t.Errorf("requests:\n%s", got)
	}
	if r := c.Reporters[0]; r.First.String() != "2001" {
		t.Errorf("alpha reports since %s, whatever periods are asked for", r.First)
	}
}

func TestACountryThatNoReportListsIsNoSilence(t *testing.T) {
	c := coverageOf(t, "publisher=alpha country=FR", silences, nil)
	if got := coverSigns(c); got != "alpha ###   #  |\n" {
		t.Errorf("requests of France:\n%s", got)
	}
	if r := c.Reporters[0]; r.Halves != 4 || r.Slots[0].Records != 0 {
		t.Errorf("alpha printed %d half-years and has %d records of France in the first", r.Halves, r.Slots[0].Records)
	}
}

func TestASearchLeavesThePublishersThatHoldIt(t *testing.T) {
	c := coverageOf(t, "search=bet", silences, nil)
	if len(c.Reporters) != 1 || c.Reporters[0].ID != "beta" || c.Of != 2 {
		t.Errorf("%d of %d publishers: %v", len(c.Reporters), c.Of, c.Reporters)
	}
}

func TestHowSoonAReportCameOutIsByTheDatesOfTheSources(t *testing.T) {
	for date, want := range map[string]string{
		"2002-08-31": "[{2002-H1 s1 62 62}]",
		"2002-07-01": "[{2002-H1 s1 1 1}]",
		"2002-08":    "[{2002-H1 s1 32 62}]",
		"2003-02":    "[{2002-H1 s1 216 243}]",
		"2002-12":    "[{2002-H1 s1 154 184}]",
		"2004-02":    "[{2002-H1 s1 581 609}]", // a leap year
		"2002":       "[]",
		"":           "[]",
		"soon":       "[]",
	} {
		c := coverageOf(t, "publisher=alpha", "alpha 2002-H1 mail GB legal-process requests=9\nalpha 2002-H1 mail FR legal-process requests=9", func(t *report.Tables) {
			for i := range t.Sources {
				t.Sources[i].Published = date
			}
		})
		if got := fmt.Sprint(c.Reporters[0].Lags); got != want {
			t.Errorf("published %q: %s, want %s", date, got, want)
		}
	}
}

func TestTheDateOfAFileOfSeveralPeriodsIsThatOfNoReport(t *testing.T) {
	c := coverageOf(t, "publisher=alpha", "alpha 2001 mail GB legal-process requests=9\nalpha 2002-H1 mail GB legal-process requests=9", func(t *report.Tables) {
		for i := range t.Sources {
			t.Sources[i].Published = "2002-08-31"
		}
	})
	if r := &c.Reporters[0]; len(r.Lags) > 0 || r.Dated() != 0 {
		t.Errorf("reports came out after %v", r.Lags)
	}
}

func TestThatAPublisherGoesOnIsNoReportThatIsKnown(t *testing.T) {
	for span, want := range map[string]int{"2005-H1..": 0, "2004-H2..2005-H1": 1} {
		c := coverageOf(t, "", silences, func(t *report.Tables) {
			t.Missing = []report.Missing{{Publisher: "alpha", Period: samples.Must(report.ParsePeriodRange(span)), What: "It goes on."}}
		})
		if here, known := c.latest(); here != 1 || known != want {
			t.Errorf("%s: %d reports of the last half-year are here, and %d more are known, want %d", span, here, known, want)
		}
		if told := strings.Contains(strings.Join(c.Reporters[0].alone(), ", "), "are known"); told != (want > 0) {
			t.Errorf("%s: that reports are known is told: %v", span, told)
		}
	}
}

func TestWhatNoReportPrintsIsNeverPrinted(t *testing.T) {
	r := &coverageOf(t, "publisher=beta measure=content_rate", silences, nil).Reporters[0]
	if r.Here(" to ") != "never printed" || r.Halves != 0 || r.First != (report.Period{}) {
		t.Errorf("content is printed %q", r.Here(" to "))
	}
	known := func(t *report.Tables) {
		t.Missing = []report.Missing{{Publisher: "beta", Period: samples.Must(report.ParsePeriodRange("2004-H2..2005-H1")), What: "It was lost."}}
	}
	c := coverageOf(t, "measure=content_rate", strings.ReplaceAll(silences, "beta 2005-H1", "beta 2004-H1")+"alpha 2005-H1 mail GB legal-process requests=9\n", known)
	if _, more := c.latest(); more != 0 {
		t.Errorf("%d more reports are known to print what their publishers never print", more)
	}
	if r := &coverageOf(t, "publisher=alpha measure=accounts", silences, nil).Reporters[0]; r.Here(" to ") != "2001 to 2002-H1" || r.Halves != 3 {
		t.Errorf("accounts are printed %q, %d half-years", r.Here(" to "), r.Halves)
	}
}

func TestACountryThatIsListedIsPrintedWhateverElseATableLeavesOut(t *testing.T) {
	unknown := func(t *report.Tables) {
		t.Absences = []report.Table{{Scope: "publisher=alpha", Absent: report.AbsentUnknown, Why: "Small ones are left out."}}
	}
	for text, want := range map[string]string{"country=GB": "alpha ###   =|\n", "country=FR": "alpha ..#   .|\n", "country=GB,FR": "alpha +++   +|\n"} {
		if got := coverSigns(coverageOf(t, "publisher=alpha period=..2004-H1 "+text, silences, unknown)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestWithOutcomesFilteredCoverageIsOfThese(t *testing.T) {
	lines := "alpha 2001-H1 mail GB legal-process requests=9 content=3\nalpha 2001-H2 mail GB legal-process requests=9 rejected=0..4\nalpha 2002-H1 mail GB legal-process requests=9 percent=50\n"
	for outcome, want := range map[string]string{"content": "#..", "rejected": ".=.", "some_data": "..%", "content,rejected": "#=."} {
		if got := coverSigns(coverageOf(t, "outcome="+outcome, lines, nil)); got != "alpha "+want+"|\n" {
			t.Errorf("%s:\n%swant %s", outcome, got, want)
		}
	}
}
