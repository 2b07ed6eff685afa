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
	values    []*pickValue
	groups    []*pickGroup // values that belong together; none where they stand alone
	in        *textinput.Model
	shown     []match // what matches what is typed, best first
	list.List         // over shown
	except    bool    // all but the chosen
	changed   bool
	uneven    bool // years stand among half-years: their bars are half as long
}

// pickValue is one line of a picker.
type pickValue struct {
	row    answer.Row
	code   string         // shown before the name; empty where it says nothing new
	text   string         // what typing is matched against
	called *report.Called // every name of a country; nil for what is none
	period report.Period  // zero for what is none
	share  float64        // of its figure, that its bar is drawn as
	chosen bool
}

// pickGroup is values that can be chosen together.
type pickGroup struct {
	row     answer.Row
	members []*pickValue
}

// newPicker opens the picker of a dimension.
func newPicker(m *Model, by query.Dimension) overlay {
	q, r := m.state.Query, m.Engine.Facet(m.state.Query, by)
	p := &picker{by: by, data: m.Engine.Dataset(), before: q, in: newField(), uneven: r.Uneven}
	for _, row := range r.Rows {
		v := p.add(row)
		switch by {
		case query.ByCountry:
			v.code = row.ID
		case query.ByType, query.ByService:
			if report.Fold(row.ID) != report.Fold(row.Name) {
				v.text += " " + row.ID
			}
			if by == query.ByType && uncounted(&m.Kit, q, row.ID) {
				v.row.Name += " (not in totals)"
			}
		}
	}
	p.start(&m.Kit, q)
	if by == query.ByCountry {
		p.group(&m.Kit, q)
		p.Cursor = 1 // the first country, below the head of its region
	}
	p.narrow()
	return p
}

// add adds a value.
func (p *picker) add(row answer.Row) *pickValue {
	v := &pickValue{row: row, text: report.Fold(row.Name), share: 1}
	switch p.by {
	case query.ByCountry:
		if v.called = p.data.Called(row.ID); v.called != nil {
			v.text = v.called.String()
		}
	case query.ByPeriod:
		v.period, _ = report.ParsePeriod(row.ID)
		if p.uneven && v.period.Months() == 12 {
			v.share = 0.5
		}
	}
	p.values = append(p.values, v)
	return v
}

// uncounted says whether no publisher that a query asks counts a type in its
// totals.
func uncounted(k *scene.Kit, q query.Query, id string) bool {
	publishers := k.Engine.Publishers(q)
	return !slices.ContainsFunc(k.Engine.Dataset().Types, func(t report.Type) bool {
		return t.ID == id && t.InTotals && slices.Contains(publishers, t.Publisher)
	})
}

// group puts countries under their regions, the one that asks most first.
func (p *picker) group(k *scene.Kit, q query.Query) {
	q.Country = query.Filter{}
	rest := slices.Clone(p.values)
	for _, region := range append(slices.Clip(k.Engine.Facet(q, query.ByRegion).Rows), answer.Row{Name: "No record here"}) {
		g := &pickGroup{row: region}
		rest = slices.DeleteFunc(rest, func(v *pickValue) bool {
			c, _ := p.data.Country(v.row.ID)
			belongs := region.ID == "" || c.Region == region.ID || c.Region == "" && region.ID == report.NoRegion
			if belongs {
				g.members = append(g.members, v)
			}
			return belongs
		})
		if len(g.members) > 0 {
			p.groups = append(p.groups, g)
		}
	}
}

// start takes over the filter as it is.
func (p *picker) start(k *scene.Kit, q query.Query) {
	if p.by == query.ByPeriod {
		p.except = q.Period.Except && len(q.Period.Ranges) > 0
		for _, v := range p.values {
			v.chosen = len(q.Period.Ranges) > 0 && v.period != (report.Period{}) && q.Period.Holds(v.period) != p.except
		}
		return
	}
	f := *q.Filter(p.by)
	if p.by == query.ByPublisher && f.Mode == query.Default {
		f.IDs = k.Engine.Publishers(q) // what an unset filter means
	}
	p.except = f.Mode == query.Except
	for _, id := range f.IDs {
		if !slices.ContainsFunc(p.values, func(v *pickValue) bool { return v.row.ID == id }) {
			// It has no record under the other filters, and is chosen all the same.
			p.add(answer.Row{ID: id, Name: k.Engine.Name(q, p.by, id)})
		}
	}
	for _, v := range p.values {
		v.chosen = f.Mode == query.All || slices.Contains(f.IDs, v.row.ID)
	}
}

