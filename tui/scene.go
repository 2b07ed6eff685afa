package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// scene is where everything stands on the screen: what View draws and what the
// mouse hits. It is worked out anew from the session and the size, and nothing
// keeps it.
type scene struct {
	*kit
	panes
	session     model.Session // on the question that is shown
	w, h        int
	hinting     bool // the keys to begin with have a row
	busy        bool // something lies over the screen: no cursor is drawn
	query       model.Query
	result      *model.Result
	sheet       *sheet
	cursor      int  // index of the selected row; -1 for none
	gone        bool // the selected row is not among the rows: the cursor is where it was
	top         int  // index of the first row on screen
	name        grid.Rect
	columns     []columnPlace
	bars        grid.Rect // the bars themselves; their width is the length of the longest
	value       int       // cells to the right of the bars …
	valued      bool      // … that hold the value, and not only what the bar was divided by
	scale       chart.Scale
	chips       []chipPlace
	hiddenChips int // that had no room
	tiles       []tilePlace
	hiddenTiles int // likewise
	tileLimit   int // how many cells the count of a tile takes at most
	legend      grid.Rect
	tabs        []tabPlace
	notes       []footnote // those that meet what is shown
	workedOut   workedOut  // those of the screen before that are no notes of the data
	screen      screen
}

// columnPlace is where a column of the table stands, from the head down.
type columnPlace struct {
	column model.Column
	x, w   int
}

// scene works out where everything stands.
func (m *Model) scene() *scene { return m.sceneOf(m.query()) }

// sceneOf works out where everything stands of a question.
func (m *Model) sceneOf(q model.Query) *scene {
	r := m.engine.Result(q)
	s := &scene{
		kit: &m.kit, session: m.sessionOn(q), w: m.w, h: m.h, hinting: m.hint, busy: m.overlay != nil,
		query: q, result: r, workedOut: m.workedOut,
	}
	m.sheet = s.sheetOf(m.sheet)
	s.sheet = m.sheet
	s.cursor, s.gone = s.session.Cursor(r.Rows), s.session.Gone(r.Rows)
	// Which notes there are depends on the columns that fit, and how many rows
	// there are on the notes.
	s.placePanes(len(r.Notes) + 1)
	if s.step == tiny {
		return s
	}
	s.placeTabs()
	view := m.rooms[q.View]
	if m.plain && q.View == model.TrendView { // lines cannot be read aloud: the figures they are made of can
		view = m.rooms[model.MatrixView]
	}
	if s.screen = view.layout(s); s.screen == nil {
		s.screen = m.rooms[model.ExploreView].layout(s)
	}
	return s
}

// exploreView lays out the rows, which need no more than the scene.
type exploreView struct{}

func (exploreView) layout(s *scene) screen {
	s.screen = exploreScreen{s}
	s.placeTable()
	if s.placeNotes(); len(s.notes) < s.panes.notes.H {
		s.placePanes(len(s.notes))
		s.placeTable()
	}
	s.placeLegend()
	s.raiseTotals()
	s.top = scrolled(s.session.Top, s.cursor, s.body.H, len(s.result.Rows))
	s.placeChips()
	s.placeTiles()
	return s.screen
}

// sessionOn is the session with another question, which an open overlay shows
// meanwhile: its cursors stand where they would if that were asked.
func (m *Model) sessionOn(q model.Query) model.Session {
	at := m.state.Session
	at.Query = q
	return at
}

// zoomed says whether a pane has the screen to itself.
func (s *scene) zoomed() bool { return s.session.Zoom && s.step > list && !s.plain }

// placeView divides the screen for a view other than explore, with room for its
// notes, and places what stands around it. A screen of list size has no chips.
func (s *scene) placeView(lay func(*scene) screen) screen {
	s.divideView(len(s.result.Notes) + 1)
	s.screen = lay(s) // which says what figures there are, and so which notes
	if s.placeNotes(); len(s.notes) < s.panes.notes.H {
		s.divideView(len(s.notes))
	}
	s.placeChips()
	return lay(s)
}

// divideView divides the screen for a view of which so many notes want a row.
func (s *scene) divideView(notes int) {
	s.panes = arrangeView(s.w, s.h, notes)
	if s.hinting {
		s.panes = s.panes.withHint()
	}
}

// placePanes divides the screen.
func (s *scene) placePanes(notes int) {
	s.panes = arrange(s.w, s.h, notes)
	if s.zoomed() {
		s.panes = s.panes.withoutTops()
	}
	if s.hinting {
		s.panes = s.panes.withHint()
	}
	if s.result.Shown != nil {
		s.panes = s.panes.withSubtotal()
	}
}

