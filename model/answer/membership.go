package answer

import (
	"slices"
	"sync"

	"daylight/model/query"
	"daylight/model/report"
)

// memberships are the half-years in which countries belong to groups: the memberships
// that hold on its last day. What holds for a year holds for its second half.
type memberships struct {
	fill sync.Once
	in   [][]bitset // [group][country]: half-years of the axis, nil for none; last, those in no group
}

// membership is the half-years of the axis in which a country is a member of a
// group, or, of the last, of none; nil where it never is.
func (d *index) membership(group, country int) bitset {
	d.members.fill.Do(d.fillMembers)
	return d.members.in[group][country]
}

func (d *index) fillMembers() {
	in := make([][]bitset, len(d.Groups)+1)
	for g := range in {
		in[g] = make([]bitset, len(d.Countries))
	}
	for _, m := range d.Members {
		country, known := d.CountryIndex(m.Country)
		if !known {
			continue
		}
		g, _ := slices.BinarySearch(d.Groups, m.Group)
		first, last := 0, d.halfCount-1
		if m.From != (report.Date{}) {
			first = max(first, m.From.FirstSlot()-d.firstHalf)
		}
		if m.To != (report.Date{}) {
			last = min(last, m.To.LastSlot()-d.firstHalf)
		}
		for half := first; half <= last; half++ {
			if in[g][country] == nil {
				in[g][country] = newBitset(d.halfCount)
			}
			in[g][country].put(half)
		}
	}
	all := d.everyHalf()
	for country := range d.Countries {
		free := slices.Clone(all)
		for g := range d.Groups {
			free.drop(in[g][country])
		}
		if !free.isEmpty() {
			in[len(d.Groups)][country] = free
		}
	}
	d.members.in = in
}

// sameMembers says of two periods whether the groups of a question, by which it is filtered
// or grouped, have the same members in both.
func (e *Engine) sameMembers(q query.Query) func(a, b report.Period) bool {
	var sets []bitset
	if q.Group.Restricts() {
		sets = e.data.membersOf(q.Group)
	}
	if q.By == query.ByGroup {
		e.data.members.fill.Do(e.data.fillMembers)
		sets = slices.Concat(append(slices.Clone(e.data.members.in), sets)...)
	}
	last := func(p report.Period) int { return p.Slot() + p.Slots() - 1 - e.data.firstHalf }
	return func(a, b report.Period) bool {
		return !slices.ContainsFunc(sets, func(in bitset) bool { return in.has(last(a)) != in.has(last(b)) })
	}
}

// everyHalf is the set of all half-years of the axis.
func (d *index) everyHalf() bitset {
	return choose(d.halfCount, func(int) bool { return true })
}

// membersOf are the half-years in which each country passes a filter of groups, nil
// for those in which it never does.
func (d *index) membersOf(f query.Filter) []bitset {
	passes := make([]bitset, len(d.Countries))
	for country := range passes {
		set := newBitset(d.halfCount)
		for g, id := range d.rows[query.ByGroup].ids {
			if slices.Contains(f.IDs, id) {
				set.add(d.membership(g, country))
			}
		}
		if f.Mode == query.Except {
			out := set
			set = d.everyHalf()
			set.drop(out)
		}
		if !set.isEmpty() {
			passes[country] = set
		}
	}
	return passes
}

// holdsAll says whether a set of half-years holds a whole stretch; a set of nil holds
// everything.
func (d *index) holdsAll(set bitset, s stretch) bool {
	if set == nil {
		return true
	}
	for slot := s.from; slot < s.to; slot++ {
		half := slot - d.firstHalf
		if half < 0 || half >= d.halfCount || !set.has(half) {
			return false
		}
	}
	return true
}

// within is the periods of a set in which a membership holds: in their last half.
// It is nil where there is none.
func (c *cube) within(set, halves bitset) bitset {
	in := choose(len(c.periods), func(i int) bool { return set.has(i) && halves.has(c.lastHalf(i)) })
	if in.isEmpty() {
		return nil
	}
	return in
}

// lastHalf is the half-year of the axis in which one of the publisher's periods ends.
func (c *cube) lastHalf(period int) int { return c.halves[period].to - 1 }

// narrowed is the periods of a set in which a country passes the filter of groups;
// nil where there is none.
func (s *selection) narrowed(c *cube, country int, set bitset) bitset {
	if s.members == nil || s.members[country] == nil {
		return set
	}
	return c.within(set, s.members[country])
}
