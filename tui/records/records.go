// Package records is the view of the records under the question, one line each, as their reports
// print them. Only the records on the screen are read, so that it costs the same however many there
// are. It keeps nothing from one frame to the next.
package records

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// Screen is the records behind the question, a line each, as their reports
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
type Screen struct {
	*scene.Scene
	Listing     *answer.Listing
	line, Top   int // the line under the cursor, -1 for none; the first on screen
	Field       report.Field
	Columns     []fieldPlace
	frozen      int // how many of the columns stay where they are
	left, right int // how many fields have no room to either side
	group       string

	head, above, Body, below, shown, totals, detail grid.Rect
}

// fieldPlace is where a field stands, from its head down. The cells to the right
// of a number hold its unit, where some of the numbers have another than the rest.
type fieldPlace struct {
	Field   report.Field
	X, W    int
	unitful bool
}

// accountsUnit stands after outcomes that count accounts.
const accountsUnit = " acc."

// View lays out the records, which keep nothing.
type View struct{}

func (k View) Layout(s *scene.Scene) scene.Screen {
	return s.PlaceView(func(s *scene.Scene) scene.Screen { return k.place(s) })
}

func (View) place(s *scene.Scene) *Screen {
	at := s.Session
	v := &Screen{Scene: s, Listing: s.Engine.Listing(s.Query), line: -1}
	if v.Field = at.Field; v.Field == report.NoField {
		v.Field = v.Listing.Fields[0]
	}
	if n := v.Listing.Len(); n > 0 {
		v.line = model.Line(s.Engine, at)
		v.group = s.Engine.GroupOf(s.Query, v.Listing.At(v.line))
	}
	v.divide()
	v.Top = list.Scrolled(s.Session.Top, v.line, v.fit(), v.Listing.Len())
	v.place()
	return v
}

// divide gives the body of the screen to the parts of the view; zoomed, the
// records have it to themselves.
func (v *Screen) divide() {
	v.Body = v.Scene.Body
	if v.Step == scene.List {
		return
	}
	lines := scene.LineFrom(v.Body, 11) + scene.LineFrom(v.Body, 15) + scene.LineFrom(v.Body, 22)
	if lines > 0 && v.line >= 0 && !v.Zoomed() {
		v.detail, v.Body = v.Body.TakeBottom(1 + lines)
		if v.Body.H >= 14 {
			_, v.Body = v.Body.TakeBottom(1)
		}
	}
	v.head, v.Body = v.Body.TakeTop(1)
	v.above, v.Body = v.Body.TakeTop(1)
	sums := 1
	if v.hides() { // what is shown adds up to stands above what all do, and never alone
		sums = 2
	}
	if sums < v.Body.H {
		v.totals, v.Body = v.Body.TakeBottom(1)
		v.shown, v.Body = v.Body.TakeBottom(sums - 1)
	}
	v.below, v.Body = v.Body.TakeBottom(1)
}

// fit is how many records have room.
func (v *Screen) fit() int { return (v.Body.H + v.LooseLines() - 1) / v.LooseLines() }

// hides says whether search or top leave out records that are under the filter.
func (v *Screen) hides() bool { return v.Listing.Len() < v.Result.Total.Records }

// place divides the width: what a record is about stands first and stays; of the
// rest there stand as many fields as fit, moved so far to the right that the one
// under the cursor is among them.
func (v *Screen) place() {
	sign, mark := 2, 1 // the cursor's sign and a pin; behind the last number, a mark of its own
	if v.Step >= scene.Normal {
		sign++
	}
	x, width := v.Body.X+sign, v.Body.W-sign-mark
	about, rest := v.aboutFields()
	country := min(20, v.width(report.CountryField))
	room := width
	for _, f := range about {
		if f != report.CountryField {
			room -= v.width(f) + scene.Gap
		}
	}
	// The country gives way until what is under the cursor has room beside it.
	const leastText = 12
	least := v.width(report.RequestsField)
	if slices.Contains(rest, v.Field) {
		if least = v.width(v.Field); !v.Field.IsAmount() {
			least = min(least, leastText)
		}
	}
	country = max(min(country, room-scene.Gap-least), min(6, max(room, 1)))
	room -= country + scene.Gap

	start := 0
	if v.Step <= scene.Narrow { // what is printed is wanted there, more than of which kind it is
		start = slices.Index(rest, report.RequestsField)
	}
	if at := slices.Index(rest, v.Field); at >= 0 {
		start = min(start, at)
		for start < at && v.span(rest[start:at+1]) > room {
			start++
		}
	}
	v.left = start
	var shown []report.Field
	spare := room + scene.Gap
	for _, f := range rest[start:] {
		w := v.width(f) + scene.Gap
		if w > spare && (f.IsAmount() || spare < leastText+scene.Gap) {
			break // a number is never cut
		}
		if v.Step == scene.List && len(shown) == 1 {
			break
		}
		shown = append(shown, f)
		spare -= w
	}
	v.right = len(rest) - start - len(shown)
	if v.Step == scene.List {
		country = max(country+spare, 1) // the number stands at the edge
	} else {
		country += max(min(spare, v.width(report.CountryField)-country), 0)
	}
	for _, f := range append(about, shown...) {
		w := v.width(f)
		switch {
		case f == report.CountryField:
			w = country
		case f == report.NoteField: // the last
			w = v.Body.X + v.Body.W - x
		case !f.IsAmount():
			w = min(w, v.Body.X+v.Body.W-x)
		}
		_, isOutcome := scene.OutcomeOf(f)
		v.Columns = append(v.Columns, fieldPlace{f, x, w, isOutcome && v.Listing.AccountOutcomes})
		x += w + scene.Gap
	}
	v.frozen = len(about)
}