// placeTable divides the body between the names, the columns and the bars.
func (s *scene) placeTable() {
	const sign = 2 // the cursor's sign and a space
	s.columns, s.bars, s.legend = s.columns[:0], grid.Rect{}, grid.Rect{}
	x, width := s.body.X+sign, s.body.W-sign
	longest := map[step]int{list: 30, narrow: 20, normal: 20, wide: 20}[s.step]
	names := min(max(s.sheet.names, 12), longest)
	// On a narrow screen one figure stands beside the bars: that of the column
	// under the cursor. Zoomed, a pane has the width to itself.
	barsOnly := s.step == list || s.step == narrow && !s.plain
	tableOnly := s.step == list || s.plain
	if s.zoomed() {
		barsOnly = s.session.Pane == model.BarsPane
		tableOnly = !barsOnly
	}
	// The bars get what is left, but never less than a share that makes their
	// lengths worth comparing.
	least := 0
	if !tableOnly {
		least = width * 36 / 100
	}
	s.value = 0
	if s.valued = s.step == wide && !tableOnly; s.valued {
		s.value = s.sheet.column(s.query.Measure).width + 1
	}
	if s.result.Uneven {
		s.value += grid.Width(s.glyphs.Halved) + 1
	}
	beside := s.query.Measure // the figure beside the bars, where there is one
	if c := s.session.Column; s.step == narrow && slices.Contains(s.sheet.columns, c) {
		beside = c
	}
	measure := s.sheet.column(beside).width
	if !barsOnly && s.step != list {
		// The column under the cursor and the one that rows are sorted by are never
		// out of sight: names give way to them, then the bars.
		sorted := slices.IndexFunc(s.sheet.columns, s.query.Order().Is)
		for {
			fit := s.sheet.fit(width-names-least, s.session.Column)
			if (!slices.Contains(s.sheet.columns, s.session.Column) || slices.Contains(fit, s.session.Column)) &&
				(sorted < 0 || slices.Contains(fit, s.sheet.columns[sorted])) {
				break
			}
			if names > 12 {
				names--
			} else if least > 12 {
				least--
			} else {
				break
			}
		}
	}
	s.name = grid.Rect{X: x, Y: s.body.Y, W: min(names, max(width-least-measure-gap, 6)), H: s.body.H}
	if s.step == list {
		s.name.W = max(width-measure-gap, 1)
	}
	x += s.name.W
	room := width - s.name.W - least
	if barsOnly && s.step != list {
		if !s.valued { // the value stands before the bar, as the one column
			s.columns = []columnPlace{{beside, x + gap, measure}}
			x += measure + gap
		}
	} else {
		fit := s.sheet.fit(room, s.session.Column)
		if s.step == list {
			fit = fit[:min(1, len(fit))]
		}
		spare := room
		for _, c := range fit {
			spare -= s.sheet.column(c).width + gap
		}
		if short := s.sheet.names - s.name.W - spare; short > 0 && short <= least/8 && len(fit) > 0 {
			spare += short // a name that lacks a few letters has them from the bars
		}
		if wanted := min(s.sheet.names-s.name.W, spare); wanted > 0 && s.step != list {
			s.name.W, x, spare = s.name.W+wanted, x+wanted, spare-wanted // names are not cut for nothing
		}
		air := 0
		if len(fit) > 0 {
			air = max(0, min(2, spare/len(fit))) // columns breathe where there is room
		}
		if s.step == list {
			air = 0
		}
		for _, c := range fit {
			w := s.sheet.column(c).width
			s.columns = append(s.columns, columnPlace{c, x + gap + air, w})
			x += w + gap + air
		}
	}
	if tableOnly {
		return
	}
	x += 2
	if s.step == narrow {
		x--
	}
	s.bars = grid.Rect{X: x, Y: s.body.Y, W: max(0, s.body.X+s.body.W-x-s.value), H: s.body.H}
	s.scale = s.barScale()
}

// airy is the height from which on what explains the bars has rows of its own.
const airy = 26

