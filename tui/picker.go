package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// picker chooses values of one dimension: every value with its count under the
// other filters, narrowed by what is typed, while the screen behind shows what
// the choice would make of it.
type picker struct {
	by        query.Dimension
	data      *report.Dataset
	before    query.Query // as it was, for esc and for the other filters
	values    []pickValue
	groups    []pickGroup // values that belong together; none where they stand alone
	in        textinput.Model
	shown     []int   // indices into values that match what is typed, best first; -1-g for the head of group g
	matched   [][]int // the letters that match, by index in shown
	list.List         // over shown
	chosen    map[string]bool
	except    bool // all but the chosen
	changed   bool
	uneven    bool // years stand among half-years: their bars are half as long
}

// pickValue is one line of a picker.
type pickValue struct {
	row  answer.Row
	code string // shown before the name; empty where it says nothing new
	text string // what typing is matched against
	// called is every name of a country; nil for what is none.
	called *report.Called
}

// call gives a country all its names.
func (v *pickValue) call(d *report.Dataset) {
	if v.called = d.Called(v.row.ID); v.called != nil {
		v.text = v.called.String()
	}
}

// uncounted says whether no publisher that a query asks counts a type in its
// totals.
func uncounted(k *scene.Kit, q query.Query, id string) bool {
	publishers := k.Engine.Publishers(q)
	return !slices.ContainsFunc(k.Engine.Dataset().Types, func(t report.Type) bool {
		return t.ID == id && t.InTotals && slices.Contains(publishers, t.Publisher)
	})
}

// pickGroup is values that can be chosen together.
type pickGroup struct {
	row     answer.Row
	members []int
}

// newPicker opens the picker of a dimension.
func newPicker(m *Model, by query.Dimension) overlay {
	q := m.state.Query
	p := &picker{by: by, data: m.Engine.Dataset(), before: q, in: newField(), chosen: map[string]bool{}}
	r := m.Engine.Facet(q, by)
	p.uneven = r.Uneven
	d := m.Engine.Dataset()
	for _, row := range r.Rows {
		v := pickValue{row: row, text: report.Fold(row.Name)}
		switch by {
		case query.ByCountry:
			v.code = row.ID
			v.call(d)
		case query.ByType, query.ByService:
			if report.Fold(row.ID) != report.Fold(row.Name) {
				v.text += " " + row.ID
			}
			if by == query.ByType && uncounted(&m.Kit, q, row.ID) {
				v.row.Name += " (not in totals)"
			}
		}
		p.values = append(p.values, v)
	}
	p.start(&m.Kit, q)
	if by == query.ByCountry {
		p.group(&m.Kit, q)
	}
	p.narrow()
	if len(p.groups) > 0 {
		p.Cursor = 1 // the first country, below the head of its region
	}
	return p
}

// group puts countries under their regions, the one that asks most first.
func (p *picker) group(k *scene.Kit, q query.Query) {
	q.Country = query.Filter{}
	d := k.Engine.Dataset()
	for _, region := range k.Engine.Facet(q, query.ByRegion).Rows {
		g := pickGroup{row: region}
		for i, v := range p.values {
			c, _ := d.Country(v.row.ID)
			if c.Region == region.ID || c.Region == "" && region.ID == report.NoRegion {
				g.members = append(g.members, i)
			}
		}
		if len(g.members) > 0 {
			p.groups = append(p.groups, g)
		}
	}
	rest := pickGroup{row: answer.Row{Name: "No record here"}}
	for i := range p.values {
		if !slices.ContainsFunc(p.groups, func(g pickGroup) bool { return slices.Contains(g.members, i) }) {
			rest.members = append(rest.members, i)
		}
	}
	if len(rest.members) > 0 {
		p.groups = append(p.groups, rest)
	}
}

