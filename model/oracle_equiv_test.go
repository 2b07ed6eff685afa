package model

// The engine is fast and the oracle is slow: here they must say the same.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// agree fails when the engine answers a query otherwise than the oracle, naming
// the query, the records and the figures that differ.
func agree(t rapid.TB, rd *reader, e *Engine, q Query) {
	t.Helper()
	want, got := rd.answer(q), e.Result(q)
	lines := differences(want, got)
	if hides := q.Search != "" || q.Top > 0 || q.Minimum() > 0; hides && len(lines) > 0 {
		// Rows that are hidden can tie with those that are not.
		all := q
		all.Search, all.Top, all.Min = "", 0, 1
		if nearTies(rd.answer(all)) {
			lines = slices.DeleteFunc(lines, isAboutOrder)
		}
	}
	if notes := idsOfNotes(rd.d, got.Notes); !slices.Equal(notes, rd.notesOf(q)) {
		lines = append(lines, "notes "+joined(notes)+"; want "+joined(rd.notesOf(q)))
	}
	var sources []string
	for _, s := range e.Sources(q) {
		sources = append(sources, s.ID)
	}
	if !slices.Equal(sources, rd.sourcesOf(q)) {
		lines = append(lines, "sources "+joined(sources)+"; want "+joined(rd.sourcesOf(q)))
	}
	if records := e.Records(q); !slices.Equal(records, rd.recordsOf(q)) {
		lines = append(lines, fmt.Sprintf("records %v; want %v", records, rd.recordsOf(q)))
	}
	if len(lines) == 0 {
		return
	}
	publishers := rd.publishers(q)
	concerned := map[Record]bool{} // of all times, for the change
	for _, r := range rd.readings {
		if plainPasses(q, publishers, r) && slices.ContainsFunc(plainIdsOf(q, r), func(id string) bool { return differs(lines, id) }) {
			concerned[r.Record] = true
		}
	}
	t.Fatalf("%s\n\n%s\n\nrecords under all filters but the period's:\n%s", spelled(q), strings.Join(lines, "\n"),
		madeUpLines(rd.d, func(r Record) bool { return concerned[r] }))
}

// isAboutOrder says whether a difference is one of ranks, or of which rows stand
// where.
func isAboutOrder(line string) bool {
	return strings.HasPrefix(line, "rows ") || strings.HasPrefix(line, "shown") || strings.HasPrefix(line, "row ") && strings.Contains(line, ": rank ")
}

// differs says whether a row is among those that differ; where none is, the
// whole does.
func differs(lines []string, id string) bool {
	any := false
	for _, line := range lines {
		if strings.HasPrefix(line, "row "+id+":") {
			return true
		}
		any = any || strings.HasPrefix(line, "row ")
	}
	return !any
}

// idsOfNotes lists those of the notes that the dataset holds, by id.
func idsOfNotes(d *Dataset, notes []Note) (ids []string) {
	for _, n := range notes {
		if slices.ContainsFunc(d.Notes, func(own Note) bool { return own.ID == n.ID }) {
			ids = append(ids, n.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// TestEngineAgreesWithTheOracleOnSmallData asks small made-up datasets every
// grouping under a set of filters.
func TestEngineAgreesWithTheOracleOnSmallData(t *testing.T) {
	only := func(ids ...string) Filter { return Filter{Mode: Only, IDs: ids} }
	periods := func(r ...PeriodRange) PeriodFilter { return PeriodFilter{Ranges: r} }
	year, half, late := Period{2001, 0}, Period{2001, 1}, Period{2001, 2}
	filters := []Query{
		{},
		{Publisher: Filter{Mode: All}},
		{Publisher: Filter{Mode: All}, Type: Filter{Mode: All}},
		{Publisher: only("beta"), Type: only("civil")},
		{Type: Filter{Mode: Except, IDs: []string{"civil"}}},
		{Country: only("GB", "ZZ")},
		{Country: Filter{Mode: Except, IDs: []string{"ZZ"}}},
		{Region: only("Europe", "none")},
		{Service: only("mail"), Measure: Accounts},
		{Outcome: only("content")},
		{Outcome: only("no_data", "nothing", "rejected"), Publisher: Filter{Mode: All}},
		{Outcome: Filter{Mode: Except, IDs: []string{"unspecified"}}, Measure: PerMillion},
		{Period: periods(PeriodRange{half, half})},
		{Period: periods(PeriodRange{late, late}), Publisher: Filter{Mode: All}, Type: Filter{Mode: All}},
		{Period: periods(PeriodRange{year, year}), Publisher: Filter{Mode: All}, Measure: Change},
		{Period: periods(PeriodRange{half, half}), Outcome: only("content", "unspecified"), Publisher: Filter{Mode: All}},
		{Period: periods(PeriodRange{From: late}), Measure: DisclosedRate},
		{Period: PeriodFilter{Except: true, Ranges: []PeriodRange{{year, year}}}},
		{Top: 1, Measure: Share},
		{Min: 5, Publisher: Filter{Mode: All}},
		{Group: only("g1"), Publisher: Filter{Mode: All}},
		{Group: only("g1", "none"), Period: periods(PeriodRange{half, half})},
		{Group: Filter{Mode: Except, IDs: []string{"g2"}}, Period: periods(PeriodRange{late, late}), Against: Against{Year: true}},
		{Grain: Years, Publisher: Filter{Mode: All}},
		{Grain: Years, Against: Against{Period: Period{Year: 2000}}},
		{Grain: Years, Period: periods(PeriodRange{From: half, To: late}), Type: Filter{Mode: All}},
		{Against: Against{Year: true}, Publisher: Filter{Mode: All}},
		{Against: Against{Period: late}, Period: periods(PeriodRange{half, half}), Outcome: only("content", "non_content", "some_data")},
		{Against: Against{Period: half}, Publisher: Filter{Mode: All}},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t)
		rd, e := newReader(d), NewEngine(d)
		for _, by := range Dimensions() {
			for _, q := range filters {
				q.By = by
				agree(t, rd, e, q)
			}
		}
	})
}

// TestEngineAgreesWithTheOracleOnDrawnQueries asks made-up datasets questions
// that no one would think of.
func TestEngineAgreesWithTheOracleOnDrawnQueries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t)
		rd, e, words := newReader(d), NewEngine(d), vocabularyOf(d)
		for range 10 {
			agree(t, rd, e, words.draw(t))
		}
	})
}

