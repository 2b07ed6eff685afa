package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/scene"
)

// unseen says what an action changed that has no place on this screen: an order
// where no head shows it, a scale without bars, what else has no room for its chip.
func (m *Model) unseen(before, after model.Session) string {
	was, is := &before.Query, &after.Query
	place := m.place()
	size, empty := scene.StepFor(place.W, place.H), len(m.Engine.Result(*is).Rows) == 0
	chipless := size <= scene.Narrow || place.H < scene.NormalHeight
	switch {
	case size == scene.Tiny || was.View != is.View:
		return ""
	case was.Scale != is.Scale && (size == scene.List || empty):
		return "scale: " + is.Scale.String()
	case !slices.Equal(was.Pins, is.Pins) && was.By == is.By && chipless:
		return pinnedWords(len(is.Pins))
	case was.Against != is.Against && chipless:
		return "compared with " + is.Against.Means()
	case was.Minimum() != is.Minimum() && was.Measure == is.Measure && was.By == is.By && chipless:
		if n := is.Minimum(); n > 1 {
			return "rows under " + m.Requests(n) + " are hidden"
		}
		return "rows of any size are shown"
	}
	if model.Headed(is.View) && size > scene.Narrow && !empty {
		return ""
	}
	return reordered(was, is)
}

// pinnedWords says how many rows are pinned.
func pinnedWords(n int) string {
	switch n {
	case 0:
		return "no row is pinned any more"
	case 1:
		return "one row is pinned: " + query.CompareView.Key() + " compares it"
	}
	return fmt.Sprintf("%d rows are pinned: %s compares them", n, query.CompareView.Key())
}

// reordered names the order that a question has now, where that is all that changed.
func reordered(was, is *query.Query) string {
	now, other := *is, *was
	other.Select, other.Sort = now.Select, now.Sort
	if was.Sort == is.Sort || !other.Equal(now) {
		return ""
	}
	order := now.Order()
	by := strings.ToLower(order.Column.Label())
	switch {
	case order.Key:
		by = now.RowWord()
	case order.At != (report.Period{}):
		by = order.At.String()
	case order.Field != report.NoField:
		by = strings.ToLower(order.Field.Label())
	}
	if order.Descending {
		return "ordered by " + by + ", falling"
	}
	return "ordered by " + by + ", rising"
}