// start takes over the filter as it is.
func (p *picker) start(k *scene.Kit, q query.Query) {
	if p.by == query.ByPeriod {
		if len(q.Period.Ranges) == 0 {
			return
		}
		p.except = q.Period.Except
		for _, v := range p.values {
			period, err := report.ParsePeriod(v.row.ID)
			if err == nil && q.Period.Holds(period) != p.except {
				p.chosen[v.row.ID] = true
			}
		}
		return
	}
	f := *q.Filter(p.by)
	if p.by == query.ByPublisher && f.Mode == query.Default {
		f.IDs = k.Engine.Publishers(q) // what an unset filter means
	}
	p.except = f.Mode == query.Except
	for _, id := range f.IDs {
		p.chosen[id] = true
		if !slices.ContainsFunc(p.values, func(v pickValue) bool { return v.row.ID == id }) {
			// It has no record under the other filters, and is chosen all the same.
			name := k.Engine.Name(q, p.by, id)
			v := pickValue{row: answer.Row{ID: id, Name: name}, text: report.Fold(name)}
			if p.by == query.ByCountry {
				v.call(k.Engine.Dataset())
			}
			p.values = append(p.values, v)
		}
	}
	if f.Mode == query.All {
		for _, v := range p.values {
			p.chosen[v.row.ID] = true
		}
	}
}

// narrow lists the values that match what is typed.
func (p *picker) narrow() {
	p.shown, p.matched = p.shown[:0], nil
	sought := p.data.Seek(p.in.Value())
	switch {
	case p.ranged():
		r, err := report.ParsePeriodRange(strings.TrimSpace(p.in.Value()))
		for i, v := range p.values {
			if period, wrong := report.ParsePeriod(v.row.ID); err == nil && wrong == nil && r.Span().Holds(period) {
				p.shown = append(p.shown, i)
			}
		}
	case sought.Text() != "":
		for _, hit := range matches(sought, p.values) {
			p.shown = append(p.shown, hit.value)
			p.matched = append(p.matched, hit.letters)
		}
	case len(p.groups) > 0:
		for g := range p.groups {
			p.shown = append(append(p.shown, -1-g), p.groups[g].members...)
		}
	default:
		for i := range p.values {
			p.shown = append(p.shown, i)
		}
	}
	if p.matched == nil {
		p.matched = make([][]int, len(p.shown))
	}
	p.Cursor = min(p.Cursor, max(0, len(p.shown)-1))
}

// ranged says whether a range of periods is typed, as a query writes it.
func (p *picker) ranged() bool { return p.by == query.ByPeriod && strings.Contains(p.in.Value(), "..") }

