// Package sources is the view of what stands behind the figures: publishers, sources, caveats and definitions
// as a list, and the entry under the cursor in full. It keeps nothing from one frame
// to the next.
//
//	wide: side by side                        narrow: below each other
//	list                 │ entry, in full     list
//	  Sources    records │                    ──────────────
//	▸ a report       116 │                    entry, in full
package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// Screen is what stands behind the figures, as a list, and the entry under
// the cursor to be read in full: beside the list where there is width, else below
// it.
type Screen struct {
	*scene.Scene
	Entries      []answer.Entry
	Lines        []sourceLine
	at, Top      int         // the line under the cursor, -1 for none; the first on screen
	text         []entryLine // the entry under the cursor, to be read
	List, detail grid.Rect
}

// sourceLine is a line of the list: the head of a section, air before one, an entry,
// or a footnote that is none.
type sourceLine struct {
	head  string
	Entry int // -1 for all that is no entry
}

// View lays out the sources, which keep nothing.
type View struct{}

func (View) Layout(s *scene.Scene) scene.Screen {
	wants := scene.Wants{Zoomed: s.Zoomed(), Hint: s.Hinting, Foot: s.Foot}
	if s.Plays() != nil {
		wants = s.Dating(wants)
	}
	s.DivideView(wants)
	s.PlaceChips()
	v := &Screen{Scene: s, Entries: s.Engine.Reference(s.Query), at: -1}
	cursor := min(s.Session.Line, len(v.Entries)-1)
	for i := range v.Entries {
		if i == 0 || v.Entries[i].Section != v.Entries[i-1].Section {
			if i > 0 && s.Step > scene.List {
				v.Lines = append(v.Lines, sourceLine{Entry: -1})
			}
			v.Lines = append(v.Lines, sourceLine{head: v.Entries[i].Section, Entry: -1})
		}
		if i == cursor {
			v.at = len(v.Lines)
		}
		v.Lines = append(v.Lines, sourceLine{Entry: i})
	}
	v.divide()
	v.Top = list.Scrolled(s.Session.Top, v.at, v.List.H, len(v.Lines))
	return v
}

// From which size on the entry that is read stands beside the list, and at all.
const besideFrom, leastHeight = 100, 10

// listWidth is how wide the list of entries is in a body.
func (v *Screen) listWidth(body grid.Rect) int {
	if body.W >= besideFrom && body.H >= leastHeight {
		return body.W / 2
	}
	return body.W
}

// divide gives the list and the entry that is read their parts of the body: side
// by side where there is width, else half of the height each. Zoomed, the entry
// has the body to itself.
func (v *Screen) divide() {
	v.List = v.Body
	switch {
	case v.at < 0:
		return
	case v.Zoomed():
		v.List, v.detail = grid.Rect{}, v.Body
	case v.Body.H < leastHeight:
		return
	case v.Body.W >= besideFrom:
		v.List, v.detail = v.Body.TakeLeft(v.listWidth(v.Body))
		_, v.detail = v.detail.TakeLeft(4)
	default:
		v.List, v.detail = v.Body.TakeTop(v.Body.H / 2)
		_, v.detail = v.detail.TakeTop(1)
	}
	en := v.Entries[v.Lines[v.at].Entry]
	if v.text = entryLines(v.Kit, en, v.detail.W, true); len(v.text) > v.detail.H {
		v.text = entryLines(v.Kit, en, v.detail.W, false)
	}
}

func (v *Screen) Draw(f *grid.Frame) {
	if len(v.Entries) == 0 {
		text, rest := v.List.TakeTop(1)
		f.Text(text, fmt.Sprintf("Nothing holds %q; esc ends the search.", report.Clip(v.Query.Search)), v.Theme.Text)
		f.Text(rest, v.Engine.Elsewhere(v.Query), v.Theme.Dim)
		return
	}
	for y := range v.List.H {
		if v.Top+y >= len(v.Lines) {
			break
		}
		l := v.Lines[v.Top+y]
		if next := v.Top + y + 1; y == v.List.H-1 && y > 0 && next < len(v.Lines) && l.Entry < 0 {
			v.drawBelow(f, v.List.Row(y)) // a head alone would be of nothing
			continue
		}
		drawSourceLine(v.Kit, f, v, v.List.Row(y), l, v.Top+y == v.at)
	}
	if v.detail.Empty() {
		return
	}
	if v.detail.Y > v.List.Y {
		v.DrawRule(f, grid.Rect{X: v.detail.X, Y: v.detail.Y - 1, W: v.detail.W, H: 1})
	}
	for y, l := range v.text {
		if y == v.detail.H-1 && y < len(v.text)-1 {
			more := grid.Span{Text: fmt.Sprintf("+%d lines, ", len(v.text)-y), Style: v.Theme.Dim}
			f.Spans(v.detail.Row(y), more, grid.Span{Text: "i", Style: v.Theme.Key})
			return
		}
		f.Spans(v.detail.Row(y), l...)
	}
}

