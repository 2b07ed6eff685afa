package model

import "slices"

// Session is everything a person is doing: the question, where they stand in
// the answer, and the way they came. What changes figures is in the Query; the
// rest is how they are looked at.
type Session struct {
	Query   Query
	Pane    Pane
	Zoom    bool   // the pane has the screen to itself
	Row     int    // where the cursor was last, for when the selected row has gone
	Column  Column // the column cursor; NameColumn for the name of the row
	Outcome Column // the outcome under the cursor among the tiles and in the bars
	Trail   []Session
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

// TableColumns are the figures that the table of a result shows, the most asked
// for first: the requests, the measure, then every column that any row reports.
func TableColumns(r *Result) []Column {
	columns := []Column{Requests}
	if r.Query.Measure != Requests {
		columns = append(columns, r.Query.Measure)
	}
	wanted := []Column{
		Accounts, Content, DisclosedRate, RejectedRate, Share, NonContent, SomeData, NoData, Rejected,
		Nothing, Pending, Unspecified, ContentRate, PerMillion, AccountsPerRequest, Change,
	}
	for _, c := range wanted {
		if slices.Contains(columns, c) {
			continue
		}
		shown := r.Total.Figures[c].Reported
		for i := 0; i < len(r.Rows) && !shown; i++ {
			shown = r.Rows[i].Figures[c].Reported
		}
		if shown {
			columns = append(columns, c)
		}
	}
	return columns
}

// Tile is one of the figures that stand above the table.
type Tile struct {
	Label    string
	Columns  []Column // the outcomes it adds up; for requests and accounts, that column
	Figure   Figure   // the count, floors and ranges kept
	Fraction Figure   // of all requests, for outcomes
}

// Tiles are the figures above the table: requests, accounts, then the outcomes
// that the total reports, as parts of its requests. With the unspecified they
// add up to all of them.
func Tiles(r *Result) []Tile {
	total := r.Total.Figures
	tiles := []Tile{
		{Label: "Requests", Columns: []Column{Requests}, Figure: total[Requests]},
		{Label: "Accounts named", Columns: []Column{Accounts}, Figure: total[Accounts]},
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
		t := Tile{Label: kind.label, Columns: kind.columns}
		for _, c := range kind.columns {
			f := total[c]
			t.Figure.Reported = t.Figure.Reported || f.Reported
			t.Figure.Lo += f.Lo
			t.Figure.Hi += f.Hi
		}
		if !t.Figure.Reported || t.Figure.Hi == 0 && kind.columns[0] == SomeData {
			continue
		}
		t.Fraction = share(t.Figure, total[Requests])
		tiles = append(tiles, t)
	}
	return tiles
}