// placeLegend places what explains the bars: beside the heads of the columns or,
// where that is too narrow for what comes of requests, above them:
//
//	▎Requests    ▎Accounts named    …
//
//	                             ■ content   ■ non-content
//	Country    Requests ▾   …    ■ no data   ■ rejected
//
// The rows that it needs are there whatever outcomes a period has: the table stands
// still while one steps through them. Without height for them, it takes the empty
// row; on a narrow screen it then stands whole or not at all, as the figures above
// name colours, too.
func (s *scene) placeLegend() {
	if s.bars.Empty() {
		return
	}
	s.legend = grid.Rect{X: s.bars.X, Y: s.head.Y, W: s.bars.W + s.value, H: 1}
	if !s.stacked() {
		return
	}
	every := s.everyOutcome(&s.result.Total)
	if chart.LegendRows(s.legend.W, every) == 1 {
		return
	}
	entries := s.outcomeEntries(&s.result.Total)
	top := s.header.Y + s.header.H
	if !s.panes.tiles.Empty() {
		top = s.panes.tiles.Y + s.panes.tiles.H
	}
	if s.step == narrow {
		lines := min(chart.LegendRows(s.head.W, every), 2)
		if s.h >= airy {
			s.lower(lines)
		} else if lines = min(s.head.Y-top, 1); chart.LegendRows(s.head.W, entries) > 1 {
			lines = 0
		}
		s.legend = grid.Rect{X: s.head.X, Y: s.head.Y - lines, W: s.head.W, H: lines}
		return
	}
	if s.h >= airy {
		s.lower(1)
	}
	switch rows := chart.LegendRows(s.legend.W, entries); {
	case rows == 1 || top == s.head.Y:
	case rows == 2:
		s.legend.Y, s.legend.H = s.head.Y-1, 2
	default: // in one row over the table, too, which ends where the bars do
		w := min(max(chart.LegendWidth(entries), s.legend.W), s.head.W)
		s.legend = grid.Rect{X: s.head.X + s.head.W - w, Y: s.head.Y - 1, W: w, H: 1}
	}
}

// lower moves the heads and the rows down.
func (s *scene) lower(n int) {
	s.head.Y, s.above.Y = s.head.Y+n, s.above.Y+n
	s.body.Y, s.body.H = s.body.Y+n, s.body.H-n
	s.name.Y, s.name.H = s.body.Y, s.body.H
	s.bars.Y, s.bars.H = s.body.Y, s.body.H
	s.legend.Y = s.head.Y
}

// raiseTotals lets the totals follow the last row, where the rows do not fill the
// body.
func (s *scene) raiseTotals() {
	rows := len(s.result.Rows)
	if rows == 0 {
		rows = 4 // in which it is said why
	}
	free := s.body.H - rows
	if free <= 0 {
		return
	}
	s.body.H -= free
	s.name.H, s.bars.H = min(s.name.H, s.body.H), min(s.bars.H, s.body.H)
	s.below.Y, s.subtotal.Y, s.totals.Y = s.below.Y-free, s.subtotal.Y-free, s.totals.Y-free
}

// footnote is a caveat at the foot of the screen; without an id it is not one of
// the notes of the data.
type footnote struct{ id, text string }

// placeNotes lists the notes that meet what is shown: that publishers do not measure the
// same, what takes part in a change, how many rows are hidden for their few requests, what
// the rates on screen cover, then the caveats, narrowest scope first. Those of the measure,
// or of the column under the cursor, come before the general ones, those of other columns
// on screen after them, and last those about other countries than the selected row.
func (s *scene) placeNotes() {
	say := func(texts ...string) {
		for _, text := range nonEmpty(texts...) {
			s.notes = append(s.notes, footnote{text: text})
		}
	}
	compares := s.comparing()
	if compares != "" { // before what may be long
		drawn := s.notes // of the screen itself
		s.notes = nil
		say(s.covering(compares)...)
		s.notes = append(s.notes, drawn...)
	}
	if len(s.result.Rows) > 0 { // else it stands in their place
		say(s.hiddenForLittle(s.result))
	}
	s.notes = append(s.notes, s.publishersNotes()...)
	if say(overlapping(s)); compares == "" {
		say(s.covering("")...)
	}
	if c := s.query.Measure; c.IsSigned() && len(s.result.Rows) > 0 && !s.anyFigure(c, s.result.Rows, reported) {
		s.notes = append(s.notes, footnote{text: "Nothing to compare: ] and [ choose a period, a what it is set against."})
	}
	measure := len(s.notes) // the caveats of what was chosen to be measured stand here
	var beside, elsewhere []footnote
	for i, n := range s.result.Notes {
		about := s.sheet.about[i]
		if about.measured && !s.shows(about.column) {
			continue
		}
		note := footnote{n.ID, about.prefix + n.Text}
		byCountry := s.query.By == model.ByCountry && s.result.Groups > 1 && s.cursor >= 0
		if byCountry && about.countries != nil && !slices.Contains(about.countries, s.result.Rows[s.cursor].ID) {
			elsewhere = append(elsewhere, note)
			continue
		}
		switch {
		case about.measured && (about.column == s.query.Measure || s.rows() && about.column == s.session.Column):
			s.notes = slices.Insert(s.notes, measure, note)
			measure++
		case about.measured:
			beside = append(beside, note)
		default:
			s.notes = append(s.notes, note)
		}
	}
	s.notes = append(append(s.notes, beside...), elsewhere...)
	s.unlikeFirst()
}

