package model

import "slices"

// TableColumns are the figures that the table of a result shows: the measure,
// then every column that a row reports, the most asked for first.
func TableColumns(r *Result) []Column {
	columns := []Column{r.Query.Measure}
	wanted := TableOrder
	if r.Total.Figures[Content].Marks.Has(Floor) {
		// Not all reports count content: what more of them say stands before it.
		wanted = slices.Clone(wanted)
		at, rate := slices.Index(wanted, Content), slices.Index(wanted, DisclosedRate)
		wanted[at], wanted[rate] = DisclosedRate, Content
	}
	only := r.Query.Outcome
	for _, c := range wanted {
		if slices.Contains(columns, c) {
			continue
		}
		if only.Mode == Only && len(only.IDs) == 1 && only.IDs[0] == c.String() {
			continue // it would say the requests again
		}
		if c.IsOutcome() && !spoken(r.Total.Figures[c], c) {
			continue
		}
		shown := r.Total.Figures[c].Reported && r.Query.By != ByOutcome // outcomes have requests and share alone
		for i := 0; i < len(r.Rows) && !shown; i++ {
			shown = r.Rows[i].Figures[c].Reported
		}
		if shown {
			columns = append(columns, c)
		}
	}
	return columns
}

// spoken says whether the total of an outcome says anything: more than zero, or
// a zero of what reports usually print. That a few records of no requests have 0
// of it does not.
func spoken(f Figure, c Column) bool {
	if !f.Reported || f.Hi > 0 {
		return f.Hi > 0
	}
	usual := c == Content || c == NonContent || c == NoData || c == Rejected
	return usual && !f.Marks.Has(Floor)
}

// Splits says whether the report counts what came of any of the requests, so
// that more is known than that they were made.
func (r *Result) Splits() bool {
	if r.Query.Outcome.Mode == Only || r.Query.Outcome.Mode == Except {
		return true
	}
	for c := Content; c < Unspecified; c++ {
		if spoken(r.Total.Figures[c], c) {
			return true
		}
	}
	return false
}

// Tile is one of the figures that stand above the table.
type Tile struct {
	Label    string
	Columns  []Column // the outcomes it adds up; for requests and accounts, that column
	Figure   Figure   // the count, a floor where records miss an outcome; ranges end by end
	Fraction Figure   // of all requests, for outcomes and for the disclosed rate
}

// Tiles are the figures above the table: requests, accounts, then the outcomes
// that the total reports, as parts of its requests. With the unspecified they
// add up to all of them. Where no disclosure is counted but percentages are
// printed, the disclosed rate stands before the outcomes.
func Tiles(r *Result) []Tile {
	total := r.Total.Figures
	tiles := []Tile{{Label: "Requests", Columns: []Column{Requests}, Figure: total[Requests]}}
	if total[Accounts].Reported {
		tiles = append(tiles, Tile{Label: "Accounts named", Columns: []Column{Accounts}, Figure: total[Accounts]})
	}
	if disclosed := total[DisclosedRate]; disclosed.Reported &&
		!spoken(total[Content], Content) && !spoken(total[NonContent], NonContent) && !spoken(total[SomeData], SomeData) {
		tiles = append(tiles, Tile{Label: "Disclosed", Columns: []Column{DisclosedRate}, Fraction: disclosed})
	}
	for _, kind := range []struct {
		label   string
		columns []Column
	}{
		{"Content", []Column{Content}},
		{"Non-content", []Column{NonContent}},
		{"Some data", []Column{SomeData}},
		{"Nothing disclosed", []Column{NoData, Rejected, Nothing}},
		{"Unspecified", []Column{Unspecified, Pending}},
	} {
		t := Tile{Label: kind.label, Columns: ChosenOf(&r.Query, kind.columns...)}
		together := addOutcomes(t.Columns, func(c Column) Figure { return total[c] })
		for i, u := range unions {
			if u.within(t.Columns) {
				together = r.Unions[i]
			}
		}
		if contains(t.Columns, Unspecified) && contains(t.Columns, Pending) {
			together = r.Open
		}
		if !slices.ContainsFunc(t.Columns, func(c Column) bool { return spoken(total[c], c) }) && together.Hi == 0 {
			continue
		}
		switch {
		case len(t.Columns) == 1:
			t.Label = t.Columns[0].Label()
		case !r.Splits():
			t.Label = "Not split by outcome"
		}
		t.Figure, t.Fraction = together, share(together, total[Requests])
		tiles = append(tiles, t)
	}
	return tiles
}

// ChosenOf leaves out the outcomes that the query filters out.
func ChosenOf(q *Query, outcomes ...Column) []Column {
	return slices.DeleteFunc(outcomes, func(c Column) bool {
		return q.Outcome.Mode != Default && !q.Outcome.holds(c.String())
	})
}
