package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/chart"
	"daylight/tui/grid"
)

// draw draws the whole screen and says where the terminal's cursor stands, nil
// for nowhere.
func (m *Model) draw(f *grid.Frame) *tea.Cursor {
	s := m.scene()
	switch s.step {
	case tiny:
		m.drawTiny(f)
		return nil
	case list:
		m.drawHeader(f, &s)
		m.drawTable(f, &s)
		m.drawTotals(f, &s)
		m.drawHelpLine(f, &s)
	default:
		m.drawHeader(f, &s)
		m.drawChips(f, &s)
		m.drawTiles(f, &s)
		m.drawHeads(f, &s)
		m.drawLegend(f, &s)
		m.drawAbove(f, &s)
		m.drawTable(f, &s)
		m.drawBars(f, &s)
		m.drawBelow(f, &s)
		m.drawTotals(f, &s)
		m.drawNotes(f, &s)
		m.drawHint(f, &s)
		m.drawHelpLine(f, &s)
	}
	if m.overlay != nil {
		return m.overlay.draw(m, f, &s)
	}
	return nil
}

// drawTiny says what is wrong where nothing else fits.
func (m *Model) drawTiny(f *grid.Frame) {
	text := fmt.Sprintf("%d×%d: needs %d×%d", m.w, m.h, tinyWidth, tinyHeight)
	if m.glyphs.ASCII {
		text = strings.ReplaceAll(text, "×", "x")
	}
	f.Text(f.Bounds(), text, m.theme.Text)
}

// drawHeader draws the wordmark, whose reports these are, and what the rows are.
func (m *Model) drawHeader(f *grid.Frame, s *scene) {
	q := s.query
	left := []grid.Span{
		{Text: string(m.glyphs.Sun) + " daylight", Style: m.theme.Accent.Bold()},
	}
	right := fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), q.By)
	if s.step == list {
		// There is no room for the name: what the figures are comes first.
		f.Text(s.header, strings.ToLower(q.Measure.Label())+m.inForce(q), m.theme.Accent)
		return
	}
	if s.step == narrow {
		right = strings.TrimPrefix(m.inForce(q), " "+string(m.glyphs.Dot)+" ")
	} else {
		for _, subject := range m.subjects(q) {
			if grid.Width(subject)+grid.Width(right)+18 <= s.header.W {
				left = append(left, grid.Span{Text: "   " + subject, Style: m.theme.Text})
				break
			}
		}
	}
	used := f.Spans(s.header, left...)
	rest := grid.Rect{X: s.header.X + used + 2, Y: s.header.Y, W: max(0, s.header.W-used-2), H: 1}
	f.TextRight(rest, right, m.theme.Accent)
}

// inForce lists the filters that are set, the most particular first, each after
// a dot.
func (m *Model) inForce(q model.Query) string {
	text := ""
	if q.Search != "" {
		text = fmt.Sprintf(" %c %q", m.glyphs.Dot, q.Search)
	}
	for _, by := range []model.Dimension{
		model.ByOutcome, model.ByCountry, model.ByRegion, model.ByPeriod, model.ByType, model.ByService, model.ByPublisher,
	} {
		if c := m.chip(q, by); c.set {
			text += fmt.Sprintf(" %c %s", m.glyphs.Dot, c.value)
		}
	}
	return text
}

// subjects say whose reports these are, in more words and in fewer.
func (m *Model) subjects(q model.Query) []string {
	ids := m.engine.Publishers(q)
	const what = "Government requests for data"
	switch len(ids) {
	case 0:
		return []string{what}
	case 1:
		who := m.nameOf(model.ByPublisher, ids[0])
		return []string{what + " held by " + who, "Requests to " + who, who}
	}
	who := fmt.Sprintf("%d companies", len(ids))
	return []string{what + " held by " + who, "Requests to " + who, who}
}

// drawChips draws the filters.
func (m *Model) drawChips(f *grid.Frame, s *scene) {
	for _, c := range s.chips {
		value := m.theme.Text
		if c.set {
			value = m.theme.Accent.Bold()
		}
		spans := []grid.Span{{Text: c.label + " ", Style: m.theme.Dim}, {Text: c.value, Style: value}}
		if c.arrow {
			spans = append(spans, grid.Span{Text: " " + string(m.glyphs.Open), Style: m.theme.Faint})
		}
		f.Spans(c.rect, spans...)
	}
	if s.hiddenChips > 0 {
		f.TextRight(s.panes.chips, fmt.Sprintf("+%d", s.hiddenChips), m.theme.Dim)
	}
}

