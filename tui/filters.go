package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// inForce lists the filters that are set, the most particular first, each after
// a dot.
func (k *kit) inForce(q query.Query) string {
	text := ""
	if q.Search != "" {
		text = fmt.Sprintf(" %c %q", k.glyphs.Dot, q.Search)
	}
	for _, by := range []query.Dimension{
		query.ByOutcome, query.ByCountry, query.ByRegion, query.ByGroup, query.ByPeriod, query.ByType, query.ByService, query.ByPublisher,
	} {
		if c := k.chip(q, by); c.set {
			text += fmt.Sprintf(" %c %s", k.glyphs.Dot, c.value)
		}
	}
	return text
}

// chip describes the filter of a dimension.
func (k *kit) chip(q query.Query, by query.Dimension) chipPlace {
	c := chipPlace{by: by, label: title(by.String()), value: "all"}
	if by == query.ByPeriod {
		var list []string
		for _, r := range q.Period.Ranges {
			list = append(list, r.String())
		}
		if q.Grain == query.Years {
			c.value = "all years"
		}
		if len(list) > 0 {
			c.set, c.value = true, inBrief(list, q.Period.Except, k.glyphs.Ellipsis)
		}
		if k.isWholeYear(q) {
			c.value += ", 12 months" // the periods around it are half as long
		}
		if c.set {
			if partial := k.engine.Result(q).Total.Partial; partial != "" {
				c.value += ", " + partial // or it would look like the whole of it
			}
		}
		return c
	}
	f := *q.Filter(by)
	if by == query.ByPublisher && f.Mode == query.Default {
		ids := k.engine.Publishers(q)
		if len(ids) == 1 {
			c.value, c.set = k.engine.Name(q, by, ids[0]), true
		}
		return c
	}
	switch f.Mode {
	case query.Only, query.Except:
		var names []string
		for _, id := range f.IDs {
			names = append(names, k.engine.Name(q, by, id))
		}
		c.set, c.value = true, inBrief(names, f.Mode == query.Except, k.glyphs.Ellipsis)
	case query.All:
		if by == query.ByType {
			c.set, c.value = true, "all, uncounted too"
		}
	}
	return c
}

// isWholeYear says whether the one report that is chosen covers a year among
// others that cover half of one.
func (k *kit) isWholeYear(q query.Query) bool {
	if len(q.Period.Ranges) != 1 || q.Period.Except || !k.engine.Facet(q, query.ByPeriod).Uneven {
		return false
	}
	chosen := 0
	for _, row := range k.engine.Facet(q, query.ByPeriod).Rows {
		if p, err := report.ParsePeriod(row.ID); err == nil && q.Period.Holds(p) {
			if chosen++; p.Months() != 12 {
				return false
			}
		}
	}
	return chosen == 1
}

// inBrief writes a list in a few words: up to two names that have room and read as two,
// else how many.
func inBrief(names []string, except bool, ellipsis string) string {
	const longest = 28
	text := strings.Join(names, ", ")
	// Several of which one has a comma in its name would look like more.
	many := len(names) > 2 || grid.Width(text) > longest || slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, ",") })
	switch {
	case len(names) == 1:
		text = grid.Cut(text, longest, ellipsis)
	case many && except:
		return fmt.Sprintf("all but %d", len(names))
	case many:
		return fmt.Sprintf("%d chosen", len(names))
	}
	if except {
		return "not " + text
	}
	return text
}

// chipPlace is where the filter of one dimension stands.
type chipPlace struct {
	by           query.Dimension
	rect         grid.Rect
	label, value string
	set          bool // the filter is not the default
	arrow        bool
	search       bool   // it is the search, which filters no dimension
	pins         bool   // it is how many rows are pinned
	key          string // of one that filters no dimension: what opens its menu
}

// chipOrder is the order of the filters in the row of chips.
var chipOrder = [...]query.Dimension{
	query.ByPublisher, query.ByPeriod, query.ByService, query.ByType, query.ByOutcome, query.ByCountry, query.ByRegion, query.ByGroup,
}

// placeChips lays out the filters: with arrows where there is room, else without;
// then some give way.
func (s *scene) placeChips() {
	if s.panes.chips.Empty() {
		return
	}
	var chips []chipPlace
	for _, by := range chipOrder {
		c := s.chip(s.query, by)
		if (by == query.ByRegion || by == query.ByGroup) && !c.set {
			continue
		}
		chips = append(chips, c)
	}
	if a := s.query.Against; a != (query.Against{}) {
		chips = append(chips, chipPlace{label: "Against", value: a.Brief(), set: true, key: "a"})
	}
	if n := s.query.Min; n > 0 {
		chips = append(chips, chipPlace{label: "Minimum", value: s.format.Count(int64(n)), set: true, key: "N"})
	}
	if q := s.query; q.Search != "" {
		chips = append(chips, chipPlace{label: "Search", value: grid.Cut(q.Search, 20, s.glyphs.Ellipsis), set: true, search: true})
	}
	if n := len(s.query.Pins); n > 0 {
		chips = append(chips, chipPlace{label: "Pinned", value: s.format.Count(int64(n)), set: true, pins: true})
	}
	hidden, room := 0, s.panes.chips.W
	for arrows := !s.glyphs.ASCII; ; arrows = false {
		x, space := s.panes.chips.X, 2
		if arrows {
			space = 3
		}
		for i := range chips {
			c := &chips[i]
			c.arrow = arrows
			c.rect = grid.Rect{X: x, Y: s.panes.chips.Y, W: grid.Width(c.label) + 1 + grid.Width(c.value), H: 1}
			if arrows {
				c.rect.W += 2
			}
			x += c.rect.W + space
		}
		if x-space <= s.panes.chips.X+room || len(chips) == 0 {
			break
		}
		if arrows {
			continue
		}
		// What filters nothing gives way first, from the right, then whose reports
		// they are unless that was chosen, then the rest.
		last := len(chips) - 1
		for last > 0 && chips[last].set {
			last--
		}
		if last == 0 && (chips[0].by != query.ByPublisher || s.query.Publisher.Mode != query.Default) {
			last = len(chips) - 1
		}
		chips = slices.Delete(chips, last, last+1)
		hidden++
		room = s.panes.chips.W - 4 // "+n" stands at the end
	}
	s.chips, s.hiddenChips = chips, hidden
}
