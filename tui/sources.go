package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// sourcesScreen is what stands behind the figures, as a list, and the entry under
// the cursor to be read in full: beside the list where there is width, else below
// it.
type sourcesScreen struct {
	*scene
	entries      []answer.Entry
	lines        []sourceLine
	at, top      int         // the line under the cursor, -1 for none; the first on screen
	text         []entryLine // the entry under the cursor, to be read
	list, detail grid.Rect
}

// sourceLine is a line of the list: the head of a section, air before one, an entry,
// or a footnote that is none.
type sourceLine struct {
	head  string
	text  string // of a footnote that was worked out
	entry int    // -1 for all that is no entry
}

// sourcesView lays out the sources, which keep nothing.
type sourcesView struct{}

func (sourcesView) layout(s *scene) screen {
	s.divideView(0)
	s.placeChips()
	v := &sourcesScreen{scene: s, entries: s.engine.Reference(s.query), at: -1}
	cursor, told := min(s.session.Line, len(v.entries)-1), s.workedOut.asked.Equal(s.query)
	for i := range v.entries {
		if i == 0 || v.entries[i].Section != v.entries[i-1].Section {
			if i > 0 && s.step > list {
				v.lines = append(v.lines, sourceLine{entry: -1})
			}
			v.lines = append(v.lines, sourceLine{head: v.entries[i].Section, entry: -1})
			if told && v.entries[i].Kind == answer.NoteEntry { // those of the view come first
				v.lines, told = append(v.lines, workedOutLines(s, v.listWidth(s.body))...), false
			}
		}
		if i == cursor {
			v.at = len(v.lines)
		}
		v.lines = append(v.lines, sourceLine{entry: i})
	}
	v.divide()
	v.top = scrolled(s.session.Top, v.at, v.list.H, len(v.lines))
	return v
}

// From which size on the entry that is read stands beside the list, and at all.
const besideFrom, leastHeight = 100, 10

// listWidth is how wide the list of entries is in a body.
func (v *sourcesScreen) listWidth(body grid.Rect) int {
	if body.W >= besideFrom && body.H >= leastHeight {
		return body.W / 2
	}
	return body.W
}

// workedOutLines are the footnotes that were worked out, broken to a width.
func workedOutLines(s *scene, width int) []sourceLine {
	const sign = 2
	var lines []sourceLine
	for _, text := range s.workedOut.texts {
		for i, part := range grid.WrapLines(text, width-sign-1) {
			if lead := string(s.glyphs.Dot) + " "; i == 0 {
				part = lead + part
			} else {
				part = strings.Repeat(" ", grid.Width(lead)) + part
			}
			lines = append(lines, sourceLine{text: part, entry: -1})
		}
	}
	return lines
}

// divide gives the list and the entry that is read their parts of the body: side
// by side where there is width, else half of the height each. Zoomed, the entry
// has the body to itself.
func (v *sourcesScreen) divide() {
	v.list = v.body
	switch {
	case v.at < 0:
		return
	case v.zoomed():
		v.list, v.detail = grid.Rect{}, v.body
	case v.body.H < leastHeight:
		return
	case v.body.W >= besideFrom:
		v.list, v.detail = v.body.TakeLeft(v.listWidth(v.body))
		_, v.detail = v.detail.TakeLeft(4)
	default:
		v.list, v.detail = v.body.TakeTop(v.body.H / 2)
		_, v.detail = v.detail.TakeTop(1)
	}
	v.text = entryLines(v.kit, v.entries[v.lines[v.at].entry], v.detail.W)
}

func (v *sourcesScreen) draw(f *grid.Frame) {
	if len(v.entries) == 0 {
		text, rest := v.list.TakeTop(1)
		f.Text(text, fmt.Sprintf("Nothing holds %q; esc ends the search.", report.Clip(v.query.Search)), v.theme.Text)
		f.Text(rest, v.engine.Elsewhere(v.query), v.theme.Dim)
		return
	}
	for y := range v.list.H {
		if v.top+y >= len(v.lines) {
			break
		}
		l := v.lines[v.top+y]
		if next := v.top + y + 1; y == v.list.H-1 && y > 0 && next < len(v.lines) && l.entry < 0 {
			v.drawBelow(f, v.list.Row(y)) // a head alone would be of nothing
			continue
		}
		drawSourceLine(v.kit, f, v, v.list.Row(y), l, v.top+y == v.at)
	}
	if v.detail.Empty() {
		return
	}
	if v.detail.Y > v.list.Y {
		f.HLine(v.detail.X, v.detail.Y-1, v.detail.W, v.glyphs.Rule, v.theme.Rule)
	}
	for y, l := range v.text {
		if y == v.detail.H-1 && y < len(v.text)-1 {
			more := grid.Span{Text: fmt.Sprintf("+%d lines, ", len(v.text)-y), Style: v.theme.Dim}
			f.Spans(v.detail.Row(y), more, grid.Span{Text: "z", Style: v.theme.Key})
			return
		}
		f.Spans(v.detail.Row(y), l...)
	}
}