// drawTiles draws the figures above the table.
func (m *Model) drawTiles(f *grid.Frame, s *scene) {
	for _, t := range s.tiles {
		here := m.state.Pane == model.TilesPane && m.state.Outcome == t.Columns[0] && m.overlay == nil
		color := m.tileColor(t.Tile)
		if t.rect.H == 1 {
			value := m.theme.Strong
			if t.Columns[0].IsOutcome() {
				value.FG = m.theme.Ink(color)
			}
			if here {
				value.Attr |= grid.Underline
			}
			f.Spans(t.rect, grid.Span{Text: m.tileValue(t.Tile) + " ", Style: value}, grid.Span{Text: shortLabel(t.Tile), Style: m.theme.Dim})
			continue
		}
		f.VLine(t.rect.X, t.rect.Y, t.rect.H, m.glyphs.Tile, grid.Style{FG: color})
		_, inside := t.rect.TakeLeft(2)
		top, bottom := inside.TakeTop(1)
		label := m.theme.Dim
		if here {
			band := inside
			band.W = max(0, band.W-1)
			f.Fill(band, grid.Style{BG: m.theme.Band, Attr: m.theme.BandAttr})
			label = m.theme.Strong
		}
		f.Text(top, t.Label, label)
		used := f.Text(bottom, m.tileValue(t.Tile), m.theme.Strong)
		if t.Columns[0] == model.Requests {
			m.drawSpark(f, grid.Rect{X: bottom.X + used + 1, Y: bottom.Y, W: max(0, bottom.W-used-3), H: 1}, s)
		}
	}
}

// tileColor is the colour of a tile's edge.
func (m *Model) tileColor(t model.Tile) grid.Color {
	if !t.Columns[0].IsOutcome() {
		return m.theme.Accent.FG
	}
	return m.theme.Outcome(t.Columns[0].String())
}

// drawSpark draws the requests of all periods under the other filters, per
// month, so that a year does not stand out among half-years.
func (m *Model) drawSpark(f *grid.Frame, r grid.Rect, s *scene) {
	if r.W < 4 || m.glyphs.ASCII {
		return
	}
	spark := s.sheet.spark
	if w := 0; spark != nil {
		if w, _ = spark.Size(); w != r.W || s.sheet.sparkTheme != m.theme.Name {
			spark = nil
		}
	}
	if spark == nil {
		spark = m.newSpark(r.W, s.query)
		s.sheet.spark, s.sheet.sparkTheme = spark, m.theme.Name
	}
	for x := range r.W {
		if glyph, st := spark.Cell(x, 0); glyph != " " {
			f.Text(grid.Rect{X: r.X + x, Y: r.Y, W: 1, H: 1}, glyph, st)
		}
	}
}

// newSpark draws the requests over time into a frame of its own, which is kept
// with the sheet.
func (m *Model) newSpark(width int, q model.Query) *grid.Frame {
	var values []float64
	var chosen []bool
	for _, row := range m.engine.Facet(q, model.ByPeriod).Rows {
		p, err := model.ParsePeriod(row.ID)
		if err != nil || !row.Figures[model.Requests].Reported {
			continue
		}
		values = append(values, row.Figures[model.Requests].Value(model.Requests)/float64(p.Months()))
		chosen = append(chosen, len(q.Period.Ranges) > 0 && q.Period.Holds(p))
	}
	// All of the past is there, however narrow: several periods then share a cell,
	// as their mean.
	share := max(1, (len(values)+width-1)/width)
	var cells []float64
	f := grid.New(width, 1)
	for from := 0; from < len(values); from += share {
		sum, to := 0.0, min(from+share, len(values))
		for _, v := range values[from:to] {
			sum += v
		}
		cells = append(cells, sum/float64(to-from))
	}
	pen := chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}
	pen.DrawSpark(f, f.Bounds(), cells, m.theme.Dim)
	for i, is := range chosen {
		if is {
			f.SetFG(grid.Rect{X: i / share, W: 1, H: 1}, m.theme.Accent.FG)
		}
	}
	return f
}