// drawBelow says that the list goes on, and with what.
func (v *Screen) drawBelow(f *grid.Frame, r grid.Rect) {
	for _, l := range v.Lines[v.Top+v.List.H-1:] {
		if l.head != "" {
			_, r = r.TakeLeft(2)
			f.Text(r, string(v.Glyphs.Down)+" "+l.head, v.Theme.Dim)
			return
		}
	}
}

// entryLine is a line of an entry in full.
type entryLine []grid.Span

// drawSourceLine draws one line of the list.
func drawSourceLine(k *scene.Kit, f *grid.Frame, v *Screen, r grid.Rect, l sourceLine, here bool) {
	if l.Entry < 0 {
		used := f.Text(r, l.head, k.Theme.Accent.Bold())
		const counted = "records"
		if v.counted(l.head) && used+2+len(counted) <= r.W {
			f.TextRight(r, counted, k.Theme.Dim)
		}
		return
	}
	en := &v.Entries[l.Entry]
	text, st := k.Look().DrawLine(f, r, here)
	if n := en.Records; n > 0 {
		count := st
		if !here {
			count = k.Theme.Dim
		}
		text.W -= f.TextRight(text, k.Format.Count(int64(n)), count) + 2
	}
	label := en.Label
	switch en.Kind {
	case answer.SourceEntry:
		label = cutInside(k, label, text.W)
	case answer.PublisherEntry:
		label = cutBefore(label, text.W)
	}
	if !here && en.Records == 0 && (en.Kind == answer.PublisherEntry || en.Kind == answer.TypeEntry || en.Kind == answer.ServiceEntry) {
		st = k.Theme.Dim // no record of it lies under the filter
	}
	f.Text(text, label, st)
}

// counted says whether the entries of a section have records, whose number stands
// beside them.
func (v *Screen) counted(section string) bool {
	return section != "" && slices.ContainsFunc(v.Entries, func(en answer.Entry) bool { return en.Section == section && en.Records > 0 })
}

// cutInside cuts a title to a width before what stands behind its last comma: the
// reports of a publisher begin with the same words, and differ at their ends.
func cutInside(k *scene.Kit, title string, width int) string {
	at := strings.LastIndex(title, ", ")
	if at < 0 || grid.Width(title) <= width {
		return title
	}
	const leastHead = 4
	end := title[at+2:]
	if room := width - grid.Width(end) - 1; room >= leastHead {
		return grid.Cut(title[:at], room, k.Glyphs.Ellipsis) + " " + end
	}
	return end
}

// cutBefore cuts a title to a width before its last comma: that a publisher reports, and of
// when, is said before of how many half-years.
func cutBefore(title string, width int) string {
	if at := strings.LastIndex(title, ", "); at >= 0 && grid.Width(title) > width {
		return title[:at]
	}
	return title
}

// entryLines is an entry in full, broken to a width; its paragraphs stand apart where
// there is room.
func entryLines(k *scene.Kit, en answer.Entry, width int, apart bool) []entryLine {
	var lines []entryLine
	paragraph := func(text string, st grid.Style) {
		for _, l := range grid.WrapLines(text, width) {
			lines = append(lines, entryLine{{Text: l, Style: st}})
		}
	}
	paragraph(entryTitle(k, en), k.Theme.Strong)
	facts, address := entryFacts(k, en)
	for _, fact := range facts {
		paragraph(fact, k.Theme.Dim)
	}
	paragraph(address, k.Theme.Link)
	for i, text := range strings.Split(en.Text, "\n") {
		if text != "" && (i == 0 || apart) {
			lines = append(lines, nil)
		}
		paragraph(text, k.Theme.Text)
	}
	leads := func(key, to string) {
		lines = append(lines, entryLine{{Text: key, Style: k.Theme.Key}, {Text: " " + to, Style: k.Theme.Dim}})
	}
	if en.Asks {
		lines = append(lines, nil)
		leads("enter", entryOpens(en))
	}
	if en.Kind == answer.PublisherEntry && en.Asks {
		leads("i", "says how they were obtained and checked")
	}
	return lines
}