// drawBelow says that the list goes on, and with what.
func (v *sourcesScreen) drawBelow(f *grid.Frame, r grid.Rect) {
	for _, l := range v.lines[v.top+v.list.H-1:] {
		if l.head != "" {
			_, r = r.TakeLeft(2)
			f.Text(r, string(v.glyphs.Down)+" "+l.head, v.theme.Dim)
			return
		}
	}
}

// entryLine is a line of an entry in full.
type entryLine []grid.Span

// drawSourceLine draws one line of the list.
func drawSourceLine(k *kit, f *grid.Frame, v *sourcesScreen, r grid.Rect, l sourceLine, here bool) {
	if l.text != "" {
		f.Text(r, l.text, k.theme.Dim)
		return
	}
	if l.entry < 0 {
		used := f.Text(r, l.head, k.theme.Accent.Bold())
		const counted = "records"
		if v.counted(l.head) && used+2+len(counted) <= r.W {
			f.TextRight(r, counted, k.theme.Dim)
		}
		return
	}
	en := &v.entries[l.entry]
	text, st := k.drawLine(f, r, here)
	if n := en.Records; n > 0 {
		count := st
		if !here {
			count = k.theme.Dim
		}
		text.W -= f.TextRight(text, k.format.Count(int64(n)), count) + 2
	}
	if !here && (en.Kind == answer.TypeEntry || en.Kind == answer.ServiceEntry) && en.Records == 0 {
		st = k.theme.Dim // no record of it lies under the filter
	}
	label := en.Label
	if en.Kind == answer.SourceEntry {
		label = cutInside(k, label, text.W)
	}
	f.Text(text, label, st)
}

// counted says whether the entries of a section have records, whose number stands
// beside them.
func (v *sourcesScreen) counted(section string) bool {
	return section != "" && slices.ContainsFunc(v.entries, func(en answer.Entry) bool { return en.Section == section && en.Records > 0 })
}

// cutInside cuts a title to a width before what stands behind its last comma: the
// reports of a publisher begin with the same words, and differ at their ends.
func cutInside(k *kit, title string, width int) string {
	at := strings.LastIndex(title, ", ")
	if at < 0 || grid.Width(title) <= width {
		return title
	}
	const leastHead = 4
	end := title[at+2:]
	if room := width - grid.Width(end) - 1; room >= leastHead {
		return grid.Cut(title[:at], room, k.glyphs.Ellipsis) + " " + end
	}
	return end
}

// entryLines is an entry in full, broken to a width.
func entryLines(k *kit, en answer.Entry, width int) []entryLine {
	var lines []entryLine
	paragraph := func(text string, st grid.Style) {
		for _, l := range grid.WrapLines(text, width) {
			lines = append(lines, entryLine{{Text: l, Style: st}})
		}
	}
	paragraph(entryTitle(k, en), k.theme.Strong)
	facts, address := entryFacts(k, en)
	for _, fact := range facts {
		paragraph(fact, k.theme.Dim)
	}
	paragraph(address, k.theme.Link)
	if en.Text != "" {
		lines = append(lines, nil)
		paragraph(en.Text, k.theme.Text)
	}
	if en.Asks {
		lines = append(lines, nil, entryLine{{Text: "enter", Style: k.theme.Key}, {Text: " " + entryOpens(en), Style: k.theme.Dim}})
	}
	return lines
}

// entryTitle is what stands over an entry in full: a note has no title but what
// it is about.
func entryTitle(k *kit, en answer.Entry) string {
	if en.Kind != answer.NoteEntry {
		return en.Label
	}
	if !en.Asks {
		return "About these figures"
	}
	q := en.Question
	words := strings.TrimPrefix(k.inForce(q), " "+string(k.glyphs.Dot)+" ")
	if q.Measure != report.Requests {
		words = strings.TrimPrefix(words+" "+string(k.glyphs.Dot)+" "+strings.ToLower(q.Measure.Label()), " "+string(k.glyphs.Dot)+" ")
	}
	if words == "" {
		return "About all figures"
	}
	return "About " + words
}