// drawHeads draws the heads of the columns, the sorted one with its arrow.
func (m *Model) drawHeads(f *grid.Frame, s *scene) {
	order := s.query.Order()
	arrow := " " + string(m.glyphs.SortUp)
	if order.Descending {
		arrow = " " + string(m.glyphs.SortDown)
	}
	style := func(c model.Column, sorted bool) grid.Style {
		st := m.theme.Dim
		if sorted {
			st = m.theme.Accent.Bold()
		}
		if m.state.Pane == model.TablePane && m.state.Column == c && m.overlay == nil {
			st.Attr |= grid.Underline
		}
		return st
	}
	name := title(s.query.By.String())
	if order.Key {
		name += arrow
	}
	f.Text(grid.Rect{X: s.name.X, Y: s.head.Y, W: s.name.W, H: 1}, name, style(model.NameColumn, order.Key))
	for _, c := range s.columns {
		sorted := !order.Key && order.Column == c.column
		text := s.sheet.column(c.column).head
		if sorted {
			text += arrow
		}
		f.TextRight(grid.Rect{X: c.x, Y: s.head.Y, W: c.w, H: 1}, text, style(c.column, sorted))
	}
}

// drawAbove draws the rule under the heads, with how many columns lie to either
// side of those on screen.
func (m *Model) drawAbove(f *grid.Frame, s *scene) {
	f.HLine(s.above.X, s.above.Y, s.above.W, m.glyphs.Rule, m.theme.Rule)
	if len(s.columns) == 0 {
		return
	}
	all := s.sheet.columns
	at := func(c model.Column) int { return slices.Index(all, c) }
	first, last := s.columns[min(1, len(s.columns)-1)], s.columns[len(s.columns)-1]
	left, right := max(0, at(first.column)-1), len(all)-1-at(last.column)
	if left > 0 {
		f.TextRight(grid.Rect{X: first.x, Y: s.above.Y, W: first.w, H: 1}, fmt.Sprintf(" +%d ", left), m.theme.Dim)
	}
	if right > 0 && last.x+last.w+5 < s.above.X+s.above.W {
		f.Text(grid.Rect{X: last.x + last.w - 3, Y: s.above.Y, W: 7, H: 1}, fmt.Sprintf(" +%d ", right), m.theme.Dim)
	}
}

// drawTable draws the names and figures of the rows on screen.
func (m *Model) drawTable(f *grid.Frame, s *scene) {
	rows := s.result.Rows
	if len(rows) == 0 {
		m.drawEmpty(f, s)
		return
	}
	gone := m.state.Session.Gone(rows)
	for y := range s.body.H {
		i := s.top + y
		if i >= len(rows) {
			break
		}
		line := grid.Rect{X: s.body.X, Y: s.body.Y + y, W: s.body.W, H: 1}
		chosen := i == s.cursor && !gone
		name := m.theme.Text
		if chosen {
			f.Fill(line, grid.Style{BG: m.theme.Band, Attr: m.theme.BandAttr})
			f.Rune(line.X, line.Y, m.glyphs.Cursor, m.theme.Accent)
			name = m.theme.Strong
		}
		f.Text(grid.Rect{X: s.name.X, Y: line.Y, W: s.name.W, H: 1}, rows[i].Name, m.onBand(name, chosen))
		for _, c := range s.columns {
			text := s.sheet.column(c.column).rows[i]
			st := m.figureStyle(rows[i].Figures[c.column], c.column)
			if chosen && c.column == s.query.Measure {
				st.Attr |= grid.Bold
			}
			f.TextRight(grid.Rect{X: c.x, Y: line.Y, W: c.w, H: 1}, text, m.onBand(st, chosen))
		}
	}
}

// onBand gives text the attributes of the selected row, where a theme without
// colours shows it by them.
func (m *Model) onBand(st grid.Style, chosen bool) grid.Style {
	if chosen {
		st.Attr |= m.theme.BandAttr
	}
	return st
}

// wellCovered is the part of the requests that a rate must cover to be shown
// like others.
const wellCovered = 0.95

// figureStyle tells figures apart: missing faint, zero dim, content in its
// colour; a rate that covers only a part of the requests is dim too.
func (m *Model) figureStyle(f model.Figure, c model.Column) grid.Style {
	switch {
	case !f.Reported:
		return m.theme.Faint
	case c.IsCount() && f.Hi == 0 || !c.IsCount() && f.Rate == 0:
		return m.theme.Dim
	case f.Marks.Has(model.Part) && f.Covers < wellCovered:
		return m.theme.Dim
	case c == model.Content:
		return grid.Style{FG: m.theme.Ink(m.theme.Content)}
	}
	return m.theme.Text
}

