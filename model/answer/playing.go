package answer

import (
	"math"
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// While periods run by, a question is about one of them, and what stands on the screen must not
// jump from one to the next: rows and their order are those of all that run by together, and scales
// reach as far as any of them does. A row without a record in the period keeps its place, with
// no figures.

// Steps are the periods that a question can step through in time: those with records under its
// other filters, but not a year where a part of it is one of them; where periods are
// years, the years in which one of them lies.
func (e *Engine) Steps(q query.Query) []report.Period {
	var all []report.Period
	for _, r := range e.Facet(q, query.ByPeriod).Rows {
		if p, err := report.ParsePeriod(r.ID); err == nil {
			all = append(all, q.Grain.Of(p))
		}
	}
	if q.Grain == query.Years {
		slices.SortFunc(all, report.Period.Compare)
		return slices.Compact(all)
	}
	return slices.DeleteFunc(slices.Clone(all), func(p report.Period) bool {
		whole := report.Span{From: p.Start(), To: p.End()}
		return slices.ContainsFunc(all, func(part report.Period) bool { return part != p && whole.Holds(part) })
	})
}

// Halves says whether a period is a year among half-years, which count six months.
func Halves(periods []report.Period, p report.Period) bool {
	return p.Half == 0 && slices.ContainsFunc(periods, func(other report.Period) bool { return other.Half > 0 })
}

// played are the periods that run by.
func (e *Engine) played(q query.Query) []report.Period {
	all := q
	all.Period = q.Playing.Periods
	return slices.DeleteFunc(e.Steps(q), func(p report.Period) bool { return !all.Takes(p) })
}

// in is a question that plays, at another of its periods.
func in(q query.Query, p report.Period) query.Query {
	q.Period = query.PeriodFilter{Ranges: []report.PeriodRange{{From: p, To: p}}}
	return q
}

// together is a question that plays about all periods that run by: its rows are those that keep
// their places. It says false where rows stand by rank in each period.
func together(q query.Query) (query.Query, bool) {
	if !q.Playing.On() || q.Playing.ByRank {
		return q, false
	}
	q.Period, q.Playing = q.Playing.Periods, query.Playing{}
	return q, true
}

// inPlace are the engine's rows, some of which are to be shown, in the places that they have in
// another answer; one that has no record stands there without figures. The keys are those of the rows
// that have one.
func (e *Engine) inPlace(rows []Row) (placed []Row, keys []sortKey) {
	at := make(map[string]int, len(e.rows))
	for i := range e.rows {
		at[e.rows[i].ID] = i
	}
	placed, keys = make([]Row, len(rows)), e.keys[:0]
	for i := range rows {
		if row, known := at[rows[i].ID]; known {
			placed[i] = e.rows[row]
			keys = append(keys, sortKey{row: row})
		} else {
			placed[i] = Row{ID: rows[i].ID, Name: rows[i].Name}
		}
	}
	e.keys = keys
	return placed, keys
}

// noRecord says whether a row only keeps its place, while others run by.
func noRecord(r Row) bool { return r.Records == 0 }

// withRecords is an answer without the rows that only keep their places.
func withRecords(r *Result) *Result {
	if !slices.ContainsFunc(r.Rows, noRecord) {
		return r
	}
	some := *r
	some.Rows = slices.DeleteFunc(slices.Clone(r.Rows), noRecord)
	return &some
}

// reached is how far the figures of each column go, and what the figures of the rows and of the
// totals are like, of which one takes the most room.
type reached struct {
	far    [report.NumColumns]float64
	widest [report.NumColumns][]Figure
	rows   map[string]*[report.NumColumns]float64 // how far those of each row go, by id

	Shape
}

// reachMemo is how many of them an engine remembers.
const reachMemo = 4

// Reach is how far from zero the figures of a column go in any of the periods that run by, of the
// rows shown or, where ids are given, of these; counts of a year among half-years by their half. It
// is 0 for a question that does not play.
func (e *Engine) Reach(q query.Query, ids []string, c report.Column) float64 {
	if !q.Playing.On() {
		return 0
	}
	if ids == nil {
		return e.reached(q).far[c]
	}
	q.Search, q.Top, q.Min, q.Sort = "", 0, query.EveryRow, query.Sort{}
	rows, far := e.reached(q).rows, 0.0
	for _, id := range ids {
		if row := rows[id]; row != nil {
			far = max(far, row[c])
		}
	}
	return far
}

// Widest lists figures of a column, of which one takes as much room as any that runs by, whichever
// way they are written; none for a question that does not play.
func (e *Engine) Widest(q query.Query, c report.Column) []Figure {
	if !q.Playing.On() {
		return nil
	}
	return e.reached(q).widest[c]
}

// Shape is what a table has room for while periods run by: what any of them has.
type Shape struct {
	Columns []report.Column
	Splits  bool // requests have outcomes
	Hides   bool // rows are hidden, so that a subtotal stands over the total
}

// Shape is that of a question that plays.
func (e *Engine) Shape(q query.Query) Shape { return e.reached(q).Shape }

func (e *Engine) reached(q query.Query) *reached {
	q = e.named(q)
	q.Select, q.Scale, q.View, q.Period = "", query.Linear, query.ExploreView, query.PeriodFilter{}
	return e.reaches.get(reachMemo, q.Key(), func() *reached {
		r := &reached{rows: map[string]*[report.NumColumns]float64{}}
		periods := e.played(q)
		var told [report.NumColumns]bool
		floor := false
		for _, p := range periods {
			half := Halves(periods, p)
			answer := e.evaluate(in(q, p))
			own, least := answer.told()
			for c := range told {
				told[c] = told[c] || own[c]
			}
			floor = floor || least
			r.Splits = r.Splits || answer.Splits()
			r.Hides = r.Hides || answer.Shown != nil
			for i := range answer.Rows {
				own := r.rows[answer.Rows[i].ID]
				if own == nil {
					own = &[report.NumColumns]float64{}
					r.rows[answer.Rows[i].ID] = own
				}
				r.take(&answer.Rows[i], half, own)
			}
			r.take(&answer.Total, half, nil)
			if answer.Shown != nil {
				r.take(answer.Shown, half, nil)
			}
		}
		r.Columns = tableColumns(&q, told, floor)
		return r
	})
}

// take has room for the figures of a row and, where it is drawn, reaches as far as they do.
func (r *reached) take(row *Row, half bool, own *[report.NumColumns]float64) {
	for c := range row.Figures {
		f := row.Figures[c]
		if !f.Reported {
			continue
		}
		if far := far(f, report.Column(c), half); own != nil {
			own[c], r.far[c] = max(own[c], far), max(r.far[c], far)
		}
		like := func(other Figure) bool {
			return f.Marks == other.Marks && f.IsRange() == other.IsRange() && (f.Rate < 0) == (other.Rate < 0)
		}
		if at := slices.IndexFunc(r.widest[c], like); at < 0 {
			r.widest[c] = append(r.widest[c], f)
		} else if other := &r.widest[c][at]; f.Hi > other.Hi || math.Abs(f.Rate) > math.Abs(other.Rate) {
			*other = f
		}
	}
}

// far is how far a figure goes from zero, a count that is halved half as far.
func far(f Figure, c report.Column, half bool) float64 {
	switch {
	case math.IsNaN(f.Rate):
		return 0
	case !c.IsCount():
		return math.Abs(f.Rate)
	case half:
		return float64(f.Hi) / 2
	}
	return float64(f.Hi)
}