// entryFacts are the small facts about an entry, and its address.
func entryFacts(k *kit, en answer.Entry) (facts []string, address string) {
	switch en.Kind {
	case answer.SourceEntry:
		for _, src := range k.engine.Dataset().Sources {
			if src.ID == en.ID {
				facts = nonEmpty(strings.Join(nonEmpty(src.Publisher, src.Published), ", "))
				address = src.URL
			}
		}
	case answer.NoteEntry:
		if text := en.Question.String(); en.Asks && text != "" {
			facts = append(facts, text)
		}
		return facts, ""
	}
	id := en.ID
	switch en.Kind {
	case answer.TypeEntry:
		id = "type=" + id
	case answer.ServiceEntry:
		id = "service=" + id
	case answer.OutcomeEntry:
		return append(facts, "outcome="+id), ""
	}
	records := "no record under the filter"
	if en.Records > 0 {
		records = k.format.Count(int64(en.Records)) + " " + recordsWord(en.Records) + " under the filter"
	}
	return append(facts, id+" "+string(k.glyphs.Dot)+" "+records), address
}

// entryOpens says what enter does with an entry.
func entryOpens(en answer.Entry) string {
	if en.Kind == answer.SourceEntry {
		return "lists the records that come from it"
	}
	return "shows the figures that it is about"
}

func (v *sourcesScreen) click(x, y int) []model.Action {
	if !v.list.Contains(x, y) || len(v.lines) == 0 {
		return nil
	}
	line := v.top + y - v.list.Y
	if line >= len(v.lines) || v.lines[line].entry < 0 {
		return nil
	}
	if line == v.at {
		return actions(model.Enter{})
	}
	return actions(model.SelectLine{Line: v.lines[line].entry})
}

func (v *sourcesScreen) wheel(by int) []model.Action {
	return actions(model.Move{By: by})
}

func (v *sourcesScreen) window() (cursor, height, lines int) {
	cursor = max(v.at, 0)
	if v.at > 0 && v.lines[v.at-1].head != "" {
		cursor-- // a section is seen with its head
	}
	return cursor, v.list.H, len(v.lines)
}

func (v *sourcesScreen) sectionTop() int {
	head := v.at
	for head > 0 && v.lines[head].head == "" {
		head--
	}
	return scrolled(min(head, len(v.lines)-v.list.H), v.at, v.list.H, len(v.lines))
}

func (v *sourcesScreen) unzoomed() string {
	if v.at < 0 {
		return "no text to make room for"
	}
	return ""
}

func (v *sourcesScreen) announce() string {
	if v.at < 0 {
		return fmt.Sprintf("nothing holds %q; %sescape ends the search", report.Clip(v.query.Search), v.elsewhereAloud(v.query))
	}
	en := v.entries[v.lines[v.at].entry]
	return fmt.Sprintf("%s, %d of %d: %s", en.Section, v.lines[v.at].entry+1, len(v.entries), en.Label)
}

func (v *sourcesScreen) readAt() (x, y int) {
	return v.list.X, v.list.Y + v.at - v.top
}

func (v *sourcesScreen) help() []helpKey {
	return []helpKey{
		{"down", "read"}, {"right", "section"}, {"/", ""}, {"enter", "its figures"}, {"d", "publisher"}, {"1", ""}, {":", ""}, {"?", ""},
	}
}

// sourcesTold says how many sources there are and from when.
func sourcesTold(k *kit, q query.Query) string {
	sources := k.engine.Sources(q)
	var days []string
	for _, s := range sources {
		if s.Published != "" {
			days = append(days, s.Published)
		}
	}
	word := "sources"
	switch len(sources) {
	case 0:
		return noRecords
	case 1:
		word = "source"
	}
	text := fmt.Sprintf("The figures come from %d %s", len(sources), word)
	if len(days) > 0 {
		text += ", published " + slices.Min(days)
		if first, last := slices.Min(days), slices.Max(days); first != last {
			text += " to " + last
		}
	}
	if n := len(sources) - len(days); n > 0 {
		text += fmt.Sprintf("; %d of them without a date", n)
	}
	return text + "."
}