// drawEmpty says why there is nothing, and what to press.
func (m *Model) drawEmpty(f *grid.Frame, s *scene) {
	text := "No record lies under these filters."
	help := "0 removes them all, u takes back the last one."
	if s.result.Groups > 0 {
		text = fmt.Sprintf("No row holds %q; there are %d.", s.query.Search, s.result.Groups)
		help = "esc ends the search."
	}
	area := s.body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(2)
	first, rest := area.TakeTop(1)
	f.Text(first, text, m.theme.Text)
	f.Text(rest, help, m.theme.Dim)
}

// drawBelow draws the rule under the rows; on a scale that is not linear, the
// axis.
func (m *Model) drawBelow(f *grid.Frame, s *scene) {
	f.HLine(s.below.X, s.below.Y, s.below.W, m.glyphs.Rule, m.theme.Rule)
	if s.bars.Empty() || s.scale.Kind == chart.Linear {
		return
	}
	axis := grid.Rect{X: s.bars.X, Y: s.below.Y, W: s.bars.W, H: 1}
	f.Fill(axis, grid.Style{})
	chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}.DrawAxis(f, axis, s.scale, m.theme.Dim)
}

// drawTotals draws the line that sums up: how many rows there are, which are on
// screen, and the figures of everything under the filter.
func (m *Model) drawTotals(f *grid.Frame, s *scene) {
	counted := m.format.Count(int64(s.result.Itemised)) + " " + plural(s.query.By, s.result.Itemised)
	free := s.name // what the words may fill
	free.Y, free.H = s.totals.Y, 1
	for i, c := range s.columns {
		st := m.theme.Strong
		figure := s.result.Total.Figures[c.column]
		if !figure.Reported {
			st = m.theme.Faint
		} else if c.column == model.Content && figure.Hi > 0 {
			st.FG = m.theme.Ink(m.theme.Content)
		}
		text, at := s.sheet.column(c.column).total, grid.Rect{X: c.x, Y: s.totals.Y, W: c.w, H: 1}
		if blank := c.x - s.name.X - grid.Width(counted) - 1; i == 0 {
			// The first total may reach over the blanks of the names.
			at.X, at.W = at.X-max(blank, 0), at.W+max(blank, 0)
			text = m.format.Short(figure, c.column, min(at.W, max(24, c.w)))
		}
		if used := f.TextRight(at, text, st); i == 0 {
			free.W = c.x + c.w - used - 1 - free.X
		}
	}
	shown := m.shown(s)
	if long := counted + " " + string(m.glyphs.Dot) + " " + shown; s.bars.Empty() && grid.Width(long) <= free.W {
		counted = long
	}
	f.Text(free, counted, m.theme.Dim)
	if !s.bars.Empty() {
		foot := grid.Rect{X: s.bars.X, Y: s.totals.Y, W: s.bars.W + s.value, H: 1}
		if s.valued {
			text := s.sheet.column(s.query.Measure).total
			at := foot
			if s.result.Uneven { // above it stands what years were divided by
				at.W -= grid.Width(m.glyphs.Halved) + 1
			}
			foot.W = at.W - f.TextRight(at, text, m.theme.Strong) - 1
		}
		f.Text(foot, shown, m.theme.Dim)
	}
}

// shown says which rows are on screen, and how many are hidden.
func (m *Model) shown(s *scene) string {
	n := len(s.result.Rows)
	if n == 0 {
		return "no row"
	}
	last := min(s.top+s.body.H, n)
	text := fmt.Sprintf("%d%s%d of %d", s.top+1, m.glyphs.Range, last, n)
	if n == 1 || s.top+1 == last {
		text = fmt.Sprintf("row %d of %d", last, n)
	}
	if hidden := s.result.Groups - n; hidden > 0 {
		text += fmt.Sprintf(", %d hidden", hidden)
	}
	return text
}

// plural names the things that rows are.
func plural(by model.Dimension, n int) string {
	name := by.String()
	switch {
	case n == 1:
		return name
	case by == model.ByCountry:
		return "countries"
	}
	return name + "s"
}