// narrow lists the values that match what is typed.
func (p *picker) narrow() {
	p.shown = p.shown[:0]
	show := func(values ...*pickValue) {
		for _, v := range values {
			p.shown = append(p.shown, match{value: v})
		}
	}
	sought := p.data.Seek(p.in.Value())
	switch {
	case p.ranged():
		r, err := report.ParsePeriodRange(strings.TrimSpace(p.in.Value()))
		for _, v := range p.values {
			if err == nil && v.period != (report.Period{}) && r.Span().Holds(v.period) {
				show(v)
			}
		}
	case sought.Text() != "":
		p.shown = matches(sought, p.values)
	case len(p.groups) > 0:
		for _, g := range p.groups {
			p.shown = append(p.shown, match{group: g})
			show(g.members...)
		}
	default:
		show(p.values...)
	}
	p.Cursor = min(p.Cursor, max(0, len(p.shown)-1))
}

// ranged says whether a range of periods is typed, as a query writes it.
func (p *picker) ranged() bool {
	return p.by == query.ByPeriod && strings.Contains(p.in.Value(), "..")
}

// query is the question with the filter that is chosen.
func (p *picker) query() query.Query {
	q := p.before
	if !p.changed {
		return q
	}
	if p.by == query.ByPeriod {
		q.Period = p.periods()
		return q
	}
	var ids []string
	for _, v := range p.values {
		if v.chosen {
			ids = append(ids, v.row.ID)
		}
	}
	slices.Sort(ids)
	f := q.Filter(p.by)
	switch {
	case len(ids) == 0:
		*f = query.Filter{}
	case p.except:
		*f = query.Filter{Mode: query.Except, IDs: ids}
	case len(ids) == len(p.values):
		*f = query.Filter{Mode: query.All}
	default:
		*f = query.Filter{Mode: query.Only, IDs: ids}
	}
	return q
}

// periods are the chosen ones, neighbours among the values as one range, both halves of a
// year as that year.
func (p *picker) periods() (f query.PeriodFilter) {
	values := slices.Clone(p.values)
	slices.SortFunc(values, func(a, b *pickValue) int { return a.period.Compare(b.period) })
	var last report.Period
	for _, v := range values {
		n := len(f.Ranges)
		switch {
		case !v.chosen:
		case n > 0 && f.Ranges[n-1].To == last && last.End() == v.period.Start():
			f.Ranges[n-1].To = v.period
		default:
			f.Ranges = append(f.Ranges, report.PeriodRange{From: v.period, To: v.period})
		}
		last = v.period
	}
	for i := range f.Ranges {
		f.Ranges[i] = f.Ranges[i].InYears()
	}
	f.Except = p.except && len(f.Ranges) > 0
	return f
}

func (p *picker) typing() bool { return true }

func (p *picker) preview(*host) (query.Query, bool) { return p.query(), p.changed }

func (p *picker) update(h *host, msg tea.Msg) reply {
	key, _ := msg.(tea.KeyPressMsg) // a paste is text
	if p.Key(key.String(), max(1, h.box.inside.H), len(p.shown), false) {
		return stay()
	}
	switch key.String() {
	case "esc":
		return back()
	case "enter":
		return p.apply()
	case "space":
		p.toggleHere()
	case "!":
		p.except, p.changed = !p.except, true
	case "ctrl+a":
		p.toggle(p.shown...)
	default:
		if typed(p.in, msg) {
			p.Cursor = 0
			p.narrow()
		}
	}
	return stay()
}

