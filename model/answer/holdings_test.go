package answer

import (
	"slices"
	"strings"
	"testing"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// held has a gap of which a report is known, one of which none is, and records that
// are not all that was printed; beta reports longer than alpha.
const held = `
alpha 2001 mail GB legal-process requests=9
alpha 2002-H1 mail GB legal-process requests=9
alpha 2003-H2 mail GB legal-process requests=9
alpha 2004-H2 mail GB legal-process requests=9
beta 2005-H2 search GB legal-process requests=9`

func holdingsOf(t *testing.T, id string, lines string, missing ...report.Missing) *Holdings {
	t.Helper()
	tables := samples.MadeUpTables("alpha")
	tables.Missing = missing
	e := NewEngine(samples.MadeUp(t, tables, lines))
	for i, h := range e.Holdings() {
		if h.ID == id {
			return &e.Holdings()[i]
		}
	}
	t.Fatalf("there is no publisher %s", id)
	return nil
}

func lacks(publisher, period, what string) report.Missing {
	return report.Missing{Publisher: publisher, Period: samples.Must(report.ParsePeriodRange(period)), What: what}
}

func TestHoldingsSayFromWhenToWhenAndWhatIsNotHere(t *testing.T) {
	h := holdingsOf(t, "alpha", held, lacks("alpha", "2002-H2", "It burned."), lacks("alpha", "2003-H2", "A page is torn."),
		lacks("alpha", "2005-H2..", "Nobody has looked."), lacks("alpha", "..2000", "Before all."), lacks("beta", "2001", "Of another."))
	if want := "First: 2001 to 2004-H2, 5 half-years"; h.Title() != want {
		t.Errorf("the title is %q, want %q", h.Title(), want)
	}
	said := strings.Join(h.Says(), "\n")
	for _, want := range []string{
		"The first report here is of 2001, the last of the second half of 2004: 5 of the 8 half-years from the one to the other.\n",
		"Known to exist, but not here: the second half of 2002. It burned.\n",
		"Here in part only: the second half of 2003. A page is torn.\n",
		"Known to exist, but not here: from mid-2005 on. Nobody has looked.\n",
		"Known to exist, but not here: until 2000. Before all.\n",
		"No report is known of the first half of 2003 or the first half of 2004. None is known of the first half of 2005, of which others report.\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in:\n%s", want, said)
		}
	}
	if strings.Contains(said, "Of another") {
		t.Errorf("what another publisher lacks is said in:\n%s", said)
	}
}

func TestHoldingsWithoutAGapSaySo(t *testing.T) {
	for lines, want := range map[string]string{
		"alpha 2001 mail GB legal-process requests=9":                                                 "The only report here is of 2001.",
		"alpha 2001-H2 mail GB legal-process requests=9":                                              "The only report here is of the second half of 2001.",
		"alpha 2001 mail GB legal-process requests=9\nalpha 2002-H1 mail GB legal-process requests=0": "The first report here is of 2001, the last of the first half of 2002: 3 half-years, without a gap.",
	} {
		h := holdingsOf(t, "alpha", lines)
		if says := h.Says(); says[0] != want || strings.Contains(strings.Join(says, ""), "No report") {
			t.Errorf("%s\nis told as %q, want %q", lines, says, want)
		}
	}
}

func TestAPublisherOfWhichNothingIsHereSaysWhatIsKnown(t *testing.T) {
	h := holdingsOf(t, "beta", "alpha 2001 mail GB legal-process requests=9", lacks("beta", "2001..2002", "Nobody has looked."))
	if got, want := h.Title(), "Beta, Inc.: no report is here"; got != want {
		t.Errorf("the title is %q, want %q", got, want)
	}
	if got, want := h.Says(), []string{"Known to exist, but not here: 2001 to 2002. Nobody has looked."}; !slices.Equal(got, want) {
		t.Errorf("it is said %q, want %q", got, want)
	}
}

func TestHoldingsCountTheRecordsOneByOne(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	e.Result(samples.Must(query.Parse("publisher=all type=all", d))) // sums are built that keep no list of records
	for _, h := range e.Holdings() {
		records, derived := 0, 0
		halves := map[int]bool{}
		var sources []string
		for r := range d.Len() {
			rec := d.Record(r)
			if rec.Publisher != h.ID {
				continue
			}
			records++
			if rec.Derived {
				derived++
			}
			for i := range rec.Period.Slots() {
				halves[rec.Period.Slot()+i] = true
			}
			if !slices.Contains(sources, rec.Source) {
				sources = append(sources, rec.Source)
			}
		}
		if h.Records != records || h.Derived != derived || h.Halves != len(halves) || !slices.Equal(h.Sources, sources) {
			t.Errorf("%s: %d records, %d derived, %d half-years, of %v; one by one %d, %d, %d, of %v",
				h.ID, h.Records, h.Derived, h.Halves, h.Sources, records, derived, len(halves), sources)
		}
		c := e.Coverage(samples.Must(query.Parse("type=all publisher="+h.ID, d)))
		inSlots := 0
		for _, s := range c.Reporters[0].Slots {
			inSlots += s.Records
		}
		if inSlots != records {
			t.Errorf("%s: coverage is of %d records of %d", h.ID, inSlots, records)
		}
	}
}

func TestEveryReportThatIsKnownToExistIsToldOfItsPublisher(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	entries := e.Reference(samples.Must(query.Parse("publisher=all", d)))
	for _, m := range d.Missing {
		i := slices.IndexFunc(entries, func(en Entry) bool { return en.Kind == PublisherEntry && en.ID == m.Publisher })
		if i < 0 || !strings.Contains(entries[i].Text, m.What) {
			t.Errorf("%s of %s is not told: %q", m.Period, m.Publisher, m.What)
		}
	}
}