// drawNotes draws the caveats that touch the view, one a line, and says how many
// there are besides.
func (m *Model) drawNotes(f *grid.Frame, s *scene) {
	for y := range s.panes.notes.H {
		if y >= len(s.notes) {
			return
		}
		line := grid.Rect{X: s.panes.notes.X, Y: s.panes.notes.Y + y, W: s.panes.notes.W, H: 1}
		if more := len(s.notes) - s.panes.notes.H; y == s.panes.notes.H-1 && more > 0 {
			text := []grid.Span{
				{Text: fmt.Sprintf("  +%d more, ", more), Style: m.theme.Dim},
				{Text: "i", Style: m.theme.Key},
			}
			line.W -= f.SpansRight(line, text...)
		}
		f.Spans(line,
			grid.Span{Text: m.glyphs.Footnote(y) + " ", Style: m.theme.Accent},
			grid.Span{Text: s.notes[y], Style: m.theme.Dim})
	}
}

// drawHint tells a newcomer what lies here and which keys to begin with.
func (m *Model) drawHint(f *grid.Frame, s *scene) {
	if s.hint.Empty() {
		return
	}
	periods := m.engine.Facet(s.query, model.ByPeriod).Rows
	if len(periods) == 0 {
		return
	}
	key, dim := m.theme.Key, m.theme.Dim
	story := fmt.Sprintf("%d reports, %s to %s:  ", len(periods), periods[0].Name, periods[len(periods)-1].Name)
	keys := []grid.Span{
		{Text: "]", Style: key}, {Text: " steps through them   ", Style: dim},
		{Text: "b", Style: key}, {Text: " groups by period   ", Style: dim},
		{Text: "enter", Style: key}, {Text: " opens a row", Style: dim},
	}
	long := append([]grid.Span{{Text: story, Style: m.theme.Text}}, keys...)
	short := []grid.Span{
		{Text: "]", Style: key}, {Text: " step   ", Style: dim},
		{Text: "b", Style: key}, {Text: " group   ", Style: dim},
		{Text: "enter", Style: key}, {Text: " open", Style: dim},
	}
	for _, spans := range [][]grid.Span{long, keys, short} {
		if grid.SpansWidth(spans...) <= s.hint.W {
			f.Spans(s.hint, spans...)
			return
		}
	}
}

// underCursor says which part of a bar, or which tile, the cursor is on, and
// what enter does with it; nothing while it is in the table.
func (m *Model) underCursor(s *scene) string {
	if m.overlay != nil || s.step <= list {
		return ""
	}
	c := m.state.Outcome
	switch {
	case m.state.Pane == model.TilesPane:
		for _, t := range s.tiles {
			if t.Columns[0] == c && c.IsOutcome() {
				return fmt.Sprintf("%s: %s of requests, enter filters by it", t.Label, m.tileValue(t.Tile))
			} else if t.Columns[0] == c {
				return fmt.Sprintf("%s: %s", t.Label, m.tileValue(t.Tile))
			}
		}
		return "left and right choose a tile"
	case m.state.Pane == model.BarsPane && s.cursor >= 0 && c.IsOutcome():
		row := &s.result.Rows[s.cursor]
		return fmt.Sprintf("%s, %s: %s requests, enter filters by it", row.Name, strings.ToLower(c.Label()), m.format.Figure(row.Figures[c], c))
	case m.state.Pane == model.BarsPane:
		return "left and right choose a part of the bar"
	}
	return ""
}

// drawHelpLine draws what was said last, else what the cursor is on, else the
// keys that are used most.
func (m *Model) drawHelpLine(f *grid.Frame, s *scene) {
	if m.said != "" {
		f.Text(s.help, m.said, m.theme.Accent)
		return
	}
	if m.plain {
		f.Text(s.help, m.announced(s), m.theme.Text)
		return
	}
	if text := m.underCursor(s); text != "" {
		f.Text(s.help, text, m.theme.Text)
		return
	}
	var spans []grid.Span
	width, n := 0, 0
	for i := range m.keys {
		b := &m.keys[i]
		if b.short == "" || n == 10 {
			continue
		}
		w := grid.Width(m.spelled(b.name())) + 1 + grid.Width(b.short)
		if n > 0 {
			w += 3
		}
		isHelp := b.short == "help"
		if !isHelp && width+w+9 > s.help.W {
			continue // help itself is never left out
		}
		if !isHelp && n == 9 {
			continue
		}
		if n > 0 {
			spans = append(spans, grid.Span{Text: "   ", Style: m.theme.Dim})
		}
		spans = append(spans, grid.Span{Text: m.spelled(b.name()), Style: m.theme.Key}, grid.Span{Text: " " + b.short, Style: m.theme.Dim})
		width, n = width+w, n+1
	}
	f.Spans(s.help, spans...)
}