// toggleHere chooses what is under the cursor, or not.
func (p *picker) toggleHere() {
	if p.Cursor < len(p.shown) {
		p.toggle(p.shown[p.Cursor])
	}
}

// toggle chooses all values of some lines, or none when all are chosen.
func (p *picker) toggle(lines ...match) {
	var values []*pickValue
	for _, l := range lines {
		values = append(values, l.values()...)
	}
	n := chosen(values)
	for _, v := range values {
		v.chosen = n < len(values)
	}
	p.changed = true
}

// values are those that a line stands for: its own, or those of a group.
func (l match) values() []*pickValue {
	if l.group != nil {
		return l.group.members
	}
	return []*pickValue{l.value}
}

// chosen counts those of some values that are.
func chosen(values []*pickValue) (n int) {
	for _, v := range values {
		if v.chosen {
			n++
		}
	}
	return n
}

// apply turns the choice into an action. Enter without a choice takes the line
// under the cursor, when something was typed to find it.
func (p *picker) apply() reply {
	if chosen(p.values) == 0 || !p.changed {
		switch {
		case p.in.Value() != "" && len(p.shown) > 0:
			for _, v := range p.values {
				v.chosen = false
			}
			p.except = p.except && p.changed
			if p.ranged() {
				p.toggle(p.shown...)
			} else {
				p.toggleHere()
			}
		case !p.changed:
			return leave()
		}
	}
	q := p.query()
	if p.by == query.ByPeriod {
		return leave(model.SetPeriods{Filter: q.Period})
	}
	return leave(model.SetFilter{By: p.by, Filter: *q.Filter(p.by)})
}

func (p *picker) box(h *host) box {
	lines, head, foot := min(max(len(p.values)+len(p.groups)+7, 12), max(h.h*3/4, 12)), 1, 1
	if min(lines, h.h) >= 12 {
		head, foot = 3, 2
	}
	b := newBox(h, report.Capital(p.by.String()), 64, lines, head, foot,
		"enter", "apply", "esc", "leave", "space", "choose", "!", "all but", "ctrl+a", "all")
	switch n := chosen(p.values); {
	case p.except && n == 0:
		b.right = " all but none "
	case n == 0 && p.by == query.ByType:
		b.right = " those in totals "
	case n == 0:
		b.right = " all "
	case p.except:
		b.right = fmt.Sprintf(" all but %d of %d ", n, len(p.values))
	default:
		b.right = fmt.Sprintf(" %d of %d chosen ", n, len(p.values))
	}
	return b
}

func (p *picker) draw(h *host, f *grid.Frame) *tea.Cursor {
	line := h.box.head.Row(h.box.head.H / 2)
	if line.W > 50 {
		label := "requests under the other filters"
		if p.uneven {
			label = "requests; bars are per six months"
		}
		line.W -= f.TextRight(line, label, h.Theme.Dim) + 1
	}
	cursor := p.drawList(h.Kit, f, h.box.inside)
	h.drawRest(f, &p.List, len(p.shown))
	at := h.drawPrompt(f, line, p.in)
	if h.Plain && len(p.shown) > 0 {
		return h.readAt(cursor.X, cursor.Y)
	}
	return at
}

// heard says what the cursor is on, whether that is chosen, and which of the values in
// sight it is.
func (p *picker) heard(h *host) string {
	if p.Cursor >= len(p.shown) {
		return nothingMatches(p.in.Value())
	}
	said := func(row *answer.Row, how, where string) string {
		return strings.Join([]string{row.Name, h.Measured(row, report.Requests), how, where}, ", ")
	}
	l := p.shown[p.Cursor]
	if g := l.group; g != nil {
		return said(&g.row, fmt.Sprintf("%d of %d chosen", chosen(g.members), len(g.members)), query.ByRegion.String())
	}
	at, values := 0, 0
	for i, other := range p.shown {
		if other.group == nil {
			if values++; i <= p.Cursor {
				at++
			}
		}
	}
	how := "chosen"
	if p.except {
		how = "left out"
	}
	if !l.value.chosen {
		how = "not " + how
	}
	return said(&l.value.row, how, placeOf(at-1, values))
}

