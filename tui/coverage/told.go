package coverage

import (
	"fmt"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
)

// line is a line of the rows as text: of which row, and whether it is its first.
type line struct {
	text  string
	row   int
	first bool
}

// divideAloud puts the rows into lines that can be read: of each the times of a state, one after
// the other.
func (v *Screen) divideAloud() {
	r := v.reporter()
	add := func(row int, text string) {
		for i, l := range grid.WrapLines(text, max(v.Body.W-2, 1)) {
			v.told = append(v.told, line{l, row, i == 0})
		}
	}
	if v.Column >= 0 {
		for i, c := range r.Columns {
			add(i, r.Name+", "+report.LowerFirst(c.Label())+": "+states(r, i))
		}
		return
	}
	for i := range v.C.Reporters {
		add(i, v.C.Reporters[i].Name+": "+states(&v.C.Reporters[i], -1))
	}
}

// states says of which times a row is in which state, in the order of time.
func states(r *answer.Reporter, column int) string {
	var parts []string
	for at := 0; at < len(r.Slots); {
		from, state := at, r.CellAt(column, at).Covered
		for at < len(r.Slots) && r.CellAt(column, at).Covered == state {
			at++
		}
		word := state.Label()
		if state == answer.NotHere {
			word = state.Brief()
		}
		gap := answer.CoverGap{From: r.Slots[from].Period, To: r.Slots[at-1].Period}
		parts = append(parts, fmt.Sprintf("%s %s", gap.Span(), word))
	}
	return strings.Join(parts, ", ")
}

// toldLine is the first line of the row under the cursor.
func (v *Screen) toldLine() int {
	row := max(v.Publisher, 0)
	if v.Column >= 0 {
		row = v.Column
	}
	for i := range v.told {
		if v.told[i].row == row {
			return i
		}
	}
	return 0
}

func (v *Screen) toldTop() int {
	return list.Scrolled(v.Session.Top, v.toldLine(), v.Body.H, len(v.told))
}

func (v *Screen) drawTold(f *grid.Frame) {
	top, here := v.toldTop(), v.told[v.toldLine()].row
	for y := range min(v.Body.H, len(v.told)-top) {
		l := &v.told[top+y]
		at := v.Body.Row(y)
		if l.row == here && l.first && !v.Busy {
			f.Rune(at.X, at.Y, v.Glyphs.Cursor, v.Theme.Accent)
		}
		_, at = at.TakeLeft(2)
		f.Text(at, l.text, v.Theme.Text)
	}
}