// hiddenForLittle says how many rows have too few requests to be shown, and what
// would show them; "" where none is hidden for that.
func (k *kit) hiddenForLittle(r *model.Result) string {
	if r.Small == 0 || r.Query.Minimum() <= 1 {
		return ""
	}
	rows, them := "rows", "them"
	if r.Small == 1 {
		rows, them = "row", "it"
	}
	return fmt.Sprintf("%s %s under %s hidden, N shows %s", k.format.Count(int64(r.Small)), rows, k.requests(r.Query.Minimum()), them)
}

// allHidden says that all rows have too few requests to be shown, and what to press.
func (k *kit) allHidden(r *model.Result) (text, help string) {
	rows, _, _ := strings.Cut(k.hiddenForLittle(r), ", ")
	return rows + ".", "N chooses another minimum."
}

// unlikeFirst puts what must be known of several publishers before all that a
// screen says: whoever reads on has read it.
func (s *scene) unlikeFirst() {
	if at := slices.IndexFunc(s.notes, func(f footnote) bool { return f.id == model.UnlikeNote }); at > 0 {
		s.notes = moved(s.notes, at, 0)
	}
}

// moved puts one of some footnotes before others.
func moved(notes []footnote, from, to int) []footnote {
	note := notes[from]
	return slices.Insert(slices.Delete(slices.Clone(notes), from, from+1), to, note)
}

// requests is a number of them, in words.
func (k *kit) requests(n int) string {
	return k.counted(model.Figure{Reported: true, Lo: int64(n), Hi: int64(n)}, model.Requests)
}

// covering says what takes part in the changes on screen, what rates cover and what
// parentheses mean, in one note where they have room in a line.
func (s *scene) covering(compares string) []string {
	texts := []string{compares, s.coverage()}
	if !strings.HasPrefix(texts[1], inParentheses) {
		texts = append(texts, s.parentheses())
	}
	texts = nonEmpty(texts...)
	const sign, more = 3, 14 // what stands before a note, and how many others there are
	if one := strings.Join(texts, ". "); grid.Width(one) <= s.panes.notes.W-sign-more {
		return []string{one}
	}
	return texts
}

// inParentheses is what a footnote begins with that explains them.
const inParentheses = "In parentheses: "

// coverage says which rates on screen rest on less than all requests.
func (s *scene) coverage() string {
	var parts []string
	columns := s.columns
	if len(columns) == 0 { // what is drawn is the measure
		columns = []columnPlace{{column: s.query.Measure}}
	}
	of, whose := &s.result.Total, ""
	if len(s.columns) == 0 && s.cursor >= 0 {
		of = &s.result.Rows[s.cursor] // the total is not on screen
		if v, compared := s.screen.(compareScreen); compared {
			if of = &v.c.Rows[v.c.Reference]; len(v.c.Rows) > 1 {
				whose = " of " + of.Name
			}
		}
	}
	for _, c := range columns {
		f := of.Figures[c.column]
		if f.Partly() {
			covered := s.format.Covered(f.Covers)
			name := c.column.Label()
			if len(parts) > 0 || len(s.columns) > 0 || whose != "" {
				name = lowerFirst(name)
			}
			parts = append(parts, fmt.Sprintf("%s%s covers %s of requests", name, whose, covered))
		}
	}
	text := strings.Join(parts, ", ")
	if text != "" && (len(s.columns) > 0 || whose != "") {
		text = inParentheses + text
	}
	return text
}

// shows says whether a column is on screen.
func (s *scene) shows(c model.Column) bool {
	if c == s.query.Measure {
		return true
	}
	if s.screen != nil {
		return s.screen.shows(c)
	}
	return s.hasColumn(c)
}

// hasColumn says whether the table has a column.
func (s *scene) hasColumn(c model.Column) bool {
	for _, p := range s.columns {
		if p.column == c {
			return true
		}
	}
	return false
}

// title writes one of our own words, which are ASCII, with a capital.
func title(word string) string {
	if word == "" {
		return word
	}
	return strings.ToUpper(word[:1]) + word[1:]
}
