// Package coverage is the view of who reports what, since when, and who fell silent: publishers ×
// periods and, below on the same axis, the columns that the publisher under the cursor prints ×
// periods. Each state has a shape of its own. It keeps nothing from one frame to the next.
//
//	years                2010    2012    2014            known reports        months
//	axis                ┬───────┬───────┬────────────── first   last    here   after
//	upper      Google   ▂ ▂ ▂ ▆ ▆ ▆ ▆ ▆ ▆ ▆ □           2009-H2 2025-H2 32 of 33
//	         ▸ Twitter            ▆ ▆ ▆ □ □             2012-H1 2024-H2 19 of 23   3–7
//
//	title    What Twitter prints ──────────────────────────────────────────────────
//	lower      Requests           ▆ ▆ ▆ □ □             2012-H1 2020-H2 19 of 19
//	           Accounts           ▆ ▆ ▆ □ □
//	reading  Twitter, requests, 2021-H1: a report is known …
//	legend   ▆ printed   ▂ in part   □ known, not here   blank: no report known
//
// Where there is no height for both, that stands there which has the keys. Where the periods have
// no room, they scroll with the cursor.
package coverage

import (
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

// Screen is the coverage as it stands on the screen.
type Screen struct {
	*scene.Scene
	C                       *answer.Coverage
	Publisher, Half, Column int // under the cursor, as model.CoverageAt says
	Upper, Lower            Block
	Title                   grid.Rect // over the columns of a publisher
	Years, Ticks            grid.Rect // the axis
	Reading, Legend         grid.Rect
	Name                    grid.Rect // of the rows
	axis                    axis
	facts                   []fact // beside the rows, with their places
	told                    []line // the rows as text, where the screen is read aloud
}

// Block is one of the two grids: its rows, the first of them on the screen, how many there are,
// which is under the cursor, and how many lines each takes.
type Block struct {
	Rows         grid.Rect
	Top, N, at   int
	Tall         int
	columns      bool // its rows are columns of the publisher under the cursor
	keys, hidden bool // it has the keys; it is not there
}

// axis is where half-years stand: those from..to (exclusive), w cells each.
type axis struct{ x, w, from, to int }

func (a axis) at(half int) int { return a.x + (half-a.from)*a.w }
func (a axis) width() int      { return (a.to - a.from) * a.w }

// View lays out the coverage.
type View struct{}

func (View) Layout(s *scene.Scene) scene.Screen {
	return s.PlaceView(func(s *scene.Scene) scene.Screen { return place(s) })
}

func place(s *scene.Scene) *Screen {
	v := &Screen{Scene: s}
	v.C, v.Publisher, v.Half, v.Column = model.CoverageAt(s.Engine, s.Session)
	s.OnScreen = s.OnScreen[:0]
	if v.Publisher < 0 || v.Half < 0 {
		return v
	}
	if len(s.Session.Highlight) > 0 {
		rows := make([]answer.Row, len(v.C.Reporters))
		for i := range rows {
			rows[i].ID = v.C.Reporters[i].ID
		}
		s.PointAmong(rows)
	}
	if s.Plain {
		v.divideAloud()
		return v
	}
	v.divide()
	v.placeAxis()
	return v
}

// reporter is the publisher under the cursor.
func (v *Screen) reporter() *answer.Reporter { return &v.C.Reporters[v.Publisher] }

// mostColumns is how many columns a publisher prints at most, so that nothing moves when another
// is under the cursor.
func (v *Screen) mostColumns() (most int) {
	for i := range v.C.Reporters {
		most = max(most, len(v.C.Reporters[i].Columns))
	}
	return most
}

// The heights from which on the body has room for what helps to read it.
const (
	axisFrom, legendFrom, readingFrom, longFrom, airFrom = 6, 5, 9, 18, 15
	leastLower                                           = 3 // rows below that are worth a title
)

// divide gives each line of the body its place.
func (v *Screen) divide() {
	rest := v.Body
	wants := func(from int) int { return scene.LineFrom(v.Body, from) }
	v.Years, rest = rest.TakeTop(1)
	v.Ticks, rest = rest.TakeTop(wants(axisFrom))
	v.Legend, rest = rest.TakeBottom(wants(legendFrom) * v.legendLines(2))
	v.Reading, rest = rest.TakeBottom(wants(readingFrom) + wants(longFrom))
	if wants(airFrom) > 0 {
		_, rest = rest.TakeBottom(1)
	}
	n, m := len(v.C.Reporters), v.mostColumns()
	v.Upper = Block{N: n, at: v.Publisher, Tall: v.LooseLines(), keys: v.Column < 0}
	v.Lower = Block{N: len(v.reporter().Columns), at: v.Column, Tall: 1, columns: true, keys: v.Column >= 0}
	const title, air = 1, 1
	least, both := v.LooseLines(), false
	for tall := least + 1; tall >= least && m > 0 && !both; tall-- {
		wants := m
		if tall == least {
			wants = min(m, leastLower)
		}
		both, v.Upper.Tall = n*tall+air+title+wants <= rest.H, tall
	}
	if both {
		v.Upper.Rows, rest = rest.TakeTop(n * v.Upper.Tall)
		if v.Upper.Tall == 1 { // else the last of its lines is empty
			_, rest = rest.TakeTop(air)
		}
		v.Title, rest = rest.TakeTop(title)
		v.Lower.Rows, _ = rest.TakeTop(min(rest.H, m))
	} else if v.Column < 0 {
		v.Lower.hidden = true
		for v.Upper.Tall = least; v.Upper.Tall <= least && n > 1 && (v.Upper.Tall+1)*n <= rest.H; v.Upper.Tall++ {
		}
		v.Upper.Rows, _ = rest.TakeTop(min(rest.H, n*v.Upper.Tall))
	} else {
		v.Upper.hidden = true
		if rest.H > 2 {
			v.Title, rest = rest.TakeTop(title)
		}
		if 2*v.Lower.N <= rest.H && v.Lower.N > 1 {
			v.Lower.Tall = 2
		}
		v.Upper.Tall = v.Lower.Tall
		v.Lower.Rows, _ = rest.TakeTop(min(rest.H, m*v.Lower.Tall))
	}
	for _, b := range []*Block{&v.Upper, &v.Lower} {
		top := 0
		if b.keys {
			top = v.Session.Top
		}
		b.Top = list.Scrolled(top, max(b.at, 0), max(b.Rows.H/b.Tall, 1), b.N)
	}
}

// legendLines is how many lines the legend has at most that explains all states there are, whichever
// of them are on the screen; more than one only on a high one.
func (v *Screen) legendLines(most int) int {
	if v.Body.H < longFrom-4 {
		return 1
	}
	var all [answer.NumCovered]bool
	for i := range v.C.Reporters {
		r := &v.C.Reporters[i]
		for at := range r.Slots {
			for column := -1; column < len(r.Columns); column++ {
				all[r.CellAt(column, at).Covered] = true
			}
		}
	}
	return min(len(v.legend(all, legendForms[2], v.Body.W-2)), most)
}

// The cells of a half-year, and of names.
const (
	mostCell  = 6
	leastName = 6
)

// placeAxis divides the width between names, half-years and facts. Half-years are as wide as
// leaves room for the first facts; where not even one cell each has room, they scroll.
func (v *Screen) placeAxis() {
	const sign, gap = 2, 1
	names := 0
	for i := range v.C.Reporters {
		names = max(names, grid.Width(v.C.Reporters[i].Name))
		for _, c := range v.C.Reporters[i].Columns {
			names = max(names, grid.Width(c.Head()))
		}
	}
	n := len(v.C.Periods)
	for least := min(names, leastName+2); names > least && sign+names+gap+n > v.Body.W; {
		names--
	}
	names = min(names, max(v.Body.W/3, leastName))
	v.Name = grid.Rect{X: v.Body.X + sign, Y: v.Upper.Rows.Y, W: names, H: 1}
	room := v.Body.W - sign - names - gap
	v.axis = axis{x: v.Name.X + names + gap, w: 1, to: n}
	facts := []int{mainFacts, 1, 0}
	if v.Large() {
		facts = facts[1:]
	}
	for _, n := range facts { // cells of two have gaps between them
		for w := mostCell; w > 1 && v.axis.w == 1; w-- {
			if len(v.C.Periods)*w+v.factsWidth(n) <= room {
				v.axis.w = w
			}
		}
	}
	if n > room {
		v.axis.from, v.axis.to = v.between(room)
	}
	v.placeFacts(room - v.axis.width())
	for _, r := range []*grid.Rect{&v.Years, &v.Ticks} {
		r.X, r.W = v.axis.x, v.axis.width()
	}
}

// between is which half-years, from..to (exclusive), have room, moved as little from where they
// were as keeps the cursor in sight and the room filled. A year that is printed as one stays whole.
func (v *Screen) between(room int) (from, to int) {
	n := len(v.C.Periods)
	slot := &v.reporter().Slots[v.reporter().SlotAt(v.Half)]
	last := slot.At + slot.Len - 1
	from = v.Session.Left
	if v.Session.At == (report.Period{}) {
		from = v.Half
	}
	from = min(from, slot.At, n-room)
	from = max(from, last-room+1, 0)
	return from, min(from+room, n)
}

func (v *Screen) Leftmost() int {
	if v.Publisher < 0 || v.Half < 0 || v.Plain {
		return v.Session.Left
	}
	return v.axis.from
}

// focused is the block that has the keys.
func (v *Screen) focused() *Block {
	if v.Lower.keys {
		return &v.Lower
	}
	return &v.Upper
}

func (v *Screen) Window() (cursor, height, lines int) {
	switch {
	case v.Publisher < 0 || v.Half < 0:
		return 0, v.Body.H, 0
	case v.Plain:
		return v.toldLine(), v.Body.H, len(v.told)
	}
	b := v.focused()
	return max(b.at, 0), max(b.Rows.H/b.Tall, 1), b.N
}

// Figures are none: what is here is told by states.
func (v *Screen) Figures() scene.Figures { return scene.Figures{} }

// rowAt is the row of a block under a place of the screen; -1 for none.
func (b *Block) rowAt(x, y int) int {
	if b.hidden || !b.Rows.Contains(x, y) {
		return -1
	}
	if row := b.Top + (y-b.Rows.Y)/b.Tall; row < b.N {
		return row
	}
	return -1
}

// halfAt is the half-year under a column of the screen; -1 for none.
func (v *Screen) halfAt(x int) int {
	if x < v.axis.x || x >= v.axis.x+v.axis.width() {
		return -1
	}
	return v.axis.from + (x-v.axis.x)/v.axis.w
}

func (v *Screen) Click(x, y int) (chosen []model.Action) {
	if v.Publisher < 0 || v.Half < 0 || v.Plain {
		return nil
	}
	half := v.halfAt(x)
	if half >= 0 {
		chosen = scene.Actions(model.SelectPeriod{Period: v.C.Periods[half]})
	}
	if v.Years.Contains(x, y) || v.Ticks.Contains(x, y) {
		return chosen
	}
	b, row := &v.Upper, v.Upper.rowAt(x, y)
	if row < 0 {
		b, row = &v.Lower, v.Lower.rowAt(x, y)
	}
	if row < 0 {
		return nil
	}
	if !b.keys {
		chosen = append(chosen, model.FocusNext{})
	} else if here := v.reporter().SlotAt(v.Half); row == b.at && (half < 0 || v.reporter().SlotAt(half) == here) {
		return scene.Actions(model.Enter{})
	}
	return append(chosen, model.SelectLine{Line: row})
}

func (v *Screen) Wheel(by int) []model.Action {
	return scene.Actions(model.Move{By: by})
}

func (v *Screen) ReadAt() (x, y int) {
	switch {
	case v.Publisher < 0 || v.Half < 0:
		return v.Body.X, v.Body.Y
	case v.Plain:
		return v.Body.X, v.Body.Y + v.toldLine() - v.toldTop()
	}
	b := v.focused()
	return b.Rows.X, b.Rows.Y + (max(b.at, 0)-b.Top)*b.Tall
}

func (v *Screen) Help() []scene.HelpKey {
	other := "tab columns"
	if v.Column >= 0 {
		other = "tab publishers"
	}
	return scene.Keys("right period", "down row", other, "enter records", "i sources", "m", "p", ":", "?")
}

// said is what there is to say of the cell under the cursor.
func (v *Screen) said() answer.CoverSaid {
	r := v.reporter()
	return v.Format.CoverSays(v.C, r, r.SlotAt(v.Half), v.Column)
}

// Under says what is here of the cell under the cursor, where it has no line of its own.
func (v *Screen) Under() string {
	if v.Publisher < 0 || v.Half < 0 || v.Busy || !v.Reading.Empty() || v.Session.Axes {
		return ""
	}
	return v.said().Fit(v.Panes.Help.W)
}

// Nowhere says that there is nothing to draw, and what to do.
func (v *Screen) nowhere() (text, help string) {
	switch {
	case v.Query.Search != "":
		return fmt.Sprintf("No publisher is called %q.", report.Clip(v.Query.Search)), "esc ends the search."
	case len(v.C.Periods) == 0 && len(v.Query.Period.Ranges) > 0:
		return "No publisher reports these periods.", "p chooses others, 0 takes all filters away."
	}
	return "No publisher has a record under these filters.", "0 takes them away."
}

func (v *Screen) Announce() string {
	if v.Publisher < 0 || v.Half < 0 {
		text, help := v.nowhere()
		return text + " " + help
	}
	r := v.reporter()
	place := fmt.Sprintf("publisher %d of %d", v.Publisher+1, len(v.C.Reporters))
	if v.Column >= 0 {
		place = fmt.Sprintf("column %d of %d", v.Column+1, len(r.Columns))
	}
	return fmt.Sprintf("%s; %s, period %d of %d", strings.TrimSuffix(v.said().String(), "."), place, r.SlotAt(v.Half)+1, len(r.Slots))
}

// Describe says who reports from when to when, and which reports of the latest time are here.
func (View) Describe(k *scene.Kit, q query.Query) string {
	c := k.Engine.Coverage(q)
	if len(c.Periods) == 0 || len(c.Reporters) == 0 {
		return scene.NoRecords
	}
	var whose []string
	for i := range c.Reporters {
		r := &c.Reporters[i]
		if r.Halves == 0 {
			continue
		}
		text := fmt.Sprintf("%s %s (%d half-%s)", r.Name, r.Here(" to "), r.Halves, scene.Plural("year", r.Halves))
		if last := r.LastReport(); last != "" {
			text += ", " + last
		}
		whose = append(whose, text)
	}
	if len(whose) == 0 {
		return scene.NoRecords
	}
	text := "Reports are here of " + strings.Join(whose, "; ") + "."
	if finding := k.Engine.Finding(q, k.Format).String(); finding != "" {
		text = finding + ". " + text
	}
	return text
}

// isChosen says whether a half-year is one of a few that were asked for, drawn among the others.
func (v *Screen) isChosen(half int) bool {
	return len(v.C.Periods) > 0 && !model.Around(v.Query).Period.Equal(v.Query.Period) && v.Query.Period.Holds(v.C.Periods[half])
}

// fact is a column of words beside the rows: what stands over it, and how wide it is.
type fact struct {
	over, head string
	w          int
	of         func(v *Screen, r *answer.Reporter, column int) string
	x          int
}

// facts are those that there are, the most telling first in order of place; so many of them are
// what half-years leave room for.
var allFacts = [...]fact{
	{"known reports", "first", 7, func(_ *Screen, r *answer.Reporter, column int) string { return firstOf(r, column) }, 0},
	{"", "last", 7, func(_ *Screen, r *answer.Reporter, column int) string { return lastOf(r, column) }, 0},
	{"halves", "here", 8, func(_ *Screen, r *answer.Reporter, column int) string { return hereOf(r, column) }, 0},
	{"months", "after", 6, func(v *Screen, r *answer.Reporter, column int) string {
		if column >= 0 {
			return ""
		}
		months, _, _ := strings.Cut(r.Soon(v.Glyphs.Range), " month")
		return months
	}, 0},
}

const mainFacts = 3

// factsWidth is how wide so many facts are, with the gap before each.
func (v *Screen) factsWidth(n int) (w int) {
	for _, f := range allFacts[:n] {
		w += 2 + f.w
	}
	return w
}

// placeFacts gives those a place that have room; of one alone, the last report.
func (v *Screen) placeFacts(room int) {
	v.facts = nil
	for n := len(allFacts); n > 0; n-- {
		if v.factsWidth(n) > room {
			continue
		}
		v.facts = slices.Clone(allFacts[:n])
		if n == 1 {
			v.facts[0] = allFacts[1]
		}
		break
	}
	x := v.axis.x + v.axis.width()
	for i := range v.facts {
		v.facts[i].x = x + 2
		x += 2 + v.facts[i].w
	}
}
