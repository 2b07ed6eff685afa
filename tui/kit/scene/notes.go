package scene

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// Footnote is a caveat at the foot of the screen; without an id it is not one of
// the notes of the data.
type Footnote struct {
	ID, Text string
	at       anchor
}

// anchor is what on the screen a footnote speaks of: the heads of some columns, and the
// chips of some filters, a bit each.
type anchor struct{ columns, filters uint32 }

func (a *anchor) addColumn(c report.Column)     { a.columns |= 1 << c }
func (a *anchor) addFilter(b query.Dimension)   { a.filters |= 1 << b }
func (a anchor) hasColumn(c report.Column) bool { return a.columns&(1<<c) != 0 }
func (a anchor) hasFilter(b query.Dimension) bool {
	return a.filters&(1<<b) != 0
}

// mostLines is how many lines a footnote takes at most.
const mostLines = 3

// NoteRows is how many rows the first n footnotes take, each whole.
func (s *Scene) NoteRows(n int) (rows int) {
	for i := range min(n, len(s.Notes)) {
		rows += len(s.inLines(i))
	}
	return rows
}

// inLines is a footnote in the lines that it takes.
func (s *Scene) inLines(note int) []string {
	lines := grid.WrapLines(s.Notes[note].Text, max(s.Panes.Header.W-s.noteSign(note), 1))
	if len(lines) > mostLines {
		lines[mostLines-1] += " " + s.Glyphs.Ellipsis
		lines = lines[:mostLines]
	}
	return lines
}

// noteSign is the room of the sign of a footnote, as wide as that of the first.
func (s *Scene) noteSign(note int) int {
	return max(grid.Width(s.Glyphs.Footnote(0)), grid.Width(s.Glyphs.Footnote(note))) + 1
}

// NoteLine is a line of a footnote at the foot of the screen.
type NoteLine struct {
	Note       int // which of them it is
	Sign, Text string
	Goes       bool // the note goes on where there is no room
	Mark, Rect grid.Rect
}

// NoteLines are the lines of footnotes that have a place on the screen: whole ones, then as
// much of the next as there is room for.
func (s *Scene) NoteLines() (lines []NoteLine) {
	area := s.Panes.Notes
	for i := range s.Notes {
		if len(lines) >= area.H {
			return lines
		}
		texts := s.inLines(i)
		for k, text := range texts {
			at := area.Row(len(lines))
			line := NoteLine{Note: i, Text: text, Goes: strings.HasSuffix(text, s.Glyphs.Ellipsis)}
			line.Mark, line.Rect = at.TakeLeft(s.noteSign(i))
			if k == 0 {
				line.Sign = s.Glyphs.Footnote(i)
			}
			if last := len(lines) == area.H-1; last && k < len(texts)-1 {
				line.Text, line.Goes = strings.Join(texts[k:], " "), true
			}
			if lines = append(lines, line); len(lines) == area.H {
				break
			}
		}
	}
	return lines
}

// marked are the signs of the footnotes in sight that speak of something; "" for none.
func (s *Scene) marked(is func(anchor) bool) (signs string) {
	for i, n := range s.Notes[:s.notesInSight()] {
		if !is(n.at) {
			continue
		}
		if signs != "" && s.Glyphs.ASCII { // else two would read as a third
			signs += ","
		}
		signs += s.Glyphs.Footnote(i)
	}
	return signs
}

// notesInSight is how many footnotes have a line on the screen.
func (s *Scene) notesInSight() (n int) {
	for rows := 0; n < len(s.Notes) && rows < s.Panes.Notes.H; n++ {
		rows += len(s.inLines(n))
	}
	return n
}

// HeadMark are the signs of the footnotes about a column, behind its head.
func (s *Scene) HeadMark(c report.Column) string {
	return s.marked(func(at anchor) bool { return at.hasColumn(c) })
}

