package scene

import (
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// Sheet is a result as text: each column formatted once, with its width, however
// often the screen is drawn.
type Sheet struct {
	Result    *answer.Result
	Columns   []report.Column // that the table can show, in order
	Names     int             // the width of the widest name
	texts     map[report.Column]*sheetColumn
	format    answer.Format
	Limit     int                    // how many cells a figure takes at most
	blocks    int                    // how many the measure takes at most in block digits; 0 for small ones
	About     []noteScope            // of each note of the result
	room      [report.NumColumns]int // what columns take at least: while periods run by, as much as in any
	reporters []Footnote             // of rows that are periods, once they have been asked for
}

// noteScope is what the screen must know of a note besides its text.
type noteScope struct {
	Column    report.Column // the column that must be on screen for it to matter …
	Measured  bool          // … if there is one
	countries []string      // those that it is about alone
	Prefix    string        // what it is about, in words
	at        anchor        // what on the screen it speaks of
}

// FigureLimit is how many cells a figure takes at most on a screen of a width:
// short forms keep narrow ones from cutting a number, which would be another
// number.
func (s *Scene) FigureLimit() int {
	switch StepFor(s.W, s.H) {
	case List:
		return max(min(11, s.W-10), 4)
	case Narrow:
		return 9
	}
	return 24
}

// figure formats one figure.
func (s *Sheet) figure(f answer.Figure, c report.Column) string { return s.format.Short(f, c, s.Limit) }

// rowFigure formats that of a row: one that is large in fewer cells, unless it has no room in them.
func (s *Sheet) rowFigure(f answer.Figure, c report.Column) string {
	if s.large(c) {
		if text := s.format.Short(f, c, largeLimit); isLarge(text, s.blocks) {
			return text
		}
	}
	return s.figure(f, c)
}

// large says whether the figures of a column stand in block digits.
func (s *Sheet) large(c report.Column) bool { return s.blocks > 0 && c == s.Result.Query.Measure }

// BaseWord stands in place of a change, of the row that others are set against.
const (
	BaseWord  = "base"
	BaseWords = "the others are compared with it"
)

// IsBase says whether a row has no figure of a column because it is what others are
// set against.
func IsBase(r *answer.Row, c report.Column) bool {
	return c.IsSigned() && r.Compare != nil && r.Compare.Base
}

// Lacks says which part of its time a row lacks, "" for none. Of rows that are no
// periods, what all of them lack stands with the period chosen, once.
func Lacks(result *answer.Result, r *answer.Row) string {
	if result.Query.By != query.ByPeriod && r.Partial == result.Total.Partial {
		return ""
	}
	return r.Partial
}

// RowName is what a row is called; one that is not all there says so.
func RowName(result *answer.Result, r *answer.Row) string {
	if text := Lacks(result, r); text != "" {
		return r.Name + ", " + text
	}
	return r.Name
}

// sheetColumn is one column as text.
type sheetColumn struct {
	Head  string
	Rows  []string
	Total string
	Shown string // the sum of the rows, where others are hidden
	Width int    // of the widest cell; the head with its arrow included
	Large bool   // the figures of the rows stand in block digits
}

// SheetOf returns the sheet of a scene, the one that is kept as long as its result
// is the same.
func (s *Scene) SheetOf(kept *Sheet) *Sheet {
	r := s.Result
	if kept != nil && kept.Limit == s.FigureLimit() && kept.blocks == s.blocksRoom() && SameAnswer(kept.Result, r) && kept.Result.Query.Order() == r.Query.Order() {
		return kept
	}
	return s.NewSheet(r)
}

// NewSheet makes the sheet of a result.
func (s *Scene) NewSheet(r *answer.Result) *Sheet {
	made := &Sheet{Limit: s.FigureLimit(), blocks: s.blocksRoom(), Result: r, Columns: answer.TableColumns(r), texts: map[report.Column]*sheetColumn{}, format: s.Format}
	if s.Plays() != nil {
		if r.Query.Playing.On() {
			made.Columns = s.Engine.Shape(r.Query).Columns
		}
		made.keepRoom(s)
	}
	for _, n := range r.Notes {
		made.About = append(made.About, s.ScopeOf(s.Session.Query, n))
	}
	for i := range r.Rows {
		made.Names = max(made.Names, grid.Width(RowName(r, &r.Rows[i])))
	}
	return made
}

// keepRoom gives columns as much room as they need in any of the periods that run by, so that none
// moves from one to the next.
func (s *Sheet) keepRoom(on *Scene) {
	for _, c := range s.Columns {
		for _, f := range on.Engine.Widest(on.Query, c) {
			text := s.figure(f, c)
			s.room[c] = max(s.room[c], grid.Width(text))
			if text = s.rowFigure(f, c); s.large(c) && isLarge(text, s.blocks) {
				s.room[c] = max(s.room[c], grid.Halves.Width(text))
			}
		}
	}
}

// SameAnswer says whether two results were made by the same evaluation, though the
// cursor may stand elsewhere. Those without a row are told apart by their questions.
func SameAnswer(a, b *answer.Result) bool {
	if len(a.Rows) > 0 || len(b.Rows) > 0 {
		return len(a.Rows) == len(b.Rows) && &a.Rows[0] == &b.Rows[0]
	}
	p, q := a.Query, b.Query
	p.Select, q.Select, p.Pins, q.Pins = "", "", nil, nil
	return p.Equal(q)
}

// Column returns a column as text.
func (s *Sheet) Column(c report.Column) *sheetColumn {
	if t, known := s.texts[c]; known {
		return t
	}
	n := len(s.Result.Rows)
	figures := make([]string, n+2) // of the rows, of all, of those shown
	for i := range s.Result.Rows {
		row := &s.Result.Rows[i]
		if figures[i] = s.rowFigure(row.Figures[c], c); IsBase(row, c) {
			figures[i] = BaseWord
		}
	}
	figures[n] = s.figure(s.Result.Total.Figures[c], c)
	if shown := s.Result.Shown; shown != nil {
		figures[n+1] = s.figure(shown.Figures[c], c)
	}
	answer.AlignDigits(figures)
	t := &sheetColumn{Head: c.Head(), Rows: figures[:n], Total: figures[n], Shown: figures[n+1]}
	t.Width = s.HeadWidth(c)
	t.Large = s.large(c)
	for i, text := range figures {
		w := grid.Width(text)
		if i < n && t.Large && isLarge(text, s.blocks) {
			w = grid.Halves.Width(text)
		}
		t.Width = max(t.Width, w)
	}
	t.Width = max(t.Width, s.room[c])
	s.texts[c] = t
	return t
}

// HeadWidth is the width of the head of a column, with its arrow.
func (s *Sheet) HeadWidth(c report.Column) int {
	w := grid.Width(c.Head())
	if s.Result.Query.Order().Is(c) {
		w += 2
	}
	return w
}

// Gap is the least room between two columns, in cells.
const Gap = 2

// Fit chooses the columns that stand side by side in width cells: the measure
// always, then as many of the others as fit, in order, moved so far to the right
// that the column under the cursor is among them. The column that rows are sorted
// by is never left out: it stands last where it is none of these.
func (s *Sheet) Fit(width int, cursor report.Column) []report.Column {
	first, others := s.Columns[0], s.Columns[1:]
	room := width - s.Column(first).Width - Gap
	shown := s.window(others, room, cursor)
	sorted := slices.IndexFunc(others, s.Result.Query.Order().Is)
	if sorted >= 0 && !slices.Contains(shown, others[sorted]) {
		last := others[sorted]
		rest := slices.DeleteFunc(slices.Clone(others), func(c report.Column) bool { return c == last })
		need := s.Column(last).Width + Gap
		fewer := s.window(rest, room-need, cursor)
		if need <= room && (!slices.Contains(rest, cursor) || slices.Contains(fewer, cursor)) {
			shown = append(fewer, last)
		}
	}
	return append([]report.Column{first}, shown...)
}

// window are as many of some columns as fit, in order, moved so far to the right that the
// one under the cursor is among them, if it has room.
func (s *Sheet) window(columns []report.Column, room int, cursor report.Column) (shown []report.Column) {
	start := 0
	if at := slices.Index(columns, cursor); at >= 0 {
		used := 0
		for start = at; start >= 0; start-- {
			used += s.Column(columns[start]).Width + Gap
			if used > room {
				break
			}
		}
		start = min(start+1, at)
	}
	for _, c := range columns[start:] {
		if s.Column(c).Width+Gap > room {
			break
		}
		room -= s.Column(c).Width + Gap
		shown = append(shown, c)
	}
	return shown
}

// ScopeOf reads what a note is about. The words name countries and periods, so
// that a note can be understood where it stands.
func (k *Kit) ScopeOf(q query.Query, n report.Note) noteScope {
	scope, err := query.ParseScope(n.Scope)
	if err != nil {
		return noteScope{}
	}
	about := noteScope{Column: scope.Measure, Measured: scope.Measure != report.Requests}
	if about.Measured {
		about.at.addColumn(scope.Measure)
	}
	for _, by := range []query.Dimension{query.ByService, query.ByCountry, query.ByRegion, query.ByOutcome, query.ByType} {
		if scope.Filter(by).Restricts() {
			about.at.addFilter(by)
		}
	}
	if len(scope.Period.Ranges) > 0 {
		about.at.addFilter(query.ByPeriod)
	}
	if about.at == (anchor{}) && len(k.Engine.Publishers(q)) > 1 {
		about.at.addFilter(query.ByPublisher)
	}
	var words []string
	if scope.Country.Mode == query.Only {
		about.countries = scope.Country.IDs
		words = k.Names(q, query.ByCountry, scope.Country.IDs)
	}
	for _, r := range scope.Period.Ranges {
		switch {
		case r.From == report.Period{}:
			words = append(words, "until "+r.To.String())
		case r.To == report.Period{}:
			words = append(words, "since "+r.From.String())
		default:
			words = append(words, r.String())
		}
	}
	if len(words) > 0 {
		about.Prefix = strings.Join(words, ", ") + ": "
	}
	return about
}