// nothingMatches says that no line of a list holds what is typed.
func nothingMatches(text string) string { return fmt.Sprintf("nothing matches %q", report.Clip(text)) }

// drawList draws the values on screen with their counts, and returns the row of the cursor.
func (p *picker) drawList(k *scene.Kit, f *grid.Frame, list grid.Rect) (cursor grid.Rect) {
	if len(p.shown) == 0 {
		f.Text(list, "nothing matches", k.Theme.Dim)
		return list
	}
	count := func(row *answer.Row) string { return k.Format.Figure(row.Figures[report.Requests], report.Requests) }
	longest, width, names := 0.0, 1, 0
	for _, v := range p.values {
		names, width = max(names, grid.Width(v.row.Name)), max(width, grid.Width(count(&v.row)))
		longest = max(longest, float64(v.row.Figures[report.Requests].Hi)*v.share)
	}
	for _, g := range p.groups {
		width = max(width, grid.Width(count(&g.row)))
	}
	pen := k.Pen()
	return p.Draw(f, k.Look(), list, len(p.shown), func(line int, r grid.Rect, st grid.Style, here bool) {
		l := p.shown[line]
		sign, rest := r.TakeLeft(2)
		mark, marked := p.mark(k, l)
		f.Rune(sign.X, sign.Y, mark, k.OnBand(marked, here))
		if l.group != nil {
			row := &l.group.row
			number, rest := rest.TakeRight(width + 1)
			f.Text(rest, row.Name, k.OnBand(k.Theme.Strong, here))
			f.TextRight(number, count(row), k.OnBand(k.Theme.Dim, here))
			return
		}
		v := l.value
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
		drawMatched(k, f, text, v.row.Name, l.letters, st)
		fig := v.row.Figures[report.Requests]
		b := chart.Bar{State: scene.StateOf(fig), Segments: []chart.Segment{{Lo: float64(fig.Lo) * v.share, Hi: float64(fig.Hi) * v.share, Key: 1}}}
		b.Segments[0].Style, b.Segments[0].Texture = k.Paint(report.Requests)
		pen.DrawBar(f, bar, &b, chart.Scale{Max: longest}, 0)
		f.TextRight(number, count(&v.row), k.OnBand(k.FigureStyle(fig, report.Requests), here))
	})
}

// mark tells a line that is chosen from one that is not; of a group some may be.
func (p *picker) mark(k *scene.Kit, l match) (rune, grid.Style) {
	switch values := l.values(); chosen(values) {
	case 0:
		return k.Glyphs.NotChosen, k.Theme.Dim
	case len(values):
		if p.except && l.group == nil {
			return k.Glyphs.LeftOut, k.Theme.Accent
		}
		return k.Glyphs.Chosen, k.Theme.Accent
	}
	return k.Glyphs.Dot, k.Theme.Accent
}

// drawMatched draws a name with the letters that were typed picked out. Matched
// counts the letters of the folded name.
func drawMatched(k *scene.Kit, f *grid.Frame, r grid.Rect, name string, matched []int, st grid.Style) {
	if len(matched) == 0 {
		f.Text(r, name, st)
		return
	}
	_, from := report.FoldFrom(name)
	hit := k.Theme.Match
	hit.Attr |= st.Attr
	var spans []grid.Span
	style := st
	for at, letter := range []rune(name) {
		switch {
		case slices.ContainsFunc(matched, func(i int) bool { return i < len(from) && from[i] == at }):
			style = hit
		case slices.Contains(from, at):
			style = st
		} // a mark or a dot goes with the letter before it
		if n := len(spans); n > 0 && spans[n-1].Style == style {
			spans[n-1].Text += string(letter)
			continue
		}
		spans = append(spans, grid.Span{Text: string(letter), Style: style})
	}
	f.Spans(r, spans...)
}

func (p *picker) click(h *host, x, y int) reply {
	if line, ok := p.At(h.box.inside, len(p.shown), x, y); ok {
		p.Cursor = line
		p.toggleHere()
	}
	return stay()
}