// signsOf are the marks of the figures that stand on the screen with some rows.
func (s *Scene) signsOf(rows []answer.Row) []answer.Sign {
	var seen answer.Seen
	if len(s.Result.Rows) == 0 || !s.Query.View.Groups() && !s.Query.View.OneCountry() {
		return nil // no figure of these is there; records say of theirs what they are
	}
	drawn := s.Screen.Figures()
	for c := range report.Column(report.NumColumns) {
		if !s.visible(c) {
			continue
		}
		add := func(r *answer.Row) {
			if !IsBase(r, c) {
				seen.Add(r.Figures[c], c)
			}
		}
		if drawn.Panel == nil {
			for i := range rows {
				add(&rows[i])
			}
		}
		if drawn.Totals {
			if add(&s.Result.Total); s.Result.Shown != nil {
				add(s.Result.Shown)
			}
		}
	}
	if p := drawn.Panel; p != nil {
		for _, cells := range p.Cells {
			for _, cell := range cells {
				if cell != nil {
					seen.Add(cell.Figure, s.Query.Measure)
				}
			}
		}
		for i := range p.Totals {
			if drawn.Totals && p.Totals[i].Records > 0 {
				seen.Add(p.Totals[i].Figures[s.Query.Measure], s.Query.Measure)
			}
		}
	}
	for _, b := range drawn.Beside {
		seen.Add(b.Figure, b.Column)
	}
	return s.Format.Signs(seen)
}

// Beside is a figure on the screen that stands in no row.
type Beside struct {
	Figure answer.Figure
	Column report.Column
}

// footnotes are those of some texts; of none, there are none.
func footnotes(texts ...string) []Footnote {
	list := []Footnote{}
	for _, text := range report.NonEmpty(texts...) {
		list = append(list, Footnote{Text: text})
	}
	return list
}

// PlaceNotes lists the notes that meet what is shown: that publishers do not measure the
// same, what takes part in a change, how many rows are hidden for their few requests, what
// the rates on screen cover, then the caveats, narrowest scope first. Those of the measure,
// or of the column under the cursor, come before the general ones, those of other columns
// on screen after them, and last those about other countries than the selected row.
func (s *Scene) PlaceNotes() {
	say := func(texts ...string) { s.Notes = append(s.Notes, footnotes(texts...)...) }
	compares := s.comparing()
	if compares != "" { // before what may be long
		drawn := s.Notes // of the screen itself
		s.Notes = s.covering(compares)
		s.Notes = append(s.Notes, drawn...)
	}
	say(s.halvedWhilePlaying())
	if len(s.Result.Rows) > 0 { // else it stands in their place
		say(s.hiddenForLittle(s.Result))
	}
	s.Notes = append(s.Notes, s.publishersNotes()...)
	if say(overlapping(s)); compares == "" {
		s.Notes = append(s.Notes, s.covering("")...)
	}
	if c := s.Query.Measure; c.IsSigned() && len(s.Result.Rows) > 0 && !s.anyFigure(c, s.Result.Rows, reported) {
		say("Nothing to compare: ] and [ choose a period, a what it is set against.")
	}
	measure := len(s.Notes) // the caveats of what was chosen to be measured stand here
	var beside, elsewhere []Footnote
	for i, n := range s.Result.Notes {
		about := s.Sheet.About[i]
		if about.Measured && !s.visible(about.Column) {
			continue
		}
		note := Footnote{n.ID, about.Prefix + n.Text, about.at}
		byCountry := s.Query.By == query.ByCountry && s.Result.Groups > 1 && s.Cursor >= 0
		if byCountry && about.countries != nil && !slices.Contains(about.countries, s.Result.Rows[s.Cursor].ID) {
			elsewhere = append(elsewhere, note)
			continue
		}
		switch {
		case about.Measured && (about.Column == s.Query.Measure || s.AsRows && about.Column == s.Session.Column):
			s.Notes = slices.Insert(s.Notes, measure, note)
			measure++
		case about.Measured:
			beside = append(beside, note)
		default:
			s.Notes = append(s.Notes, note)
		}
	}
	s.Notes = append(append(s.Notes, beside...), elsewhere...)
	if !s.Unlike() {
		if note, beside := s.Engine.UnlikeBeside(s.Query); beside {
			s.Notes = append(s.Notes, Footnote{note.ID, note.Text, s.ScopeOf(s.Query, note).at})
		}
	}
	s.UnlikeFirst()
	s.Signs = s.signsOf(s.Screen.Figures().Rows)
	if s.explains = len(s.Signs) > 0; s.AsRows { // of any row, so that scrolling moves nothing else
		s.explains = len(s.signsOf(s.Result.Rows)) > 0
	}
}

// hiddenForLittle says how many rows have too few requests to be shown, and what
// would show them; "" where none is hidden for that.
func (k *Kit) hiddenForLittle(r *answer.Result) string {
	if r.Small == 0 || r.Query.Minimum() <= 1 {
		return ""
	}
	them := "them"
	if r.Small == 1 {
		them = "it"
	}
	return fmt.Sprintf("%s %s under %s hidden, N shows %s", k.Format.Count(int64(r.Small)), Plural("row", r.Small), k.Requests(r.Query.Minimum()), them)
}

