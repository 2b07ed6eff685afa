package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// countryScreen is the profile of one country. Its name stays where it is, and
// all that is told about it scrolls below as one page:
//
//	United Kingdom   Northern Europe, Europe   69.1 million people (2024)
//	26 reports, 2012 to 2025-H1; rank and share among 128 countries
//	──────────────────────────────────────────────────────────── 2 lines above ─
//	▎Requests      ▎Rank          ▎Share of all  ▎Disclosed     …
//	What came of them     Requests over time     In Northern Europe
//	█████████▒▒▒▒░░░      ▂▃▅▇▆▅▄▅▆▃▂▁           1 Ireland       …
//	…                     …                      …
//	Latest records                                             all 96 records: 7
//	──────────────────────────────────────────────────────────── 9 lines below ─
type countryScreen struct {
	*scene
	page *profilePage
	name grid.Rect // the lines about the country itself
	body grid.Rect // the part of the page on screen
	top  int       // the first line of it
	// above and below are the rules between which the page scrolls; empty where
	// there is no room for them, or nothing to say.
	above, below grid.Rect
}

// countryView keeps the latest profile of a country, laid out.
type countryView struct{ page *profilePage }

// layout leaves a screen of list size to the rows.
func (k *countryView) layout(s *scene) screen {
	if s.step <= list {
		return nil
	}
	profile := s.engine.Profile(s.query)
	s.result = s.engine.Result(profile.Own)
	s.cursor = min(0, len(s.result.Rows)-1)
	s.sheet = k.sheetOf(s, profile)
	v := s.placeView(func(s *scene) screen { return k.place(s, profile) })
	perMillionFirst(s)
	s.unlikeFirst()
	return v
}

// place divides the body between the name and the page.
func (k *countryView) place(s *scene, profile *answer.Profile) *countryScreen {
	v := &countryScreen{scene: s, body: s.body}
	const roomy = 14 // rows from which on the rules and a second line have room
	lines := 1
	if s.body.H >= roomy {
		lines = 2
	}
	v.name, v.body = v.body.TakeTop(lines)
	if s.body.H >= roomy && !s.plain {
		v.above, v.body = v.body.TakeTop(1)
	}
	v.page = k.pageOf(s, profile, v.body.W)
	if s.body.H >= roomy && !s.plain && v.page.lines > v.body.H {
		v.below, v.body = v.body.TakeBottom(1)
	}
	v.top = s.session.Line
	if s.plain {
		v.top = min(scrolled(s.session.Top, s.session.Line, v.body.H, v.page.lines), v.page.lines-v.body.H)
	}
	if !s.plain {
		v.top = min(v.page.whole(v.top, v.top), v.last())
	}
	v.top = max(0, min(v.top, v.page.lines-1))
	return v
}

// last is how far the lines can be scrolled. Heard, they are read one by one; seen,
// the last of them need not go up to the top.
func (v *countryScreen) last() int {
	if v.plain {
		return max(0, v.page.lines-1)
	}
	last := max(0, v.page.lines-v.body.H)
	if whole := v.page.whole(last, last); whole < last { // lines below the end are empty
		return v.page.whole(last, whole)
	}
	return last
}

func (v *countryScreen) draw(f *grid.Frame) {
	if v.page.profile.Subject.Code == "" {
		v.drawEmpty(f)
		return
	}
	v.drawName(f)
	if !v.above.Empty() {
		f.HLine(v.above.X, v.above.Y, v.above.W, v.glyphs.Rule, v.theme.Rule)
		v.drawMore(f, v.above, v.top, v.glyphs.Up, "above")
	}
	if !v.below.Empty() {
		f.HLine(v.below.X, v.below.Y, v.below.W, v.glyphs.Rule, v.theme.Rule)
		v.drawMore(f, v.below, v.page.lines-v.top-v.body.H, v.glyphs.Down, "below")
	}
	pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
	for i := range v.page.marks {
		k := &v.page.marks[i]
		y := k.at.Y - v.top
		if y < 0 || y >= v.body.H || k.part.to > 0 && (k.part.from < v.top || k.part.to > v.top+v.body.H) {
			continue
		}
		r := grid.Rect{X: v.body.X + k.at.X, Y: v.body.Y + y, W: k.at.W, H: 1}
		switch {
		case k.bar != nil:
			pen.DrawBar(f, r, k.bar, k.scale, 0)
		case k.picture != nil:
			copyRow(f, r, k.picture, k.row)
		case k.fill:
			f.Fill(r, k.style)
		case k.right:
			f.TextRight(r, k.text, k.style)
		default:
			f.Text(r, k.text, k.style)
		}
	}
}

// copyRow draws one row of a picture; its blanks leave what stands there.
func copyRow(f *grid.Frame, r grid.Rect, picture *grid.Frame, row int) {
	for x := range r.W {
		if glyph, st := picture.Cell(x, row); glyph != " " {
			f.Text(grid.Rect{X: r.X + x, Y: r.Y, W: 1, H: 1}, glyph, st)
		}
	}
}

// drawMore says on a rule how many lines lie beyond it.
func (v *countryScreen) drawMore(f *grid.Frame, r grid.Rect, n int, arrow rune, where string) {
	if n <= 0 {
		return
	}
	text := fmt.Sprintf(" %c %d %s %s ", arrow, n, linesWord(n), where)
	_, r = r.TakeLeft(max(0, r.W-grid.Width(text)-2))
	f.Text(r, text, v.theme.Dim)
}

