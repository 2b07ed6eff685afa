package answer

// The engine is fast and the oracle is slow: here they must say the same.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// agree fails when the engine answers a query otherwise than the oracle, naming
// the query, the records and the figures that differ.
func agree(t rapid.TB, rd *reader, e *Engine, q query.Query) {
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
	concerned := map[report.Record]bool{} // of all times, for the change
	for _, r := range rd.readings {
		if plainPasses(q, publishers, r) && slices.ContainsFunc(plainIdsOf(q, r), func(id string) bool { return differs(lines, id) }) {
			concerned[r.Record] = true
		}
	}
	t.Fatalf("%s\n\n%s\n\nrecords under all filters but the period's:\n%s", questions.Spell(q), strings.Join(lines, "\n"),
		samples.MadeUpLines(rd.d, func(r report.Record) bool { return concerned[r] }))
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
func idsOfNotes(d *report.Dataset, notes []report.Note) (ids []string) {
	for _, n := range notes {
		if slices.ContainsFunc(d.Notes, func(own report.Note) bool { return own.ID == n.ID }) {
			ids = append(ids, n.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// TestEngineAgreesWithTheOracleOnSmallData asks small made-up datasets every
// grouping under a set of filters.
func TestEngineAgreesWithTheOracleOnSmallData(t *testing.T) {
	only := func(ids ...string) query.Filter { return query.Filter{Mode: query.Only, IDs: ids} }
	periods := func(r ...report.PeriodRange) query.PeriodFilter { return query.PeriodFilter{Ranges: r} }
	year, half, late := report.Period{Year: 2001, Half: 0}, report.Period{Year: 2001, Half: 1}, report.Period{Year: 2001, Half: 2}
	filters := []query.Query{
		{},
		{Publisher: query.Filter{Mode: query.All}},
		{Publisher: query.Filter{Mode: query.All}, Type: query.Filter{Mode: query.All}},
		{Publisher: only("beta"), Type: only("civil")},
		{Type: query.Filter{Mode: query.Except, IDs: []string{"civil"}}},
		{Country: only("GB", "ZZ")},
		{Country: query.Filter{Mode: query.Except, IDs: []string{"ZZ"}}},
		{Region: only("Europe", "none")},
		{Service: only("mail"), Measure: report.Accounts},
		{Outcome: only("content")},
		{Outcome: only("no_data", "nothing", "rejected"), Publisher: query.Filter{Mode: query.All}},
		{Outcome: query.Filter{Mode: query.Except, IDs: []string{"unspecified"}}, Measure: report.PerMillion},
		{Period: periods(report.PeriodRange{From: half, To: half})},
		{Period: periods(report.PeriodRange{From: late, To: late}), Publisher: query.Filter{Mode: query.All}, Type: query.Filter{Mode: query.All}},
		{Period: periods(report.PeriodRange{From: year, To: year}), Publisher: query.Filter{Mode: query.All}, Measure: report.Change},
		{Period: periods(report.PeriodRange{From: half, To: half}), Outcome: only("content", "unspecified"), Publisher: query.Filter{Mode: query.All}},
		{Period: periods(report.PeriodRange{From: late}), Measure: report.DisclosedRate},
		{Period: query.PeriodFilter{Except: true, Ranges: []report.PeriodRange{{From: year, To: year}}}},
		{Top: 1, Measure: report.Share},
		{Min: 5, Publisher: query.Filter{Mode: query.All}},
		{Group: only("g1"), Publisher: query.Filter{Mode: query.All}},
		{Group: only("g1", "none"), Period: periods(report.PeriodRange{From: half, To: half})},
		{Group: query.Filter{Mode: query.Except, IDs: []string{"g2"}}, Period: periods(report.PeriodRange{From: late, To: late}), Against: query.Against{Year: true}},
		{Grain: query.Years, Publisher: query.Filter{Mode: query.All}},
		{Grain: query.Years, Against: query.Against{Period: report.Period{Year: 2000}}},
		{Grain: query.Years, Period: periods(report.PeriodRange{From: half, To: late}), Type: query.Filter{Mode: query.All}},
		{Against: query.Against{Year: true}, Publisher: query.Filter{Mode: query.All}},
		{Against: query.Against{Period: late}, Period: periods(report.PeriodRange{From: half, To: half}), Outcome: only("content", "non_content", "some_data")},
		{Against: query.Against{Period: half}, Publisher: query.Filter{Mode: query.All}},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		rd, e := newReader(d), NewEngine(d)
		for _, by := range query.Dimensions() {
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
		d := samples.DrawDataset(t)
		rd, e, words := newReader(d), NewEngine(d), questions.VocabularyOf(d)
		for range 10 {
			agree(t, rd, e, words.Draw(t))
		}
	})
}

// TestEngineAgreesWithTheOracleOnLongAndLargeReports asks about more periods than
// fit a machine word and counts whose sums do not fit 32 bits.
func TestEngineAgreesWithTheOracleOnLongAndLargeReports(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		large := func() report.Amount {
			n := report.MaxAmount - r.IntN(9)
			switch r.IntN(6) {
			case 0:
				return report.Amount{}
			case 1:
				return report.Exact(r.IntN(9))
			case 2:
				return report.Between(n/2, n)
			}
			return report.Exact(n)
		}
		var records []report.Record
		for half := range 60 + r.IntN(90) {
			for _, country := range []string{"GB", "TR", report.NotItemised} {
				if r.IntN(3) == 0 {
					continue
				}
				record := report.Record{Publisher: "alpha", Service: "mail", Type: "legal-process", Country: country,
					Period: report.Period{Year: 1940 + half/2, Half: 1 + half%2}, Source: "s1"}
				record.Counts[report.Requests], record.Counts[report.Accounts] = large(), large()
				if requests, _ := record.Counts[report.Requests].Bounds(); r.IntN(2) == 0 {
					record.Counts[report.Content] = report.Exact(requests / 3)
					record.Counts[report.NonContent] = report.Exact(requests / 3)
					record.Counts[report.Rejected] = report.Exact(requests - requests/3*2)
				}
				records = append(records, record)
			}
		}
		tables := samples.MadeUpTables("alpha")
		tables.Absences = allListed
		tables.Members = samples.DrawMembers(t)
		d := samples.MadeUpDataset(t, tables, records)
		rd, e, words := newReader(d), NewEngine(d), questions.VocabularyOf(d)
		for range 5 {
			agree(t, rd, e, words.Draw(t))
		}
		for i := 62; i < min(67, len(d.Periods)); i++ { // around the end of the first word
			one := report.PeriodRange{From: d.Periods[i], To: d.Periods[i]}
			agree(t, rd, e, query.Query{Period: query.PeriodFilter{Ranges: []report.PeriodRange{one}}})
		}
	})
}

func TestANoteSaysWhereATypeIsNotCounted(t *testing.T) {
	tables := samples.MadeUpTables("alpha")
	for i := range tables.Types {
		if tables.Types[i].Publisher == "beta" && tables.Types[i].ID == "legal-process" {
			tables.Types[i].InTotals = false
		}
	}
	e := NewEngine(samples.MadeUp(t, tables, `
		alpha 2001-H1 mail GB legal-process requests=1
		beta 2001-H1 search GB legal-process requests=2
		beta 2001-H1 search GB civil requests=4
	`))
	picked := query.Filter{Mode: query.Only, IDs: []string{"legal-process"}}
	for _, c := range []struct {
		why  string
		q    query.Query
		want bool
	}{
		{"a type picked by name", query.Query{Type: picked}, true},
		{"types side by side", query.Query{By: query.ByType}, true},
		{"one publisher", query.Query{Type: picked, Publisher: query.Filter{Mode: query.Only, IDs: []string{"alpha"}}}, false},
		{"a type on which they agree", query.Query{Type: query.Filter{Mode: query.Only, IDs: []string{"civil"}}}, false},
	} {
		var said bool
		for _, n := range e.Result(c.q).Notes {
			said = said || strings.Contains(n.Text, "Legal process") && strings.Contains(n.Text, "Beta, Inc.")
		}
		if said != c.want {
			t.Errorf("%s: a note says so: %v, want %v\n%s", c.why, said, c.want, questions.Spell(c.q))
		}
	}
}