// AllHidden says that all rows have too few requests to be shown, and what to press.
func (k *Kit) AllHidden(r *answer.Result) (text, help string) {
	rows, _, _ := strings.Cut(k.hiddenForLittle(r), ", ")
	return rows + ".", "N chooses another minimum."
}

// Unlike says whether it is a note that publishers do not measure the same.
func (s *Scene) Unlike() bool {
	return slices.ContainsFunc(s.Notes, func(f Footnote) bool { return f.ID == answer.UnlikeNote })
}

// UnlikeFirst puts what must be known of several publishers before all that a
// screen says: whoever reads on has read it.
func (s *Scene) UnlikeFirst() {
	if at := slices.IndexFunc(s.Notes, func(f Footnote) bool { return f.ID == answer.UnlikeNote }); at > 0 {
		s.Notes = Moved(s.Notes, at, 0)
	}
}

// Moved puts one of some footnotes before others.
func Moved(notes []Footnote, from, to int) []Footnote {
	note := notes[from]
	return slices.Insert(slices.Delete(slices.Clone(notes), from, from+1), to, note)
}

// covering says what takes part in the changes on screen and what rates cover, in one
// note where they have room in a line.
func (s *Scene) covering(compares string) []Footnote {
	covers, of := s.coverage()
	var both anchor
	for _, c := range []report.Column{report.Change, report.Difference} {
		if compares != "" && s.visible(c) {
			both.addColumn(c)
		}
	}
	const sign, more = 3, 14 // what stands before a note, and how many others there are
	if one := strings.Join(report.NonEmpty(compares, covers), ". "); grid.Width(one) <= s.Panes.Notes.W-sign-more {
		both.columns |= of.columns
		compares, covers = one, ""
	}
	var notes []Footnote
	for _, n := range []Footnote{{Text: compares, at: both}, {Text: covers, at: of}} {
		if n.Text != "" {
			notes = append(notes, n)
		}
	}
	return notes
}

// inParentheses is what a footnote begins with that explains them.
const inParentheses = "In parentheses: "

// Coverage says which rates on screen rest on less than all requests.
func (s *Scene) Coverage() string {
	text, _ := s.coverage()
	return text
}

func (s *Scene) coverage() (text string, at anchor) {
	var parts []string
	columns := s.OnScreen
	if len(columns) == 0 { // what is drawn is the measure
		columns = []report.Column{s.Query.Measure}
	}
	of, whose := &s.Result.Total, ""
	if len(s.OnScreen) == 0 && s.Cursor >= 0 {
		of = &s.Result.Rows[s.Cursor] // the total is not on screen
		if v, compares := s.Screen.(interface {
			Reference() (row *answer.Row, alone bool)
		}); compares {
			var alone bool
			if of, alone = v.Reference(); !alone {
				whose = " of " + of.Name
			}
		}
	}
	for _, c := range columns {
		f := of.Figures[c]
		if f.Partly() {
			covered := s.Format.Covered(f.Covers)
			name := c.Label()
			if len(parts) > 0 || len(s.OnScreen) > 0 || whose != "" {
				name = report.LowerFirst(name)
			}
			parts = append(parts, fmt.Sprintf("%s%s covers %s of requests", name, whose, covered))
			at.addColumn(c)
		}
	}
	text = strings.Join(parts, ", ")
	if text != "" && (len(s.OnScreen) > 0 || whose != "") {
		text = inParentheses + text
	}
	return text, at
}

// visible says whether the figures of a column are on screen.
func (s *Scene) visible(c report.Column) bool {
	return c == s.Query.Measure || s.Screen != nil && s.Screen.Shows(c)
}