// aboutFields parts the fields into those that stay and those that move.
func (v *Screen) aboutFields() (about, rest []report.Field) {
	for _, f := range v.Listing.Fields {
		first := f == v.Listing.Fields[0] && v.Step >= scene.Normal
		if f == report.PeriodField || f == report.CountryField || first {
			about = append(about, f)
		} else {
			rest = append(rest, f)
		}
	}
	return about, rest
}

// span is the room that fields take side by side.
func (v *Screen) span(fields []report.Field) int {
	n := -scene.Gap
	for _, f := range fields {
		n += v.width(f) + scene.Gap
	}
	return n
}

// width is how many cells a field wants.
func (v *Screen) width(f report.Field) int {
	w := 0
	if v.Step > scene.List {
		w = grid.Width(fieldHead(f))
	}
	if v.Query.Order().Field == f {
		w += 2 // its arrow
	}
	switch f {
	case report.PeriodField, report.StatusField:
		w = max(w, 7)
	case report.NoteField:
		w = max(w, 24)
		if v.Field == f { // to be read
			w = max(w, v.Body.W*2/5)
		}
	case report.CountryField:
		w = max(w, min(grid.Width(v.Listing.Longest(f)), 26))
	default:
		w = max(w, min(grid.Width(v.Listing.Longest(f)), 28))
	}
	for _, a := range v.Listing.Widest(f) {
		room := grid.Width(v.PrintedOrMark(a))
		if _, isOutcome := scene.OutcomeOf(f); isOutcome && v.Listing.AccountOutcomes {
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
	return report.Capital(f.String())
}

func (v *Screen) Click(x, y int) []model.Action {
	var field report.Field
	for _, c := range v.Columns {
		if x >= c.X && x < c.X+c.W+1 {
			field = c.Field
		}
	}
	switch {
	case v.head.Contains(x, y) && field != report.NoField:
		return scene.Actions(model.SortField{Field: field})
	case !v.Body.Contains(x, y):
		return nil
	}
	line := v.Top + (y-v.Body.Y)/v.LooseLines()
	if line >= v.Listing.Len() {
		return nil
	}
	here := line == v.line && (field == report.NoField || field == v.Field)
	var chosen []model.Action
	if field != report.NoField {
		chosen = scene.Actions(model.SelectField{Field: field})
	}
	chosen = append(chosen, model.SelectLine{Line: line})
	if here || line == v.line && v.Step == scene.List {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

func (v *Screen) Wheel(by int) []model.Action {
	return scene.WheelLines(by, v.Top, v.line, v.fit(), v.Listing.Len(), func(i int) model.Action { return model.SelectLine{Line: i} })
}

func (v *Screen) Shows(c report.Column) bool {
	return slices.ContainsFunc(v.Columns, func(p fieldPlace) bool {
		own, isCount := p.Field.Count()
		return isCount && own == c
	})
}

func (v *Screen) Unzoomed() string {
	if v.line < 0 {
		return "no record to make room for"
	}
	return ""
}

func (v *Screen) Window() (cursor, height, lines int) {
	return max(v.line, 0), v.fit(), v.Listing.Len()
}

// Announce reads the record under the cursor, the field that was moved to first.
func (v *Screen) Announce() string {
	if v.line < 0 {
		return v.NothingAloud("record", v.Result.Total.Records)
	}
	record := v.Listing.At(v.line)
	r := v.Engine.Dataset().Record(record)
	parts := []string{fmt.Sprintf("record %s of %s", v.Format.Count(int64(v.line+1)), v.Format.Count(int64(v.Listing.Len())))}
	said := func(f report.Field) string {
		if f.IsAmount() {
			return strings.ToLower(f.Label()) + " " + v.AmountWords(&r, v.Engine.Dataset().SeriesOf(record), f)
		}
		return shownText(v.Kit, &r, f)
	}
	if v.Field != report.PeriodField && v.Field != report.CountryField {
		parts = append(parts, strings.ToLower(v.Field.Label())+" "+strings.TrimPrefix(said(v.Field), strings.ToLower(v.Field.Label())+" "))
	}
	for _, f := range v.Listing.Fields {
		switch {
		case f == v.Field && f != report.PeriodField && f != report.CountryField:
		case f.IsAmount() && !r.Amount(f).Reported() && f != report.RequestsField:
		case f == report.NoteField && r.Note == "":
		default:
			parts = append(parts, said(f))
		}
	}
	return strings.Join(parts, ", ")
}

func (v *Screen) ReadAt() (x, y int) {
	return v.Body.X, v.Body.Y + max(v.line-v.Top, 0)*v.LooseLines()
}

func (v *Screen) Help() []scene.HelpKey {
	return scene.Keys("right column", "down row", "S sort", "/", "enter whole record", "c", "p", "space", ":", "?")
}
