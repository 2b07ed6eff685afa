package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/tui/chart"
	"daylight/tui/grid"
)

// scene is where everything stands on the screen: what View draws and what the
// mouse hits. It is worked out anew from the session and the size, and nothing
// keeps it.
type scene struct {
	panes
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
	legend      grid.Rect
	tabs        []tabPlace
	notes       []footnote // those that meet what is shown
	screen      screen
}

// columnPlace is where a column of the table stands, from the head down.
type columnPlace struct {
	column model.Column
	x, w   int
}

// scene works out where everything stands.
func (m *Model) scene() scene { return m.sceneOf(m.query()) }

// sceneOf works out where everything stands of a question.
func (m *Model) sceneOf(q model.Query) scene {
	r := m.engine.Result(q)
	s := scene{query: q, result: r, sheet: m.sheetOf(r)}
	at := m.sessionOn(q)
	s.cursor, s.gone = at.Cursor(r.Rows), at.Gone(r.Rows)
	// Which notes there are depends on the columns that fit, and how many rows
	// there are on the notes.
	m.placePanes(&s, len(r.Notes)+1)
	if s.step == tiny {
		return s
	}
	m.placeTabs(&s)
	if lay := layouts[q.View]; lay != nil {
		if s.screen = lay(m, &s); s.screen != nil {
			return s
		}
	}
	s.screen = exploreScreen{}
	m.placeTable(&s)
	if s.placeNotes(m); len(s.notes) < s.panes.notes.H {
		m.placePanes(&s, len(s.notes))
		m.placeTable(&s)
	}
	s.top = scrolled(m.state.Top, s.cursor, s.body.H, len(r.Rows))
	m.placeChips(&s)
	m.placeTiles(&s)
	return s
}

// sessionOn is the session with another question, which an open overlay shows
// meanwhile: its cursors stand where they would if that were asked.
func (m *Model) sessionOn(q model.Query) model.Session {
	at := m.state.Session
	at.Query = q
	return at
}

// zoomed says whether a pane has the screen to itself.
func (m *Model) zoomed(p panes) bool { return m.state.Zoom && p.step > list && !m.plain }

// placeView divides the screen for a view other than explore, with room for its
// notes, and places what stands around it. A screen of list size has no chips.
func (m *Model) placeView(s *scene, lay func(*scene) screen) screen {
	m.divideView(s, len(s.result.Notes)+1)
	s.screen = lay(s) // which says what figures there are, and so which notes
	if s.placeNotes(m); len(s.notes) < s.panes.notes.H {
		m.divideView(s, len(s.notes))
	}
	m.placeChips(s)
	return lay(s)
}

// divideView divides the screen for a view of which so many notes want a row.
func (m *Model) divideView(s *scene, notes int) {
	s.panes = arrangeView(m.w, m.h, notes)
	if m.hint {
		s.panes = s.panes.withHint()
	}
}

// placePanes divides the screen.
func (m *Model) placePanes(s *scene, notes int) {
	s.panes = arrange(m.w, m.h, notes)
	if m.zoomed(s.panes) {
		s.panes = s.panes.withoutTops()
	}
	if m.hint {
		s.panes = s.panes.withHint()
	}
}

// placeTable divides the body between the names, the columns and the bars.
func (m *Model) placeTable(s *scene) {
	const sign = 2 // the cursor's sign and a space
	s.columns, s.bars, s.legend = s.columns[:0], grid.Rect{}, grid.Rect{}
	x, width := s.body.X+sign, s.body.W-sign
	longest := map[step]int{list: 30, narrow: 20, normal: 20, wide: 20}[s.step]
	names := min(max(s.sheet.names, 12), longest)
	// On a narrow screen one figure stands beside the bars: that of the column
	// under the cursor. Zoomed, a pane has the width to itself.
	barsOnly := s.step == list || s.step == narrow && !m.plain
	tableOnly := s.step == list || m.plain
	if m.zoomed(s.panes) {
		barsOnly = m.state.Pane == model.BarsPane
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
		s.value += grid.Width(m.glyphs.Halved) + 1
	}
	beside := s.query.Measure // the figure beside the bars, where there is one
	if c := m.state.Column; s.step == narrow && slices.Contains(s.sheet.columns, c) {
		beside = c
	}
	measure := s.sheet.column(beside).width
	if !barsOnly && s.step != list {
		// The column under the cursor and the one that rows are sorted by are never
		// out of sight: names give way to them, then the bars.
		sorted := slices.IndexFunc(s.sheet.columns, s.query.Order().Is)
		for {
			fit := s.sheet.fit(width-names-least, m.state.Column)
			if (!slices.Contains(s.sheet.columns, m.state.Column) || slices.Contains(fit, m.state.Column)) &&
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
		fit := s.sheet.fit(room, m.state.Column)
		if s.step == list {
			fit = fit[:min(1, len(fit))]
		}
		spare := room
		for _, c := range fit {
			spare -= s.sheet.column(c).width + gap
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
	s.scale = m.barScale(s)
	s.legend = grid.Rect{X: s.bars.X, Y: s.head.Y, W: s.bars.W + s.value, H: 1}
}

// footnote is a caveat at the foot of the screen; without an id it is not one of
// the notes of the data.
type footnote struct{ id, text string }

// placeNotes lists the notes that meet what is shown: what the rates on screen
// cover, then the caveats, narrowest scope first. One about a measure counts only
// where that column stands; one about other countries than the selected row comes
// after the others.
func (s *scene) placeNotes(m *Model) {
	s.notes = append(s.notes, m.publishersNotes(s)...)
	if text := m.coverage(s); text != "" {
		s.notes = append(s.notes, footnote{text: text})
	}
	if s.query.Measure == model.Change && !s.result.Total.Figures[model.Change].Reported && !s.anyReports(model.Change) {
		s.notes = append(s.notes, footnote{text: "A change is that from one period to the next: ] and [ choose a period."})
	}
	measure := len(s.notes) // the caveats of what was chosen to be measured stand here
	var elsewhere []footnote
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
		if about.measured && about.column == s.query.Measure {
			s.notes = slices.Insert(s.notes, measure, note)
			measure++
			continue
		}
		s.notes = append(s.notes, note)
	}
	s.notes = append(s.notes, elsewhere...)
}

// anyReports says whether a row reports a column.
func (s *scene) anyReports(c model.Column) bool {
	return slices.ContainsFunc(s.result.Rows, func(r model.Row) bool { return r.Figures[c].Reported })
}

// coverage says which rates on screen rest on less than all requests.
func (m *Model) coverage(s *scene) string {
	var parts []string
	columns := s.columns
	if len(columns) == 0 { // what is drawn is the measure
		columns = []columnPlace{{column: s.query.Measure}}
	}
	for _, c := range columns {
		f := s.result.Total.Figures[c.column]
		if f.Partly() {
			covered := m.format.Figure(model.Figure{Reported: true, Rate: f.Covers}, model.Share)
			parts = append(parts, fmt.Sprintf("%s covers %s of requests", c.column.Label(), covered))
		}
	}
	return strings.Join(parts, ", ")
}

// shows says whether a column is on screen.
func (s *scene) shows(c model.Column) bool {
	if c == s.query.Measure {
		return true
	}
	if s.screen != nil {
		return s.screen.shows(s, c)
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
