package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// recordsScreen is the records behind the question, a line each, as their reports
// print them.
//
//	head     Period   Country         Service    Type      Requests ▾  Accounts  …
//	above    ───────────────────────────────────────────────────────────────── +6 ─
//	body     what a record is about stays where it is; what it prints moves sideways
//	below    ──────────────────────────────────────────────────────────────────────
//	shown    4 shown · 1–4                                        116
//	totals   2,163 records · 1–18                             361,425
//	detail   the cell under the cursor in full, and where the record was printed
//
// Nothing of it depends on how many records there are: only those on screen are
// read.
type recordsScreen struct {
	*scene
	listing     *answer.Listing
	line, top   int // the line under the cursor, -1 for none; the first on screen
	field       report.Field
	columns     []fieldPlace
	frozen      int // how many of the columns stay where they are
	left, right int // how many fields have no room to either side
	group       string

	head, above, body, below, shown, totals, detail grid.Rect
}

// fieldPlace is where a field stands, from its head down. The cells to the right
// of a number hold its unit, where some of the numbers have another than the rest.
type fieldPlace struct {
	field   report.Field
	x, w    int
	unitful bool
}

// accountsUnit stands after outcomes that count accounts.
const accountsUnit = " acc."

// recordsView lays out the records, which keep nothing.
type recordsView struct{}

func (k recordsView) layout(s *scene) screen {
	return s.placeView(func(s *scene) screen { return k.place(s) })
}

func (recordsView) place(s *scene) *recordsScreen {
	at := s.session
	v := &recordsScreen{scene: s, listing: s.engine.Listing(s.query), line: -1}
	if v.field = at.Field; v.field == report.NoField {
		v.field = v.listing.Fields[0]
	}
	if n := v.listing.Len(); n > 0 {
		v.line = model.Line(s.engine, at)
		v.group = s.engine.GroupOf(s.query, v.listing.At(v.line))
	}
	v.divide()
	v.top = scrolled(s.session.Top, v.line, v.body.H, v.listing.Len())
	v.place()
	return v
}

// divide gives the body of the screen to the parts of the view; zoomed, the
// records have it to themselves.
func (v *recordsScreen) divide() {
	v.body = v.scene.body
	if v.step == list {
		return
	}
	lines := 0
	switch h := v.body.H; {
	case h >= 22:
		lines = 4
	case h >= 15:
		lines = 3
	case h >= 11:
		lines = 2
	}
	if lines > 0 && v.line >= 0 && !v.zoomed() {
		v.detail, v.body = v.body.TakeBottom(lines)
		if v.body.H >= 14 {
			_, v.body = v.body.TakeBottom(1)
		}
	}
	v.head, v.body = v.body.TakeTop(1)
	v.above, v.body = v.body.TakeTop(1)
	sums := 1
	if v.hides() { // what is shown adds up to stands above what all do, and never alone
		sums = 2
	}
	if sums < v.body.H {
		v.totals, v.body = v.body.TakeBottom(1)
		v.shown, v.body = v.body.TakeBottom(sums - 1)
	}
	v.below, v.body = v.body.TakeBottom(1)
}

// hides says whether search or top leave out records that are under the filter.
func (v *recordsScreen) hides() bool { return v.listing.Len() < v.result.Total.Records }

// place divides the width: what a record is about stands first and stays; of the
// rest there stand as many fields as fit, moved so far to the right that the one
// under the cursor is among them.
func (v *recordsScreen) place() {
	sign, mark := 2, 1 // the cursor's sign and a pin; behind the last number, a mark of its own
	if v.step >= normal {
		sign++
	}
	x, width := v.body.X+sign, v.body.W-sign-mark
	about, rest := v.aboutFields()
	country := min(20, v.width(report.CountryField))
	room := width
	for _, f := range about {
		if f != report.CountryField {
			room -= v.width(f) + gap
		}
	}
	// The country gives way until what is under the cursor has room beside it.
	const leastText = 12
	least := v.width(report.RequestsField)
	if slices.Contains(rest, v.field) {
		if least = v.width(v.field); !v.field.IsAmount() {
			least = min(least, leastText)
		}
	}
	country = max(min(country, room-gap-least), min(6, max(room, 1)))
	room -= country + gap

	start := 0
	if v.step <= narrow { // what is printed is wanted there, more than of which kind it is
		start = slices.Index(rest, report.RequestsField)
	}
	if at := slices.Index(rest, v.field); at >= 0 {
		start = min(start, at)
		for start < at && v.span(rest[start:at+1]) > room {
			start++
		}
	}
	v.left = start
	var shown []report.Field
	spare := room + gap
	for _, f := range rest[start:] {
		w := v.width(f) + gap
		if w > spare && (f.IsAmount() || spare < leastText+gap) {
			break // a number is never cut
		}
		if v.step == list && len(shown) == 1 {
			break
		}
		shown = append(shown, f)
		spare -= w
	}
	v.right = len(rest) - start - len(shown)
	if grown := min(spare, v.width(report.CountryField)-country); grown > 0 || v.step == list {
		country += max(grown, 0)
		if v.step == list {
			country = max(country+spare-max(grown, 0), 1) // the number stands at the edge
		}
		spare -= max(grown, 0)
	}
	for _, f := range append(about, shown...) {
		w := v.width(f)
		switch {
		case f == report.CountryField:
			w = country
		case f == report.NoteField: // the last
			w = v.body.X + v.body.W - x
		case !f.IsAmount():
			w = min(w, v.body.X+v.body.W-x)
		}
		_, isOutcome := outcomeOf(f)
		v.columns = append(v.columns, fieldPlace{f, x, w, isOutcome && v.listing.AccountOutcomes})
		x += w + gap
	}
	v.frozen = len(about)
}

