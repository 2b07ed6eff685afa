package model

import "slices"

// Session is everything a person is doing: the question, where they stand in
// the answer, and the way they came. What changes figures is in the Query; the
// rest is how they are looked at.
type Session struct {
	Query   Query
	Pane    Pane
	Zoom    bool     // the pane has the screen to itself
	Row     int      // where the cursor was last, for when the selected row has gone
	Column  Column   // the column cursor; NameColumn for the name of the row
	Outcome Column   // the outcome under the cursor among the tiles and in the bars
	entered *Session // where the last Enter was pressed, to go back to; nil at the top
}

// NameColumn stands, where a table's columns are counted, for the name of the
// row.
const NameColumn = Column(NumColumns)

// Pane is one part of the explore screen.
type Pane uint8

// The panes, in the order of the tab key.
const (
	TablePane Pane = iota
	BarsPane
	TilesPane
	numPanes
)

// NewSession starts with a question, the cursor on its first row.
func NewSession(q Query) Session {
	return Session{Query: q, Column: q.Measure, Outcome: Content}
}

// Cursor is the index of the selected row among rows, or where it was when it
// has gone; -1 when there is no row.
func (s Session) Cursor(rows []Row) int {
	if s.Query.Select == "" {
		return min(0, len(rows)-1)
	}
	for i := range rows {
		if rows[i].ID == s.Query.Select {
			return i
		}
	}
	return min(s.Row, len(rows)-1)
}

// Gone says whether the selected row is not among rows any more.
func (s Session) Gone(rows []Row) bool {
	return s.Query.Select != "" && !slices.ContainsFunc(rows, func(r Row) bool { return r.ID == s.Query.Select })
}

// TableColumns are the figures that the table of a result shows: the measure,
// then every column that a row reports, the most asked for first.
func TableColumns(r *Result) []Column {
	columns := []Column{r.Query.Measure}
	wanted := []Column{
		Requests, Accounts, Content, DisclosedRate, RejectedRate, Share, NonContent, SomeData, NoData, Rejected,
		Nothing, Pending, Unspecified, ContentRate, PerMillion, AccountsPerRequest, Change,
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
		t := Tile{Label: kind.label}
		says := false
		for _, c := range kind.columns {
			if r.Query.Outcome.Mode != Default && !r.Query.Outcome.holds(c.String()) {
				continue
			}
			t.Columns = append(t.Columns, c)
			says = says || spoken(total[c], c)
		}
		if !says {
			continue
		}
		if len(t.Columns) == 1 {
			t.Label = t.Columns[0].Label()
		}
		t.Figure = addOutcomes(t.Columns, func(c Column) Figure { return total[c] })
		t.Fraction = share(t.Figure, total[Requests])
		tiles = append(tiles, t)
	}
	return tiles
}
