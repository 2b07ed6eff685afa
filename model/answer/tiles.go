package answer

import (
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// TableColumns are the figures that the table of a result shows: the measure,
// then every column that a row reports, the most asked for first.
func TableColumns(r *Result) []report.Column {
	told, floor := r.told()
	return tableColumns(&r.Query, told, floor)
}

// told are the columns that a row or the total has something to say of, and whether not all records count content.
func (r *Result) told() (told [report.NumColumns]bool, floor bool) {
	for i := range told {
		c := report.Column(i)
		if c.IsOutcome() && !spoken(r.Total.Figures[c], c) {
			continue
		}
		told[c] = r.Total.Figures[c].Reported && r.Query.By != query.ByOutcome || // outcomes have requests and share alone
			slices.ContainsFunc(r.Rows, func(row Row) bool { return row.Figures[c].Reported })
	}
	return told, r.Total.Figures[report.Content].Marks.Has(Floor)
}

func tableColumns(q *query.Query, told [report.NumColumns]bool, floor bool) []report.Column {
	columns := []report.Column{q.Measure}
	wanted := report.TableOrder
	if floor {
		// Not all reports count content: what more of them say stands before it.
		wanted = slices.Clone(wanted)
		at, rate := slices.Index(wanted, report.ContentRate), slices.Index(wanted, report.DisclosedRate)
		wanted[at], wanted[rate] = report.DisclosedRate, report.ContentRate
	}
	only := q.Outcome
	for _, c := range wanted {
		if slices.Contains(columns, c) {
			continue
		}
		if only.Mode == query.Only && len(only.IDs) == 1 && only.IDs[0] == c.String() {
			continue // it would say the requests again
		}
		if told[c] {
			columns = append(columns, c)
		}
	}
	return columns
}

// spoken says whether the total of an outcome says anything: more than zero, or
// a zero of what reports usually print. That a few records of no requests have 0
// of it does not.
func spoken(f Figure, c report.Column) bool {
	if !f.Reported || f.Hi > 0 {
		return f.Hi > 0
	}
	usual := c == report.Content || c == report.NonContent || c == report.NoData || c == report.Rejected
	return usual && !f.Marks.Has(Floor)
}

// Splits says whether the report counts what came of any of the requests, so
// that more is known than that they were made.
func (r *Result) Splits() bool {
	if r.Query.Outcome.Mode == query.Only || r.Query.Outcome.Mode == query.Except {
		return true
	}
	for c := report.Content; c < report.Unspecified; c++ {
		if spoken(r.Total.Figures[c], c) {
			return true
		}
	}
	return false
}

// Tile is one of the figures that stand above the table.
type Tile struct {
	Label    string
	Columns  []report.Column // the outcomes it adds up; for requests and accounts, that column
	Figure   Figure          // the count, a floor where records miss an outcome; ranges end by end
	Fraction Figure          // of all requests, for outcomes and for the disclosed rate
}

// Tiles are the figures above the table: requests, accounts, then the outcomes
// that the total reports, as parts of its requests. With the unspecified they
// add up to all of them. Where no disclosure is counted but percentages are
// printed, the disclosed rate stands before the outcomes.
func Tiles(r *Result) []Tile {
	total := r.Total.Figures
	tiles := []Tile{{Label: "Requests", Columns: []report.Column{report.Requests}, Figure: total[report.Requests]}}
	if total[report.Accounts].Reported {
		tiles = append(tiles, Tile{Label: "Accounts named", Columns: []report.Column{report.Accounts}, Figure: total[report.Accounts]})
	}
	if disclosed := total[report.DisclosedRate]; disclosed.Reported &&
		!spoken(total[report.Content], report.Content) && !spoken(total[report.NonContent], report.NonContent) && !spoken(total[report.SomeData], report.SomeData) {
		tiles = append(tiles, Tile{Label: "Disclosed", Columns: []report.Column{report.DisclosedRate}, Fraction: disclosed})
	}
	for _, kind := range []struct {
		label   string
		columns []report.Column
	}{
		{"Content", []report.Column{report.Content}},
		{"Non-content", []report.Column{report.NonContent}},
		{"Some data", []report.Column{report.SomeData}},
		{"Nothing disclosed", []report.Column{report.NoData, report.Rejected, report.Nothing}},
		{"Unspecified", []report.Column{report.Unspecified, report.Pending}},
	} {
		t := Tile{Label: kind.label, Columns: ChosenOf(&r.Query, kind.columns...)}
		t.Figure = r.whole.requests(t.Columns)
		if !slices.ContainsFunc(t.Columns, func(c report.Column) bool { return spoken(total[c], c) }) && t.Figure.Hi == 0 {
			continue
		}
		switch {
		case len(t.Columns) == 1:
			t.Label = t.Columns[0].Label()
		case !r.Splits():
			t.Label = "Not split by outcome"
		}
		t.Fraction = share(t.Figure, total[report.Requests])
		tiles = append(tiles, t)
	}
	return tiles
}

// ChosenOf leaves out the outcomes that the query filters out.
func ChosenOf(q *query.Query, outcomes ...report.Column) []report.Column {
	return slices.DeleteFunc(outcomes, func(c report.Column) bool {
		return q.Outcome.Mode != query.Default && !q.Outcome.Holds(c.String())
	})
}