// TestEngineAgreesWithTheOracleOnLongAndLargeReports asks about more periods than
// fit a machine word and counts whose sums do not fit 32 bits.
func TestEngineAgreesWithTheOracleOnLongAndLargeReports(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		large := func() Amount {
			n := MaxAmount - r.IntN(9)
			switch r.IntN(6) {
			case 0:
				return Amount{}
			case 1:
				return Exact(r.IntN(9))
			case 2:
				return Between(n/2, n)
			}
			return Exact(n)
		}
		var records []Record
		for half := range 60 + r.IntN(90) {
			for _, country := range []string{"GB", "TR", NotItemised} {
				if r.IntN(3) == 0 {
					continue
				}
				record := Record{Publisher: "alpha", Service: "mail", Type: "legal-process", Country: country,
					Period: Period{1940 + half/2, 1 + half%2}, Source: "s1"}
				record.Counts[Requests], record.Counts[Accounts] = large(), large()
				if requests, _ := record.Counts[Requests].Bounds(); r.IntN(2) == 0 {
					record.Counts[Content] = Exact(requests / 3)
					record.Counts[NonContent] = Exact(requests / 3)
					record.Counts[Rejected] = Exact(requests - requests/3*2)
				}
				records = append(records, record)
			}
		}
		tables := madeUpTables("alpha")
		tables.Absences = allListed
		tables.Members = drawMembers(t)
		d := madeUpDataset(t, tables, records)
		rd, e, words := newReader(d), NewEngine(d), vocabularyOf(d)
		for range 5 {
			agree(t, rd, e, words.draw(t))
		}
		for i := 62; i < min(67, len(d.Periods)); i++ { // around the end of the first word
			one := PeriodRange{d.Periods[i], d.Periods[i]}
			agree(t, rd, e, Query{Period: PeriodFilter{Ranges: []PeriodRange{one}}})
		}
	})
}

func TestANoteSaysWhereATypeIsNotCounted(t *testing.T) {
	tables := madeUpTables("alpha")
	for i := range tables.Types {
		if tables.Types[i].Publisher == "beta" && tables.Types[i].ID == "legal-process" {
			tables.Types[i].InTotals = false
		}
	}
	e := NewEngine(madeUp(t, tables, `
		alpha 2001-H1 mail GB legal-process requests=1
		beta 2001-H1 search GB legal-process requests=2
		beta 2001-H1 search GB civil requests=4
	`))
	picked := Filter{Mode: Only, IDs: []string{"legal-process"}}
	for _, c := range []struct {
		why  string
		q    Query
		want bool
	}{
		{"a type picked by name", Query{Type: picked}, true},
		{"types side by side", Query{By: ByType}, true},
		{"one publisher", Query{Type: picked, Publisher: Filter{Mode: Only, IDs: []string{"alpha"}}}, false},
		{"a type on which they agree", Query{Type: Filter{Mode: Only, IDs: []string{"civil"}}}, false},
	} {
		var said bool
		for _, n := range e.Result(c.q).Notes {
			said = said || strings.Contains(n.Text, "Legal process") && strings.Contains(n.Text, "Beta, Inc.")
		}
		if said != c.want {
			t.Errorf("%s: a note says so: %v, want %v\n%s", c.why, said, c.want, spelled(c.q))
		}
	}
}
