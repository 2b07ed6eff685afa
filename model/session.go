package model

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// Session is everything a person is doing: the question, where they stand in
// the answer, and the way they came. What changes figures is in the Query; the
// rest is how they are looked at, and comes back with the question when a step
// is undone.
type Session struct {
	Query   query.Query
	Given   bool // the measure was chosen, and stays when the view changes
	Pane    Pane
	Zoom    bool          // the pane has the screen to itself
	Large   bool          // things are large, for who sits in the back row: in every view
	Closer  int           // how many steps the map is closer than it opens, or farther where negative
	Row     int           // where the cursor was last, for when the selected row has gone
	Top     int           // the first row on screen, as it was last drawn; 0 for the first of all
	Left    int           // the first period on screen where periods scroll, likewise
	Column  report.Column // the column cursor, one of TableColumns; NameColumn for the name of the row
	Outcome report.Column // the outcome under the cursor: of a tile, its first; in the bars, one of Parts
	At      report.Period // the period under the cursor of trend and matrix; zero for where Instant puts it
	Line    int           // the line under the cursor where lines are no rows
	Field   report.Field  // the field under the cursor among records; NoField for the first
	Listed  bool          // there is no room for the view: it stands as the rows of explore do
	// Highlight are the ids of the rows that are strong while the others are dim; none where all
	// are alike.
	Highlight []string
	Axes      bool      // the view stands with axis, scale, legend and names, without figures and marks
	Play      *Playback // the periods run by; nil where they do not
	Still     bool      // nothing moves by itself: periods run by in steps only
	entered   *entry    // the last Enter, to go back from; nil at the top

	PlayPace   int  // milliseconds that each period has when Play begins by a key; 0 for UsualPace
	PlayByRank bool // rows stand then in the order of each period
	runs       int  // how many runs of Play there were, so that none is taken for another
}

// entry is an Enter and where it was pressed, which knows those before it.
type entry struct {
	from     Session
	outcomes bool   // it filtered by outcomes, and opened no row
	depth    int    // how many there are, this one included
	search   string // what it searched for; esc takes it back with the rest
}

// enteredFrom remembers the way back to a session. From one outcome to another
// is no deeper: the way back leads to where the first was chosen.
func (s Session) enteredFrom(from Session, outcomes bool) Session {
	last := from.entered
	if outcomes && last != nil && last.outcomes && from.Query.Outcome.Mode != query.Default {
		return s
	}
	if last != nil && last.depth >= historySize {
		// Half are forgotten at once, so that what must be copied is seldom copied.
		last = last.newest(historySize / 2)
		from.entered = last
	}
	s.entered = &entry{from: from, outcomes: outcomes, depth: 1}
	if last != nil {
		s.entered.depth += last.depth
	}
	return s
}

// newest copies the last n entries.
func (e *entry) newest(n int) *entry {
	if e == nil || n == 0 {
		return nil
	}
	kept := *e
	kept.depth = n
	kept.from.entered = e.from.entered.newest(n - 1)
	return &kept
}

// NameColumn stands, where a table's columns are counted, for the name of the
// row.
const NameColumn = report.Column(report.NumColumns)

// Pane is one part of the explore screen.
type Pane uint8

// The panes, in the order of the tab key.
const (
	TablePane Pane = iota
	BarsPane
	TilesPane
	numPanes
)

// setView goes to a view. A measure that was given stays; otherwise each view has its
// own.
func (s *Session) setView(v query.View) {
	q := &s.Query
	s.Given = s.Given || q.Measure != q.View.Measure()
	q.View = v
	if s.Given {
		return
	}
	if s.Column == q.Measure {
		s.Column = v.Measure()
	}
	q.Measure = v.Measure()
}

// NewSession starts with a question, the cursor on its first row.
func NewSession(q query.Query) Session {
	return Session{Query: q, Column: q.Measure, Outcome: report.Content}
}

// Cursor is the index of the selected row among rows, or where it was when it
// has gone; -1 when there is no row.
func (s Session) Cursor(rows []answer.Row) int {
	if s.Query.Select == "" {
		return min(0, len(rows)-1)
	}
	if at := answer.Find(rows, s.Query.Select); at >= 0 {
		return at
	}
	return min(s.Row, len(rows)-1)
}

// Gone says whether the selected row is not among rows any more.
func (s Session) Gone(rows []answer.Row) bool {
	return s.Query.Select != "" && answer.Find(rows, s.Query.Select) < 0
}

// Parts are the outcomes that the bar of the selected row is drawn in, first to
// last; none where bars have no parts: they show another measure, or logarithms,
// or what no report splits, or the row has gone. Grouped by outcome, a bar is its
// row's outcome whole. Elsewhere Unspecified stands for the pending too, with
// which it is one part.
func (s Session) Parts(r *answer.Result) []report.Column {
	q := &r.Query
	if !q.Measure.Adds() || q.Scale == query.Log || !r.Splits() || len(r.Rows) == 0 || s.Gone(r.Rows) {
		return nil
	}
	row := &r.Rows[s.Cursor(r.Rows)]
	if !row.Figures[report.Requests].Reported {
		return nil
	}
	var parts []report.Column
	for _, c := range report.Outcomes() {
		n := row.Figures[c].Hi
		switch {
		case q.By == query.ByOutcome:
			n = 0
			if c.String() == row.ID {
				n = row.Figures[report.Requests].Hi
			}
		case c == report.Pending:
			continue
		case c == report.Unspecified:
			n += row.Figures[report.Pending].Hi
		}
		if n > 0 {
			parts = append(parts, c)
		}
	}
	return parts
}

// filteredBy are the outcomes that a part of a bar filters by, as its tile does.
func filteredBy(q *query.Query, part report.Column) []report.Column {
	if part == report.Unspecified && q.By != query.ByOutcome {
		return answer.ChosenOf(q, report.Unspecified, report.Pending)
	}
	return []report.Column{part}
}

// focusPane gives the keys to the next pane, or to the one before.
func focusPane(_ *answer.Engine, s Session, back bool) (Session, []Effect) {
	step := Pane(1)
	if back {
		step = numPanes - 1
	}
	s.Pane = (s.Pane + step) % numPanes
	return s, nil
}

// settled puts the cursors on what an answer has: the column cursor on the
// measure unless its column is in the table, the choice of an outcome on the
// nearest that the pane with the keys can choose, if it has any.
func (s Session) settled(r *answer.Result) Session {
	if s.Column != NameColumn && !slices.Contains(answer.TableColumns(r), s.Column) {
		s.Column = r.Query.Measure
	}
	switch s.Pane {
	case BarsPane:
		parts := s.Parts(r)
		if len(parts) == 0 || slices.Contains(parts, s.Outcome) {
			return s
		}
		at := slices.IndexFunc(parts, func(c report.Column) bool { return c >= s.Outcome || !s.Outcome.IsOutcome() })
		if at < 0 {
			at = len(parts) - 1
		}
		s.Outcome = parts[at]
	case TilesPane:
		for _, t := range answer.Tiles(r) {
			if slices.Contains(t.Columns, s.Outcome) {
				s.Outcome = t.Columns[0]
			}
		}
	}
	return s
}