// entryTitle is what stands over an entry in full: a note has no title but what
// it is about.
func entryTitle(k *scene.Kit, en answer.Entry) string {
	if en.Kind != answer.NoteEntry {
		return en.Label
	}
	if !en.Asks {
		return "About these figures"
	}
	q := en.Question
	words := k.InForce(q)
	if q.Measure != report.Requests {
		words = append(words, strings.ToLower(q.Measure.Label()))
	}
	return "About " + cmp.Or(k.Dotted(words...), "all figures")
}

// entryFacts are the small facts about an entry, and its address.
func entryFacts(k *scene.Kit, en answer.Entry) (facts []string, address string) {
	switch en.Kind {
	case answer.SourceEntry:
		src, _ := k.Engine.Dataset().Source(en.ID)
		facts = report.NonEmpty(strings.Join(report.NonEmpty(src.Publisher, src.Published), ", "))
		address = src.URL
	case answer.NoteEntry:
		if text := en.Question.String(); en.Asks && text != "" {
			facts = append(facts, text)
		}
		return facts, ""
	}
	id := en.ID
	switch en.Kind {
	case answer.PublisherEntry:
		id = "publisher=" + id
	case answer.TypeEntry:
		id = "type=" + id
	case answer.ServiceEntry:
		id = "service=" + id
	case answer.OutcomeEntry:
		return append(facts, "outcome="+id), ""
	}
	records := "no record under the filter"
	if en.Records > 0 {
		records = k.Records(en.Records) + " under the filter"
	}
	return append(facts, id+" "+string(k.Glyphs.Dot)+" "+records), address
}

// entryOpens says what enter does with an entry.
func entryOpens(en answer.Entry) string {
	switch en.Kind {
	case answer.PublisherEntry:
		return "shows which figures each half-year has"
	case answer.SourceEntry:
		return "lists the records that come from it"
	}
	return "shows the figures that it is about"
}

func (v *Screen) Click(x, y int) []model.Action {
	if !v.List.Contains(x, y) || len(v.Lines) == 0 {
		return nil
	}
	line := v.Top + y - v.List.Y
	if line >= len(v.Lines) || v.Lines[line].Entry < 0 {
		return nil
	}
	if line == v.at {
		return scene.Actions(model.Enter{})
	}
	return scene.Actions(model.SelectLine{Line: v.Lines[line].Entry})
}

func (v *Screen) Wheel(by int) []model.Action {
	return scene.Actions(model.Move{By: by})
}

func (v *Screen) Window() (cursor, height, lines int) {
	cursor = max(v.at, 0)
	if v.at > 0 && v.Lines[v.at-1].head != "" {
		cursor-- // a section is seen with its head
	}
	return cursor, v.List.H, len(v.Lines)
}

func (v *Screen) SectionTop() int {
	head := v.at
	for head > 0 && v.Lines[head].head == "" {
		head--
	}
	return list.Scrolled(min(head, len(v.Lines)-v.List.H), v.at, v.List.H, len(v.Lines))
}

func (v *Screen) Unzoomed() string {
	if v.at < 0 {
		return "no text to make room for"
	}
	return ""
}

func (v *Screen) Announce() string {
	if v.at < 0 {
		return fmt.Sprintf("nothing holds %q; %sescape ends the search", report.Clip(v.Query.Search), v.ElsewhereAloud(v.Query))
	}
	en := v.Entries[v.Lines[v.at].Entry]
	return fmt.Sprintf("%s, %d of %d: %s", en.Section, v.Lines[v.at].Entry+1, len(v.Entries), en.Label)
}

func (v *Screen) ReadAt() (x, y int) {
	return v.List.X, v.List.Y + v.at - v.Top
}

func (v *Screen) Help() []scene.HelpKey {
	return scene.Keys("down read", "right section", "/", "enter its figures", "i in full", "d publisher", query.ExploreView.Key(), ":", "?")
}

// Describe says how many sources there are and from when.
func (View) Describe(k *scene.Kit, q query.Query) string {
	sources := k.Engine.Sources(q)
	var days []string
	for _, s := range sources {
		if s.Published != "" {
			days = append(days, s.Published)
		}
	}
	if len(sources) == 0 {
		return scene.NoRecords
	}
	says := fmt.Sprintf("The figures come from %d %s", len(sources), scene.Plural("source", len(sources)))
	if len(days) > 0 {
		says += ", published " + slices.Min(days)
		if first, last := slices.Min(days), slices.Max(days); first != last {
			says += " to " + last
		}
	}
	if n := len(sources) - len(days); n > 0 {
		says += fmt.Sprintf("; %d of them without a date", n)
	}
	return says + "."
}
