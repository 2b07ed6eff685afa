package scene

import (
	"fmt"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// FigureIn is a row in one period, and the question that it is a row of.
func (k *Kit) FigureIn(q query.Query, p report.Period, id string) (query.Query, *answer.Row) {
	in := k.Engine.In(q, p)
	if q.By == query.ByPeriod {
		in.Period = query.PeriodFilter{} // its rows are the periods
	}
	return in, k.Engine.RowIn(q, p, id)
}

// FigureInWords says what a row is in one period, and of a change what it is set against.
func (k *Kit) FigureInWords(q query.Query, p report.Period, id string, f answer.Figure) []string {
	c := q.Measure
	text := strings.ToLower(c.Label()) + " " + k.Format.Figure(f, c)
	switch {
	case !f.Reported && c.IsSigned() && q.Against.Period == p:
		return []string{BaseWords}
	case !f.Reported:
		return []string{strings.ToLower(c.Label()) + " not reported"}
	case c.IsCount():
		return []string{k.Counted(f, c)}
	case c.IsSigned():
		return OnWhich(text, k.Engine.RowIn(q, p, id))
	}
	return []string{text}
}

// Arrow is the sign behind the head of the column that rows are sorted by.
func (k *Kit) Arrow(order query.Sort) string {
	if order.Descending {
		return " " + string(k.Glyphs.SortDown)
	}
	return " " + string(k.Glyphs.SortUp)
}

// LineFrom is one line, where a body is at least so high, else none.
func LineFrom(body grid.Rect, height int) int {
	if body.H >= height {
		return 1
	}
	return 0
}

// DrawBand draws the band and the sign of the row under the cursor.
func (k *Kit) DrawBand(f *grid.Frame, r grid.Rect) {
	f.Fill(r, grid.Style{BG: k.Theme.Band, Attr: k.Theme.BandAttr})
	f.Rune(r.X, r.Y, k.Glyphs.Cursor, k.Theme.Accent)
}

// MoreLeft says how many columns have no room to the left of those on screen; "" for none.
func (k *Kit) MoreLeft(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" %c +%d ", k.Glyphs.Left, n)
}

// MoreRight says the same of the right.
func (k *Kit) MoreRight(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" +%d %c ", n, k.Glyphs.Right)
}
