package answer

import (
	"fmt"
	"reflect"
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

// plainIn is the question about one period alone, put as a list of all the others
// where a year has half-years beside it.
func plainIn(rd *reader, q query.Query, p report.Period) query.Query {
	others := []report.PeriodRange{}
	year, halves := false, false
	for publisher := range rd.publishers(q) {
		for _, own := range rd.periods[publisher] {
			year = year || own == p
			halves = halves || p.Half == 0 && own.Half > 0 && own.Year == p.Year && q.Grain != query.Years
			if own != p {
				others = append(others, report.PeriodRange{From: own, To: own})
			}
		}
	}
	q.Period = query.PeriodFilter{Ranges: []report.PeriodRange{{From: p, To: p}}}
	if year && halves {
		q.Period = query.PeriodFilter{Except: true, Ranges: others}
	}
	q.Sort, q.Top, q.Search, q.Min = query.Sort{}, 0, "", query.EveryRow // what is hidden among rows is drawn over time
	return q
}

// plainAxis reads the periods of a query off its records, and which of them it
// chooses: all where it chooses fewer than three.
func plainAxis(rd *reader, q query.Query) (axis []report.Period, chosen []bool) {
	publishers := rd.publishers(q)
	takes := func(p report.Period) bool {
		if q.Grain == query.Years && (q.Period.Holds(report.Period{Year: p.Year, Half: 1}) || q.Period.Holds(report.Period{Year: p.Year, Half: 2})) {
			return true // a year of which one half is chosen is there in part
		}
		return q.Period.Holds(p)
	}
	n := 0
	for _, r := range rd.readings {
		p := r.Period
		if q.Grain == query.Years {
			p.Half = 0
		}
		if plainPasses(q, publishers, r) && !slices.Contains(axis, p) {
			axis = append(axis, p)
			if takes(p) {
				n++
			}
		}
	}
	slices.SortFunc(axis, report.Period.Compare)
	if n >= 3 {
		axis = slices.DeleteFunc(axis, func(p report.Period) bool { return !takes(p) })
	}
	for _, p := range axis {
		chosen = append(chosen, takes(p))
	}
	return axis, chosen
}

// holdPanel fails unless a panel is, cell by cell, what the oracle answers for each
// period alone.
func holdPanel(t rapid.TB, rd *reader, e *Engine, q query.Query) {
	t.Helper()
	axis, chosen := plainAxis(rd, q)
	rows := e.Result(q).Rows
	p := e.Panel(q, rows)
	if !slices.Equal(p.Periods, axis) || !slices.Equal(p.Chosen, chosen) || !slices.Equal(e.Axis(q), axis) {
		t.Fatalf("%s: the axis is %v, chosen %v; want %v, chosen %v", questions.Spell(q), p.Periods, p.Chosen, axis, chosen)
	}
	if narrow := slices.Contains(chosen, false); p.Narrow != narrow {
		t.Fatalf("%s: narrow is %v, of %v", questions.Spell(q), p.Narrow, chosen)
	}
	same := func(what string, got, want *Row) {
		t.Helper()
		if got == nil || want == nil {
			if got != want {
				t.Fatalf("%s: %s is %v, want %v", questions.Spell(q), what, got, want)
			}
			return
		}
		for c := range report.Column(report.NumColumns) {
			if !sameFigure(c, got.Figures[c], want.Figures[c]) {
				t.Fatalf("%s: %s of %s is %s, want %s", questions.Spell(q), c, what, showFigure(c, got.Figures[c]), showFigure(c, want.Figures[c]))
			}
		}
	}
	find := func(rows []Row, id string) *Row {
		if i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == id }); i >= 0 {
			return &rows[i]
		}
		return nil
	}
	over := q
	if over.Sort, over.Top, over.Search = (query.Sort{}), 0, ""; p.Narrow {
		over.Period = query.PeriodFilter{}
	}
	byPeriod := rd.answer(over)
	whole := e.RowsIn(q, p)
	cell := func(i, at int) *Row { // with what the panel has of it
		t.Helper()
		row, id := whole[i][at], ""
		if q.By != query.ByPeriod {
			id = rows[i].ID
		}
		if alone := e.RowIn(q, axis[at], id); !reflect.DeepEqual(alone, row) {
			t.Fatalf("%s: alone, row %d in %s is %v, among all %v", questions.Spell(q), i, axis[at], alone, row)
		}
		switch c := p.Cells[i][at]; {
		case (c == nil) != (row == nil):
			t.Fatalf("%s: the cell of row %d in %s is %v, of a row that is %v", questions.Spell(q), i, axis[at], c, row)
		case c != nil && *c != Cell{row.Records, row.Rank, row.Figures[q.Measure], row.Figures[report.Change]}:
			t.Fatalf("%s: the cell of row %d in %s is %+v, of %+v", questions.Spell(q), i, axis[at], c, row)
		}
		return row
	}
	for at, period := range axis {
		alone := rd.answer(plainIn(rd, q, period))
		same("everything in "+period.String(), &p.Totals[at], &alone.Total)
		if q.By == query.ByPeriod {
			same(period.String(), cell(0, at), find(byPeriod.Rows, period.String()))
			continue
		}
		for i := range rows {
			same(rows[i].ID+" in "+period.String(), cell(i, at), find(alone.Rows, rows[i].ID))
		}
	}
}