func linesWord(n int) string {
	if n == 1 {
		return "line"
	}
	return "lines"
}

// drawName draws who the profile is about, and what its figures rest on.
func (v *countryScreen) drawName(f *grid.Frame) {
	p := v.page.profile
	first := v.name.Row(0)
	var pinned []grid.Span
	if pin := pinOf(&v.query, p.Subject.Code); pin >= 0 && v.query.By == query.ByCountry {
		pinned = append(pinned, grid.Span{Text: string(v.glyphs.Pinned) + " ", Style: v.seriesStyle(pin)})
	}
	spans := append(pinned, grid.Span{Text: p.Subject.Name, Style: v.theme.Accent.Bold()})
	for _, words := range []string{placeWords(v.kit, p), peopleWords(v.kit, p)} {
		if words == "" {
			continue
		}
		next := grid.Span{Text: "   " + words, Style: v.theme.Dim}
		if grid.SpansWidth(append(spans, next)...) > first.W {
			break
		}
		spans = append(spans, next)
	}
	_, rest := first.TakeLeft(f.Spans(first, spans...) + 3)
	v.drawNeighbours(f, rest, v.query)
	if v.name.H > 1 {
		f.Text(v.name.Row(1), firstFitting(v.name.W, basisWords(v.kit, p, v.query)...), v.theme.Dim)
	}
}

// drawNeighbours names the countries that left and right turn to.
func (v *countryScreen) drawNeighbours(f *grid.Frame, r grid.Rect, q query.Query) {
	before, after := v.engine.Neighbours(q)
	var spans []grid.Span
	if before != "" {
		spans = append(spans, grid.Span{Text: string(v.glyphs.Left) + " ", Style: v.theme.Key}, grid.Span{Text: before, Style: v.theme.Dim})
	}
	if after != "" {
		if len(spans) > 0 {
			spans = append(spans, grid.Span{Text: "   ", Style: v.theme.Dim})
		}
		spans = append(spans, grid.Span{Text: after, Style: v.theme.Dim}, grid.Span{Text: " " + string(v.glyphs.Right), Style: v.theme.Key})
	}
	if grid.SpansWidth(spans...) <= r.W && !v.plain {
		f.SpansRight(r, spans...)
	}
}

func (v *countryScreen) click(x, y int) []model.Action {
	if !v.body.Contains(x, y) {
		return nil
	}
	x, y = x-v.body.X, y-v.body.Y+v.top
	for i := range v.page.marks {
		if k := &v.page.marks[i]; k.does != nil && k.at.Contains(x, y) {
			return actions(k.does)
		}
	}
	return nil
}

func (v *countryScreen) wheel(by int) []model.Action {
	return actions(model.Move{By: by})
}

func (v *countryScreen) shows(c report.Column) bool {
	return v.page.profile.Row != nil && v.page.shown[c]
}

func (v *countryScreen) figures() figures {
	if row := v.page.profile.Row; row != nil {
		return figures{rows: []answer.Row{*row}}
	}
	return figures{}
}

// rest leaves no line that the next key would have to scroll back.
func (v *countryScreen) rest(line, from int) int {
	return min(v.page.whole(line, from), v.last())
}

func (v *countryScreen) window() (cursor, height, lines int) {
	return min(v.session.Line, v.last()), v.body.H, v.page.lines
}

func (v *countryScreen) announce() string {
	line := min(v.session.Line, v.last())
	for i := range v.page.marks {
		if k := &v.page.marks[i]; k.at.Y == line {
			return fmt.Sprintf("%s, line %d of %d: %s", v.page.profile.Subject.Name, line+1, v.page.lines, strings.TrimSpace(k.text))
		}
	}
	if v.page.profile.Subject.Code == "" {
		return "no country has a record under these filters; 0 removes them all"
	}
	return fmt.Sprintf("%s, line %d of %d", v.page.profile.Subject.Name, line+1, v.page.lines)
}

func (v *countryScreen) readAt() (x, y int) {
	return v.body.X, v.body.Y + min(v.session.Line, v.last()) - v.top
}

func (v *countryScreen) figure() (query.Query, *answer.Row, report.Column) {
	p := v.page.profile
	return p.Among.Query, p.Row, p.Among.Query.Measure
}

func (v *countryScreen) help() []helpKey {
	return []helpKey{
		{"right", "country"}, {"down", "scroll"}, {"enter", "over time"}, {"]", "period"}, {"7", "records"},
		{"8", "sources"}, {"m", ""}, {"i", ""}, {":", ""}, {"?", ""},
	}
}

// perMillionFirst puts the caveat of rates per million first among the notes, as
// its figure is on screen whatever is measured.
func perMillionFirst(s *scene) {
	first := 0
	for i, n := range s.result.Notes {
		if about := s.sheet.about[i]; !about.measured || !about.column.IsPerPeople() {
			continue
		}
		if at := slices.IndexFunc(s.notes, func(f footnote) bool { return f.id == n.ID }); at >= first {
			s.notes = moved(s.notes, at, first)
			first++
		}
	}
}

// sheetOf is what the screen must know of the notes about a profile, and
// the columns that its inspector lists.
func (k *countryView) sheetOf(s *scene, p *answer.Profile) *sheet {
	if page := k.page; page != nil && page.profile == p && page.sheet.limit == s.figureLimit() {
		return page.sheet
	}
	return s.newSheet(s.result)
}