// aboutFields parts the fields into those that stay and those that move.
func (v *recordsScreen) aboutFields() (about, rest []report.Field) {
	for _, f := range v.listing.Fields {
		first := f == v.listing.Fields[0] && v.step >= normal
		if f == report.PeriodField || f == report.CountryField || first {
			about = append(about, f)
		} else {
			rest = append(rest, f)
		}
	}
	return about, rest
}

// span is the room that fields take side by side.
func (v *recordsScreen) span(fields []report.Field) int {
	n := -gap
	for _, f := range fields {
		n += v.width(f) + gap
	}
	return n
}

// width is how many cells a field wants.
func (v *recordsScreen) width(f report.Field) int {
	w := 0
	if v.step > list {
		w = grid.Width(fieldHead(f))
	}
	if v.query.Order().Field == f {
		w += 2 // its arrow
	}
	switch f {
	case report.PeriodField:
		w = max(w, 7)
	case report.StatusField:
		w = max(w, len("derived"))
	case report.NoteField:
		w = max(w, 24)
		if v.field == f { // to be read
			w = max(w, v.body.W*2/5)
		}
	case report.CountryField:
		w = max(w, min(grid.Width(v.listing.Longest(f)), 26))
	default:
		w = max(w, min(grid.Width(v.listing.Longest(f)), 28))
	}
	for _, a := range v.listing.Widest(f) {
		room := grid.Width(amount(v.kit, a))
		if _, isOutcome := outcomeOf(f); isOutcome && v.listing.AccountOutcomes {
			room += len(accountsUnit)
		}
		w = max(w, room)
	}
	return w
}

// fieldHead is what stands over a field.
func fieldHead(f report.Field) string {
	if c, isCount := f.Count(); isCount {
		return c.Head()
	}
	if f == report.PercentField {
		return report.DisclosedRate.Head()
	}
	return title(f.String())
}

func (v *recordsScreen) click(x, y int) []model.Action {
	var field report.Field
	for _, c := range v.columns {
		if x >= c.x && x < c.x+c.w+1 {
			field = c.field
		}
	}
	switch {
	case v.head.Contains(x, y) && field != report.NoField:
		return actions(model.SortField{Field: field})
	case !v.body.Contains(x, y) || v.top+y-v.body.Y >= v.listing.Len():
		return nil
	}
	line := v.top + y - v.body.Y
	here := line == v.line && (field == report.NoField || field == v.field)
	var chosen []model.Action
	if field != report.NoField {
		chosen = actions(model.SelectField{Field: field})
	}
	chosen = append(chosen, model.SelectLine{Line: line})
	if here || line == v.line && v.step == list {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

// wheel scrolls. The cursor stays on its record as long as it is in sight.
func (v *recordsScreen) wheel(by int) []model.Action {
	n := v.listing.Len()
	if n == 0 {
		return nil
	}
	top := max(0, min(v.top+by, n-v.body.H))
	if line := min(max(v.line, top), top+v.body.H-1, n-1); line != v.line {
		return actions(model.Scroll{Top: top}, model.SelectLine{Line: line})
	}
	return actions(model.Scroll{Top: top})
}

func (v *recordsScreen) shows(c report.Column) bool {
	for _, p := range v.columns {
		if own, isCount := p.field.Count(); isCount && own == c {
			return true
		}
	}
	return false
}

func (v *recordsScreen) unzoomed() string {
	if v.line < 0 {
		return "no record to make room for"
	}
	return ""
}

func (v *recordsScreen) window() (cursor, height, lines int) {
	return max(v.line, 0), v.body.H, v.listing.Len()
}

// announce reads the record under the cursor, the field that was moved to first.
func (v *recordsScreen) announce() string {
	if v.line < 0 {
		if v.result.Total.Records > 0 {
			return fmt.Sprintf("no record holds %q; %sescape ends the search", report.Clip(v.query.Search), v.elsewhereAloud(v.query))
		}
		return "no record; 0 removes all filters, ? lists the keys"
	}
	record := v.listing.At(v.line)
	r := v.engine.Dataset().Record(record)
	parts := []string{fmt.Sprintf("record %s of %s", v.format.Count(int64(v.line+1)), v.format.Count(int64(v.listing.Len())))}
	said := func(f report.Field) string {
		if f.IsAmount() {
			return strings.ToLower(f.Label()) + " " + v.amountWords(&r, v.engine.Dataset().SeriesOf(record), f)
		}
		return shownText(v.kit, &r, f)
	}
	if v.field != report.PeriodField && v.field != report.CountryField {
		parts = append(parts, strings.ToLower(v.field.Label())+" "+strings.TrimPrefix(said(v.field), strings.ToLower(v.field.Label())+" "))
	}
	for _, f := range v.listing.Fields {
		switch {
		case f == v.field && f != report.PeriodField && f != report.CountryField:
		case f.IsAmount() && !r.Amount(f).Reported() && f != report.RequestsField:
		case f == report.NoteField && r.Note == "":
		default:
			parts = append(parts, said(f))
		}
	}
	return strings.Join(parts, ", ")
}

func (v *recordsScreen) readAt() (x, y int) {
	return v.body.X, v.body.Y + max(v.line-v.top, 0)
}

func (v *recordsScreen) help() []helpKey {
	return []helpKey{
		{"right", "column"}, {"down", "row"}, {"S", "sort"}, {"/", ""}, {"enter", "whole record"}, {"c", ""}, {"p", ""}, {"space", ""}, {":", ""}, {"?", ""},
	}
}