func TestAPanelIsWhatEachPeriodAloneAnswers(t *testing.T) {
	d := samples.Dataset(t)
	rd, e := newReader(d), NewEngine(d)
	year, h1 := report.Period{Year: 2012}, report.Period{Year: 2013, Half: 1}
	for _, by := range query.Dimensions() {
		for _, publishers := range []query.FilterMode{query.Default, query.All} {
			for _, c := range []report.Column{report.Requests, report.Change} {
				for _, periods := range []query.PeriodFilter{{}, {Ranges: []report.PeriodRange{{From: year, To: year}}}, {Ranges: []report.PeriodRange{{From: h1, To: h1}}}, {Ranges: []report.PeriodRange{{From: year}}}} {
					holdPanel(t, rd, e, query.Query{By: by, Measure: c, Publisher: query.Filter{Mode: publishers}, Period: periods})
				}
			}
		}
	}
}

func TestAPanelIsRightOnAnyDataAndQuestion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		rd, e, words := newReader(d), NewEngine(d), questions.VocabularyOf(d)
		for range 3 {
			holdPanel(t, rd, e, words.Draw(t).Canonical(d))
		}
	})
}

func TestAPanelOfTheReportsIsWhatEachPeriodAloneAnswers(t *testing.T) {
	d := raw.Dataset()
	rd, e := newReader(d), NewEngine(d)
	for _, text := range []string{"", "by=service", "by=outcome", "by=period", "publisher=google,microsoft by=type", "measure=per_million period=2012 country=FR,GB,US"} {
		q, err := query.Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		holdPanel(t, rd, e, q)
	}
}

func TestAPanelKnownAlreadyIsTheSame(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	q := query.Query{Publisher: query.Filter{Mode: query.All}}
	rows := e.Result(q).Rows
	first := e.Panel(q, rows[:3])
	if e.Panel(q, rows[:3]) != first {
		t.Error("asked again, a panel is made again")
	}
	looked := q
	looked.Select, looked.Pins, looked.View, looked.Scale, looked.Top = "US", []string{"GB"}, query.TrendView, query.Log, 20
	if e.Panel(looked, rows[:3]) != first {
		t.Error("looked at otherwise, a panel is made again")
	}
	// Of other rows and periods the cells are the same.
	more := e.Panel(q, rows[:4])
	for i := range first.Cells {
		if !slices.Equal(first.Cells[i], more.Cells[i]) {
			t.Errorf("with one row more, row %d was worked out again", i)
		}
	}
	held := func() int {
		n := 0
		for _, k := range e.timelines {
			n += k.answer.held
		}
		return n
	}
	for _, c := range report.Measures() {
		for _, publisher := range d.Publishers {
			q := query.Query{Publisher: query.Filter{Mode: query.Only, IDs: []string{publisher.ID}}, Measure: c}
			e.Panel(q, e.Result(q).Rows)
			if n := len(e.timelines); n > 1 && held() > timelineCells {
				t.Fatalf("%d cells of %d questions are kept, at most %d should be", held(), n, timelineCells)
			}
		}
	}
}

func TestAYearAloneLeavesOutTheHalfYearsOfOthers(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	year := report.Period{Year: 2012}
	all := query.Query{Publisher: query.Filter{Mode: query.All}, Country: query.Filter{Mode: query.Only, IDs: []string{"US"}}}
	records := e.Records(e.In(all, year))
	if len(records) == 0 {
		t.Fatal("no record is of the year")
	}
	for _, i := range records {
		if r := d.Record(i); r.Period != year {
			t.Errorf("a record of %s, %s stands in the year", r.Publisher, r.Period)
		}
	}
	// Where nobody has both, the year is asked for by its name.
	if got := e.In(query.Query{}, year).String(); got != "period=2012" {
		t.Errorf("Microsoft's year is asked for by %q", got)
	}
	if half := (report.Period{Year: 2012, Half: 1}); e.In(all, half).Period.Ranges[0].From != half {
		t.Error("a half-year is not asked for by its name")
	}
}