// PartialNote says which periods of a panel are not all there; "" where all are.
func PartialNote(p *answer.Panel) string {
	var parts []string
	for t := range p.Totals {
		if text := p.Totals[t].Partial; text != "" {
			parts = append(parts, p.Periods[t].String()+": "+text)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + "."
}

// takesPart says what takes part in a change where that is not all: how many of the
// publishers, and what is left out; "" where nothing need be said.
func takesPart(c *answer.Compare) string {
	if c == nil || c.Base || len(c.Publishers) == 0 {
		return ""
	}
	parts := report.NonEmpty(SomeOf(c))
	if len(c.Without) > 0 {
		parts = append(parts, "without "+strings.Join(c.Without, ", without "))
	}
	return strings.Join(parts, "; ")
}

// SomeOf says how many publishers take part in a change; "" for all of them.
func SomeOf(c *answer.Compare) string {
	if c == nil || c.Base || len(c.Publishers) == 0 || len(c.Publishers) >= c.Of {
		return ""
	}
	return fmt.Sprintf("%d of %d publishers", len(c.Publishers), c.Of)
}

// comparing is the footnote that says what takes part in the changes on screen: of the
// total and, where that is otherwise, not compared or not there, of the row or cell under
// the cursor.
func (s *Scene) comparing() string {
	var labels []string
	for _, c := range []report.Column{report.Change, report.Difference} {
		if s.visible(c) {
			labels = append(labels, report.LowerFirst(c.Label()))
		}
	}
	if len(labels) == 0 || len(s.Result.Rows) == 0 || !s.Query.View.Groups() { // whose tiles say it themselves
		return ""
	}
	total := s.Result.Total.Compare
	q, row, _ := s.Screen.Figure()
	own, all, one := "", takesPart(total), ""
	if row != nil {
		if own = takesPart(row.Compare); own == "" && row.Compare != nil && row.Compare.Of > 1 && len(row.Compare.Publishers) > 0 {
			own = "all publishers"
		}
		one = s.ofWhich(q, row)
	}
	if !s.AsRows || total == nil || total.TooLittle() {
		switch { // the total is not compared, or not there
		case own == "" || own == "all publishers":
			return ""
		case own == all && s.Screen.Figures().Panel == nil:
			one = ""
		}
		all = ""
	} else if own == all || own == "all publishers" && all == "" {
		own = ""
	}
	label := report.Capital(strings.Join(labels, " and "))
	switch {
	case all == "" && own == "":
		return ""
	case own != "" && all != "":
		own = "of " + one + ": " + own
	case own != "" && one != "":
		label += " of " + one
	}
	return label + ": " + strings.Join(report.NonEmpty(all, own), "; ")
}

// ofWhich names a row in a sentence, with its period where a screen has several.
func (k *Kit) ofWhich(q query.Query, row *answer.Row) string {
	name := cmp.Or(row.Name, "all requests")
	if q.View.OverPeriods() && q.By != query.ByPeriod && len(q.Period.Ranges) == 1 {
		name += " in " + q.Period.Ranges[0].String()
	}
	return name
}

// OnWhich adds to the words of a change what it is set against and, where that is not
// all, how many publishers take part.
func OnWhich(text string, row *answer.Row) []string {
	if row == nil || row.Compare == nil {
		return []string{text}
	}
	if against := row.Compare.Against; against != "" {
		text += " on " + against
	}
	return report.NonEmpty(text, SomeOf(row.Compare))
}

// Figures are those that stand on a screen, for the notes about them.
type Figures struct {
	Rows   []answer.Row  // of which figures stand on it
	Panel  *answer.Panel // of a screen over time; else nil
	Totals bool          // those of all rows, too
	Beside []Beside      // those of tiles
}

// anyFigure says whether a figure of a column is of a kind, of some rows or of what else
// stands on screen with them.
func (s *Scene) anyFigure(c report.Column, rows []answer.Row, is func(answer.Figure) bool) bool {
	in := func(r answer.Row) bool { return is(r.Figures[c]) }
	drawn := s.Screen.Figures()
	if drawn.Panel != nil {
		for _, cells := range drawn.Panel.Cells {
			if slices.ContainsFunc(cells, func(cell *answer.Cell) bool { return cell != nil && is(cell.Figure) }) {
				return true
			}
		}
		if !drawn.Totals {
			return false // lines have no figures but those of their cells
		}
		if slices.ContainsFunc(drawn.Panel.Totals, in) {
			return true
		}
	}
	if drawn.Totals && (in(s.Result.Total) || s.Result.Shown != nil && in(*s.Result.Shown)) {
		return true
	}
	return slices.ContainsFunc(rows, in)
}

// reported says whether a figure is.
func reported(f answer.Figure) bool { return f.Reported }

// overlapping is the footnote that says that rows share what they count.
func overlapping(s *Scene) string {
	if drawn := s.Screen.Figures(); drawn.Panel != nil && !drawn.Totals || s.Query.By != query.ByGroup || len(s.Result.Rows) == 0 || !s.Query.View.Groups() {
		return ""
	}
	return "A country can be a member of several groups: the rows do not add up to the total"
}