// query is the question with the filter that is chosen.
func (p *picker) query() query.Query {
	q := p.before
	if !p.changed {
		return q
	}
	var ids []string
	for id, on := range p.chosen {
		if on {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	if p.by == query.ByPeriod {
		q.Period = query.PeriodFilter{}
		for _, id := range ids {
			if period, err := report.ParsePeriod(id); err == nil {
				q.Period.Ranges = append(q.Period.Ranges, report.PeriodRange{From: period, To: period})
			}
		}
		q.Period.Ranges = joined(q.Period.Ranges, p.values)
		q.Period.Except = p.except && len(ids) > 0
		return q
	}
	f := q.Filter(p.by)
	switch {
	case len(ids) == 0:
		*f = query.Filter{}
	case p.except:
		*f = query.Filter{Mode: query.Except, IDs: ids}
	case p.allOf(p.values):
		*f = query.Filter{Mode: query.All}
	default:
		*f = query.Filter{Mode: query.Only, IDs: ids}
	}
	return q
}

// joined writes neighbours among the values as one range.
func joined(list []report.PeriodRange, values []pickValue) []report.PeriodRange {
	slices.SortFunc(list, func(a, b report.PeriodRange) int { return a.From.Compare(b.From) })
	next := map[report.Period]report.Period{}
	var last report.Period
	var all []report.Period
	for _, v := range values {
		if period, err := report.ParsePeriod(v.row.ID); err == nil {
			all = append(all, period)
		}
	}
	slices.SortFunc(all, report.Period.Compare)
	for i, period := range all {
		if i > 0 && last.End() == period.Start() {
			next[last] = period
		}
		last = period
	}
	var out []report.PeriodRange
	for _, r := range list {
		if n := len(out); n > 0 && next[out[n-1].To] == r.From {
			out[n-1].To = r.To
			continue
		}
		out = append(out, r)
	}
	return out
}

func (p *picker) typing() bool { return true }

func (p *picker) preview() (query.Query, bool) { return p.query(), p.changed }

// allOf says whether every value is chosen.
func (p *picker) allOf(values []pickValue) bool {
	return !slices.ContainsFunc(values, func(v pickValue) bool { return !p.chosen[v.row.ID] })
}

// update answers a key.
func (p *picker) update(m *Model, msg tea.Msg) reply {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		p.in = typed(p.in, msg)
		p.Cursor = 0
		p.narrow()
		return stay(p)
	}
	if p.Key(key.String(), p.listHeight(m), len(p.shown), false) {
		return stay(p)
	}
	switch key.String() {
	case "esc":
		return leave()
	case "enter":
		return leave(p.apply()...)
	case "space":
		p.toggle(p.Cursor)
	case "!":
		p.except, p.changed = !p.except, true
	case "ctrl+a":
		p.chooseAll()
	default:
		before := p.in.Value()
		p.in = typed(p.in, msg)
		if p.in.Value() != before {
			p.Cursor = 0
			p.narrow()
		}
	}
	return stay(p)
}

// toggle chooses the line, or not.
func (p *picker) toggle(line int) {
	if line < 0 || line >= len(p.shown) {
		return
	}
	if i := p.shown[line]; i < 0 {
		p.toggleAll(p.groups[-1-i].members)
	} else {
		p.toggleAll([]int{i})
	}
}

// chooseAll chooses every line that is shown, or none when all are.
func (p *picker) chooseAll() { p.toggleAll(p.shown) }

// toggleAll chooses all of some values, or none when all are chosen.
func (p *picker) toggleAll(values []int) {
	all := p.allChosen(values)
	for _, i := range values {
		if i >= 0 {
			p.chosen[p.values[i].row.ID] = !all
		}
	}
	p.changed = true
}

func (p *picker) anyChosen(values []int) bool {
	return slices.ContainsFunc(values, func(i int) bool { return p.chosen[p.values[i].row.ID] })
}

func (p *picker) allChosen(values []int) bool {
	for _, i := range values {
		if i >= 0 && !p.chosen[p.values[i].row.ID] {
			return false
		}
	}
	return true
}

// apply turns the choice into an action. Enter without a choice takes the line
// under the cursor, when something was typed to find it.
func (p *picker) apply() []model.Action {
	if p.taken() == 0 || !p.changed {
		if p.in.Value() == "" || len(p.shown) == 0 {
			if !p.changed {
				return nil
			}
		} else {
			clear(p.chosen)
			p.except = p.except && p.changed
			if p.ranged() {
				p.toggleAll(p.shown)
			} else {
				p.toggle(p.Cursor)
			}
		}
	}
	q := p.query()
	if p.by == query.ByPeriod {
		return []model.Action{model.SetPeriods{Filter: q.Period}}
	}
	return []model.Action{model.SetFilter{By: p.by, Filter: *q.Filter(p.by)}}
}

// taken counts the chosen values.
func (p *picker) taken() int {
	n := 0
	for _, on := range p.chosen {
		if on {
			n++
		}
	}
	return n
}

// size is the box that the picker wants.
func (p *picker) size(m *Model) (w, h int) {
	return 64, min(max(len(p.values)+len(p.groups)+7, 12), max(m.h*3/4, 12))
}

// listHeight is how many values stand in the box at once.
func (p *picker) listHeight(m *Model) int {
	w, h := p.size(m)
	return max(1, p.listRect(m.windowRect(w, h)).H)
}

// listRect is where the values stand in the box.
func (p *picker) listRect(box grid.Rect) grid.Rect {
	r := box.Inset(2, 1)
	head := 2
	if box.H >= 12 {
		head = 3
	}
	_, r = r.TakeTop(head - 1)
	if box.H >= 12 {
		_, r = r.TakeTop(1)
		_, r = r.TakeBottom(1)
	}
	_, r = r.TakeBottom(1)
	return r
}

// draw draws the box.
func (p *picker) draw(m *Model, f *grid.Frame, _ *scene.Scene) *tea.Cursor {
	w, h := p.size(m)
	box := m.windowRect(w, h)
	state := fmt.Sprintf(" %d of %d chosen ", p.taken(), len(p.values))
	switch {
	case p.except && p.taken() == 0:
		state = " all but none "
	case p.taken() == 0 && p.by == query.ByType:
		state = " those in totals "
	case p.taken() == 0:
		state = " all "
	case p.except:
		state = fmt.Sprintf(" all but %d of %d ", p.taken(), len(p.values))
	}
	inside := m.window(f, w, h, scene.Title(p.by.String()), grid.Span{Text: state, Style: m.Theme.Dim})
	list := p.listRect(box)
	line, _ := inside.TakeTop(1)
	if box.H >= 12 {
		line.Y++
	}
	label := "requests under the other filters"
	if p.uneven {
		label = "requests; bars are per six months"
	}
	f.Text(line, string(m.Glyphs.Prompt), m.Theme.Accent)
	if line.W > 50 {
		f.TextRight(line, label, m.Theme.Dim)
	}
	_, field := line.TakeLeft(2)
	if line.W > 50 {
		field.W = max(0, field.W-grid.Width(label)-1)
	}
	cursor := drawField(f, field, p.in, m.Theme.Strong)
	p.drawList(&m.Kit, f, list)
	p.DrawRest(f, m.Look(), box, list.H, len(p.shown))
	keys, _ := inside.TakeBottom(1)
	m.drawKeys(f, keys, "enter", "apply", "esc", "leave", "space", "choose", "!", "all but", "ctrl+a", "all")
	return cursor
}

// drawList draws the values on screen with their counts.
func (p *picker) drawList(k *scene.Kit, f *grid.Frame, list grid.Rect) {
	if len(p.shown) == 0 {
		f.Text(list, "nothing matches", k.Theme.Dim)
		return
	}
	longest, width, names := 0.0, 1, 0
	for i := range p.values {
		names = max(names, grid.Width(p.values[i].row.Name))
		fig := p.values[i].row.Figures[report.Requests]
		longest = max(longest, float64(fig.Hi)*p.share(i))
		width = max(width, grid.Width(k.Format.Figure(fig, report.Requests)))
	}
	for i := range p.groups {
		width = max(width, grid.Width(k.Format.Figure(p.groups[i].row.Figures[report.Requests], report.Requests)))
	}
	pen := chart.Pen{Theme: &k.Theme, Glyphs: &k.Glyphs}
	p.Draw(f, k.Look(), list, len(p.shown), func(line int, r grid.Rect, st grid.Style, here bool) {
		sign, rest := r.TakeLeft(2)
		mark, marked := p.mark(k, p.shown[line])
		f.Rune(sign.X, sign.Y, mark, k.OnBand(marked, here))
		if p.shown[line] < 0 {
			row := &p.groups[-1-p.shown[line]].row
			number, rest := rest.TakeRight(width + 1)
			f.Text(rest, row.Name, k.OnBand(k.Theme.Accent, here))
			f.TextRight(number, k.Format.Figure(row.Figures[report.Requests], report.Requests), k.OnBand(k.Theme.Dim, here))
			return
		}
		v := &p.values[p.shown[line]]
		if v.code != "" {
			f.Text(rest, v.code, k.OnBand(k.Theme.Dim, here))
			_, rest = rest.TakeLeft(3)
		}
		number, rest := rest.TakeRight(width + 1)
		barWidth := 0
		if rest.W >= 30 && !k.Plain {
			barWidth = min(rest.W*2/5, max(rest.W-names-1, rest.W/5)) // names come before long bars
		}
		bar, text := rest.TakeRight(barWidth)
		text.W = max(0, text.W-1)
		drawMatched(k, f, text, v.row.Name, p.matched[line], st)
		fig, share := v.row.Figures[report.Requests], p.share(p.shown[line])
		b := chart.Bar{State: scene.StateOf(fig), Segments: []chart.Segment{{Lo: float64(fig.Lo) * share, Hi: float64(fig.Hi) * share, Key: 1}}}
		b.Segments[0].Style, b.Segments[0].Texture = k.Paint(report.Requests)
		pen.DrawBar(f, bar, &b, chart.Scale{Max: longest}, 0)
		f.TextRight(number, k.Format.Figure(fig, report.Requests), k.OnBand(k.FigureStyle(fig, report.Requests), here))
	})
}

// mark tells a line that is chosen from one that is not; of a group some may be.
func (p *picker) mark(k *scene.Kit, shown int) (rune, grid.Style) {
	switch {
	case shown >= 0 && !p.allChosen([]int{shown}):
		return k.Glyphs.NotChosen, k.Theme.Dim
	case shown >= 0 && p.except:
		return k.Glyphs.LeftOut, k.Theme.Accent
	case shown >= 0 || p.allChosen(p.groups[-1-shown].members):
		return k.Glyphs.Chosen, k.Theme.Accent
	case p.anyChosen(p.groups[-1-shown].members):
		return k.Glyphs.Dot, k.Theme.Accent
	}
	return k.Glyphs.NotChosen, k.Theme.Dim
}

// share is what a value's bar is drawn as: half of it, for a year among
// half-years.
func (p *picker) share(value int) float64 {
	if period, err := report.ParsePeriod(p.values[value].row.ID); p.uneven && err == nil && period.Months() == 12 {
		return 0.5
	}
	return 1
}

// drawMatched draws a name with the letters that were typed picked out. Matched
// counts the letters of the folded name.
func drawMatched(k *scene.Kit, f *grid.Frame, r grid.Rect, name string, matched []int, st grid.Style) {
	if len(matched) == 0 {
		f.Text(r, name, st)
		return
	}
	_, from := report.FoldFrom(name)
	const unfolded, plain, picked = 0, 1, 2
	letters := make([]int, len(name)) // what is done with each letter of the name
	for i, at := range from {
		if slices.Contains(matched, i) {
			letters[at] = picked
		} else if letters[at] == unfolded {
			letters[at] = plain
		}
	}
	hit := k.Theme.Match
	hit.Attr |= st.Attr
	var spans []grid.Span
	at, style := -1, st
	for _, ru := range name {
		at++
		switch letters[at] {
		case plain:
			style = st
		case picked:
			style = hit
		} // a mark or a dot goes with the letter before it
		if n := len(spans); n > 0 && spans[n-1].Style == style {
			spans[n-1].Text += string(ru)
			continue
		}
		spans = append(spans, grid.Span{Text: string(ru), Style: style})
	}
	f.Spans(r, spans...)
}

// clickAt chooses the line that was clicked; a click beside the box leaves.
func (p *picker) clickAt(m *Model, x, y int) reply {
	w, h := p.size(m)
	box := m.windowRect(w, h)
	if !box.Contains(x, y) {
		return leave()
	}
	if line, ok := p.At(p.listRect(box), len(p.shown), x, y); ok {
		p.Cursor = line
		p.toggle(line)
	}
	return stay(p)
}
