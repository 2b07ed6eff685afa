package tui

import (
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// sheet is a result as text: each column formatted once, with its width, however
// often the screen is drawn.
type sheet struct {
	result     *answer.Result
	columns    []report.Column // that the table can show, in order
	names      int             // the width of the widest name
	texts      map[report.Column]*sheetColumn
	format     answer.Format
	limit      int // how many cells a figure takes at most
	spark      *grid.Frame
	sparkTheme string
	about      []noteScope // of each note of the result
	reporters  *reporters  // of rows that are periods, once they have been asked for
}

// noteScope is what the screen must know of a note besides its text.
type noteScope struct {
	column    report.Column // the column that must be on screen for it to matter …
	measured  bool          // … if there is one
	countries []string      // those that it is about alone
	prefix    string        // what it is about, in words
}

// figureLimit is how many cells a figure takes at most on a screen of a width:
// short forms keep narrow ones from cutting a number, which would be another
// number.
func figureLimit(s step, width int) int {
	switch s {
	case list:
		return max(min(11, width-10), 4)
	case narrow:
		return 9
	}
	return 24
}

// figure formats one figure.
func (s *sheet) figure(f answer.Figure, c report.Column) string { return s.format.Short(f, c, s.limit) }

// baseWord stands in place of a change, of the row that others are set against.
const (
	baseWord  = "base"
	baseWords = "the others are compared with it"
)

// isBase says whether a row has no figure of a column because it is what others are
// set against.
func isBase(r *answer.Row, c report.Column) bool {
	return c.IsSigned() && r.Compare != nil && r.Compare.Base
}

// rowFigure formats the figure of a row.
func (s *sheet) rowFigure(r *answer.Row, c report.Column) string {
	if isBase(r, c) {
		return baseWord
	}
	return s.figure(r.Figures[c], c)
}

// lacks says which part of its time a row lacks, "" for none. Of rows that are no
// periods, what all of them lack stands with the period chosen, once.
func lacks(result *answer.Result, r *answer.Row) string {
	if result.Query.By != query.ByPeriod && r.Partial == result.Total.Partial {
		return ""
	}
	return r.Partial
}

// rowName is what a row is called; one that is not all there says so.
func rowName(result *answer.Result, r *answer.Row) string {
	if text := lacks(result, r); text != "" {
		return r.Name + ", " + text
	}
	return r.Name
}

// sheetColumn is one column as text.
type sheetColumn struct {
	head  string
	rows  []string
	total string
	shown string // the sum of the rows, where others are hidden
	width int    // of the widest cell; the head with its arrow included
}

// sheetOf returns the sheet of a scene, the one that is kept as long as its result
// is the same.
func (s *scene) sheetOf(kept *sheet) *sheet {
	r := s.result
	if kept != nil && kept.limit == s.figureLimit() && sameAnswer(kept.result, r) && kept.result.Query.Order() == r.Query.Order() {
		return kept
	}
	return s.newSheet(r)
}

// newSheet makes the sheet of a result.
func (s *scene) newSheet(r *answer.Result) *sheet {
	made := &sheet{limit: s.figureLimit(), result: r, columns: answer.TableColumns(r), texts: map[report.Column]*sheetColumn{}, format: s.format}
	for _, n := range r.Notes {
		made.about = append(made.about, s.scopeOf(s.session.Query, n))
	}
	for i := range r.Rows {
		made.names = max(made.names, grid.Width(rowName(r, &r.Rows[i])))
	}
	return made
}

func (s *scene) figureLimit() int { return figureLimit(stepFor(s.w, s.h), s.w) }

// sameAnswer says whether two results were made by the same evaluation, though the
// cursor may stand elsewhere. Those without a row are told apart by their questions.
func sameAnswer(a, b *answer.Result) bool {
	if len(a.Rows) > 0 || len(b.Rows) > 0 {
		return len(a.Rows) == len(b.Rows) && &a.Rows[0] == &b.Rows[0]
	}
	p, q := a.Query, b.Query
	p.Select, q.Select, p.Pins, q.Pins = "", "", nil, nil
	return p.Equal(q)
}

// column returns a column as text.
func (s *sheet) column(c report.Column) *sheetColumn {
	if t, known := s.texts[c]; known {
		return t
	}
	n := len(s.result.Rows)
	figures := make([]string, n+2) // of the rows, of all, of those shown
	for i := range s.result.Rows {
		figures[i] = s.rowFigure(&s.result.Rows[i], c)
	}
	figures[n] = s.figure(s.result.Total.Figures[c], c)
	if shown := s.result.Shown; shown != nil {
		figures[n+1] = s.figure(shown.Figures[c], c)
	}
	answer.AlignDigits(figures)
	t := &sheetColumn{head: c.Head(), rows: figures[:n], total: figures[n], shown: figures[n+1]}
	t.width = grid.Width(t.head)
	if s.result.Query.Order().Is(c) {
		t.width += 2 // its arrow
	}
	for _, text := range figures {
		t.width = max(t.width, grid.Width(text))
	}
	s.texts[c] = t
	return t
}

// gap is the least room between two columns, in cells.
const gap = 2

// fit chooses the columns that stand side by side in width cells: the measure
// always, then as many of the others as fit, in order, moved so far to the right
// that the column under the cursor is among them. The column that rows are sorted
// by is never left out: it stands last where it is none of these.
func (s *sheet) fit(width int, cursor report.Column) []report.Column {
	if len(s.columns) == 0 {
		return nil
	}
	first, others := s.columns[0], s.columns[1:]
	room := width - s.column(first).width - gap
	start := 0
	if at := slices.Index(others, cursor); at >= 0 {
		used := 0
		for start = at; start >= 0; start-- {
			used += s.column(others[start]).width + gap
			if used > room {
				break
			}
		}
		start = min(start+1, at)
	}
	shown := []report.Column{first}
	for _, c := range others[start:] {
		if s.column(c).width+gap > room {
			break
		}
		room -= s.column(c).width + gap
		shown = append(shown, c)
	}
	sorted := slices.IndexFunc(others, s.result.Query.Order().Is)
	if sorted < 0 || slices.Contains(shown, others[sorted]) {
		return shown
	}
	need := s.column(others[sorted]).width + gap
	for last := len(shown) - 1; last > 0 && room < need && shown[last] != cursor; last-- {
		room += s.column(shown[last]).width + gap
		shown = shown[:last]
	}
	if room >= need {
		shown = append(shown, others[sorted])
	}
	return shown
}

// scopeOf reads what a note is about. The words name countries and periods, so
// that a note can be understood where it stands.
func (k *kit) scopeOf(q query.Query, n report.Note) noteScope {
	scope, err := query.ParseScope(n.Scope)
	if err != nil {
		return noteScope{}
	}
	about := noteScope{column: scope.Measure, measured: scope.Measure != report.Requests}
	var words []string
	if scope.Country.Mode == query.Only {
		about.countries = scope.Country.IDs
		for _, code := range scope.Country.IDs {
			words = append(words, k.engine.Name(q, query.ByCountry, code))
		}
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
		about.prefix = strings.Join(words, ", ") + ": "
	}
	return about
}