// plainBreaks lists the breaks of a query: those of notes with records of their
// publishers and services, under the other filters, on both sides, of which some
// are of their types and countries.
func plainBreaks(rd *reader, q query.Query) (ids []string) {
	publishers := rd.publishers(q)
	for i, n := range rd.d.Notes {
		before, after, counted := false, false, false
		scope := rd.scopes[i]
		scope.period = query.PeriodFilter{}
		for _, r := range rd.readings {
			if n.Break == (report.Period{}) || !plainPasses(q, publishers, r) || !rd.scopes[i].holdsSeries(r) {
				continue
			}
			before = before || r.Period.Start() < n.Break.Start()
			after = after || r.Period.Start() >= n.Break.Start()
			counted = counted || scope.holds(r)
		}
		if before && after && counted {
			ids = append(ids, n.ID)
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int {
		at := func(id string) report.Period {
			return rd.d.Notes[slices.IndexFunc(rd.d.Notes, func(n report.Note) bool { return n.ID == id })].Break
		}
		return at(a).Compare(at(b))
	})
	return ids
}

// holdBreaks fails unless the breaks of a query, and those who report its periods,
// are those that the records tell.
func holdBreaks(t rapid.TB, rd *reader, e *Engine, q query.Query) {
	t.Helper()
	var got []string
	for _, b := range e.Breaks(q) {
		if got = append(got, b.Note.ID); b.At != b.Note.Break {
			t.Fatalf("%s: %s breaks at %s, want %s", questions.Spell(q), b.Note.ID, b.At, b.Note.Break)
		}
	}
	if want := plainBreaks(rd, q); !slices.Equal(got, want) {
		t.Fatalf("%s: the breaks are %v, want %v", questions.Spell(q), got, want)
	}
	publishers := rd.publishers(q)
	reporting := e.Reporting(q, rd.d.Periods)
	for at, p := range rd.d.Periods {
		var want []string
		for _, publisher := range rd.d.Publishers {
			has := slices.ContainsFunc(rd.readings, func(r *reading) bool { return r.Publisher == publisher.ID && plainPasses(q, publishers, r) })
			reports := func(own report.Period) bool { return own == p || q.Grain == query.Years && own.Year == p.Year }
			if has && slices.ContainsFunc(rd.periods[publisher.ID], reports) {
				want = append(want, publisher.ID)
			}
		}
		if !slices.Equal(reporting[at], want) {
			t.Fatalf("%s: %s report on %s, want %s", questions.Spell(q), strings.Join(reporting[at], ", "), p, strings.Join(want, ", "))
		}
	}
}

func TestBreaksStandBetweenRecords(t *testing.T) {
	for _, d := range []*report.Dataset{samples.Dataset(t), raw.Dataset()} {
		rd, e := newReader(d), NewEngine(d)
		for _, publishers := range []query.FilterMode{query.Default, query.All} {
			holdBreaks(t, rd, e, query.Query{Publisher: query.Filter{Mode: publishers}})
			for _, c := range []string{"US", "GB", "TR", "KP", "ZZ"} {
				holdBreaks(t, rd, e, query.Query{Publisher: query.Filter{Mode: publishers}, Country: query.Filter{Mode: query.Only, IDs: []string{c}}})
			}
			for _, s := range d.Services {
				if publishers == query.Default {
					break // a service belongs to one publisher
				}
				holdBreaks(t, rd, e, query.Query{Publisher: query.Filter{Mode: publishers}, Service: query.Filter{Mode: query.Only, IDs: []string{s.ID}}})
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		rd, e, words := newReader(d), NewEngine(d), questions.VocabularyOf(d)
		for range 3 {
			holdBreaks(t, rd, e, words.Draw(t).Canonical(d))
		}
	})
}

func BenchmarkPanel(b *testing.B) {
	for _, c := range []struct {
		name string
		q    query.Query
		rows int
	}{
		{"few", query.Query{}, 6},
		{"all", query.Query{}, 1 << 20},
		{"all-publishers", query.Query{Publisher: query.Filter{Mode: query.All}}, 1 << 20},
	} {
		e := NewEngine(raw.Dataset())
		rows := e.Result(c.q).Rows
		rows = rows[:min(c.rows, len(rows))]
		b.Run(c.name+"-first", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e.timelines = nil
				e.Panel(c.q, rows)
			}
		})
		b.Run(c.name+"-another-row", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				e.Panel(c.q, rows[i%6:])
			}
		})
		b.Run(c.name+"-again", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e.Panel(c.q, rows)
			}
		})
	}
}

func TestQuestionsWithoutRecordsAreForgottenOverTime(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	for n := range 10 * timelineMemo {
		e.Panel(query.Query{Country: query.Filter{Mode: query.Only, IDs: []string{"KP"}}, Service: query.Filter{Mode: query.Only, IDs: []string{fmt.Sprint("none", n)}}}, nil)
	}
	if n := len(e.timelines); n > timelineMemo {
		t.Errorf("%d questions are remembered", n)
	}
}
