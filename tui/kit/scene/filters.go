package scene

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// InForce lists the filters that are set, the most particular first.
func (k *Kit) InForce(q query.Query) (list []string) {
	if q.Search != "" {
		list = append(list, fmt.Sprintf("%q", q.Search))
	}
	for _, by := range []query.Dimension{
		query.ByOutcome, query.ByCountry, query.ByRegion, query.ByGroup, query.ByPeriod, query.ByType, query.ByService, query.ByPublisher,
	} {
		if c := k.Chip(q, by); c.Set {
			list = append(list, c.Value)
		}
	}
	return list
}

// Dotted writes words in one line, with dots between those that are there.
func (k *Kit) Dotted(words ...string) string {
	return strings.Join(report.NonEmpty(words...), " "+string(k.Glyphs.Dot)+" ")
}

// Names are what some values of a dimension are called.
func (k *Kit) Names(q query.Query, by query.Dimension, ids []string) (names []string) {
	for _, id := range ids {
		names = append(names, k.Engine.Name(q, by, id))
	}
	return names
}

// Chip describes the filter of a dimension.
func (k *Kit) Chip(q query.Query, by query.Dimension) chipPlace {
	c := chipPlace{By: by, Label: report.Capital(by.String()), Value: "all"}
	if by == query.ByPeriod {
		var list []string
		for _, r := range q.Period.Ranges {
			list = append(list, r.String())
		}
		if times := k.Engine.Shown(q).Brief(k.Glyphs.Range); times != "" {
			c.Value = times
		}
		if q.Grain == query.Years {
			c.Value += ", by year"
		}
		if len(list) > 0 {
			c.Set, c.Value = true, InBrief(list, q.Period.Except, k.Glyphs.Ellipsis)
		}
		if k.isWholeYear(q) {
			c.Value += ", 12 months" // the periods around it are half as long
		}
		if c.Set {
			if partial := k.Engine.Result(q).Total.Partial; partial != "" {
				c.Value += ", " + partial // or it would look like the whole of it
			}
		}
		return c
	}
	switch f := q.Filter(by); {
	case f.Mode == query.Default && by == query.ByPublisher:
		if ids := k.Engine.Publishers(q); len(ids) == 1 {
			c.Set, c.Value = true, k.Engine.Name(q, by, ids[0])
		}
	case f.Mode == query.Only, f.Mode == query.Except:
		c.Set, c.Value = true, InBrief(k.Names(q, by, f.IDs), f.Mode == query.Except, k.Glyphs.Ellipsis)
	case f.Mode == query.All && by == query.ByType:
		c.Set, c.Value = true, "all, uncounted too"
	}
	return c
}

// isWholeYear says whether the one report that is chosen covers a year among
// others that cover half of one.
func (k *Kit) isWholeYear(q query.Query) bool {
	if len(q.Period.Ranges) != 1 || q.Period.Except || !k.Engine.Facet(q, query.ByPeriod).Uneven {
		return false
	}
	chosen := 0
	for _, row := range k.Engine.Facet(q, query.ByPeriod).Rows {
		if p, err := report.ParsePeriod(row.ID); err == nil && q.Period.Holds(p) {
			if chosen++; p.Months() != 12 {
				return false
			}
		}
	}
	return chosen == 1
}

// InBrief writes a list in a few words: up to two names that have room and read as two,
// else how many.
func InBrief(names []string, except bool, ellipsis string) string {
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
	By           query.Dimension
	Rect         grid.Rect
	Label, Value string
	Mark         string // of the footnotes about it, behind the value
	Set          bool   // the filter is not the default
	Arrow        bool
	Pins         bool   // it is how many rows are pinned
	Key          string // of one that filters no dimension: what opens its menu
}

// ChipOrder is the order of the filters in the row of chips.
var ChipOrder = [...]query.Dimension{
	query.ByPublisher, query.ByPeriod, query.ByService, query.ByType, query.ByOutcome, query.ByCountry, query.ByRegion, query.ByGroup,
}

// PlaceChips lays out the filters: with arrows where there is room, else without;
// then some give way.
func (s *Scene) PlaceChips() {
	if s.Panes.Chips.Empty() {
		return
	}
	var chips []chipPlace
	for _, by := range ChipOrder {
		c := s.Chip(s.Query, by)
		if (by == query.ByRegion || by == query.ByGroup) && !c.Set {
			continue
		}
		c.Mark = s.marked(func(at anchor) bool { return at.hasFilter(by) })
		chips = append(chips, c)
	}
	if a := s.Query.Against; a != (query.Against{}) {
		chips = append(chips, chipPlace{Label: "Against", Value: a.Brief(), Set: true, Key: "a"})
	}
	if n := s.Query.Min; n > 0 {
		chips = append(chips, chipPlace{Label: "Minimum", Value: s.Format.Count(int64(n)), Set: true, Key: "N"})
	}
	if q := s.Query; q.Search != "" {
		chips = append(chips, chipPlace{Label: "Search", Value: grid.Cut(q.Search, 20, s.Glyphs.Ellipsis), Set: true, Key: "/"})
	}
	if n := len(s.Query.Pins); n > 0 {
		chips = append(chips, chipPlace{Label: "Pinned", Value: s.Format.Count(int64(n)), Set: true, Pins: true})
	}
	hidden, room := 0, s.Panes.Chips.W
	for arrows := !s.Glyphs.ASCII; ; arrows = false {
		x, space := s.Panes.Chips.X, 2
		if arrows {
			space = 3
		}
		for i := range chips {
			c := &chips[i]
			c.Arrow = arrows
			c.Rect = grid.Rect{X: x, Y: s.Panes.Chips.Y, W: grid.Width(c.Label) + 1 + grid.Width(c.Value), H: 1}
			if arrows {
				c.Rect.W += 2
			}
			if c.Mark != "" {
				c.Rect.W += 1 + grid.Width(c.Mark)
			}
			x += c.Rect.W + space
		}
		if x-space <= s.Panes.Chips.X+room || len(chips) == 0 {
			break
		}
		if arrows {
			continue
		}
		// What filters nothing gives way first, from the right, then whose reports
		// they are unless that was chosen, then the rest.
		last := len(chips) - 1
		for last > 0 && chips[last].Set {
			last--
		}
		if last == 0 && (chips[0].By != query.ByPublisher || s.Query.Publisher.Mode != query.Default) {
			last = len(chips) - 1
		}
		chips = slices.Delete(chips, last, last+1)
		hidden++
		room = s.Panes.Chips.W - 4 // "+n" stands at the end
	}
	s.Chips, s.HiddenChips = chips, hidden
}
