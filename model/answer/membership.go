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
	bits [][][]uint64 // [group][country]: half-years of the axis, nil for none; last, those in no group
}

// groupID is what a query calls a group, NoGroup for the countries of none.
func (d *index) groupID(group int) string {
	if group == len(d.Groups) {
		return report.NoGroup
	}
	return d.Groups[group]
}

// membership is the half-years of the axis in which a country is a member of a
// group, or, of the last, of none; nil where it never is.
func (d *index) membership(group, country int) []uint64 {
	d.members.fill.Do(d.fillMembers)
	return d.members.bits[group][country]
}

func (d *index) fillMembers() {
	bits := make([][][]uint64, len(d.Groups)+1)
	for g := range bits {
		bits[g] = make([][]uint64, len(d.Countries))
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
			if bits[g][country] == nil {
				bits[g][country] = make([]uint64, d.halfWords())
			}
			bits[g][country][half/64] |= 1 << (half % 64)
		}
	}
	all := d.everyHalf()
	for country := range d.Countries {
		free := slices.Clone(all)
		for g := range d.Groups {
			for w, set := range bits[g][country] {
				free[w] &^= set
			}
		}
		if !isEmpty(free) {
			bits[len(d.Groups)][country] = free
		}
	}
	d.members.bits = bits
}

// halfWords is how many words a set of half-years takes.
func (d *index) halfWords() int { return (d.halfCount + 63) / 64 }

// everyHalf is the set of all half-years of the axis.
func (d *index) everyHalf() []uint64 {
	all := make([]uint64, d.halfWords())
	for half := range d.halfCount {
		all[half/64] |= 1 << (half % 64)
	}
	return all
}

// membersOf are the half-years in which each country passes a filter of groups, nil
// for those in which it never does.
func (d *index) membersOf(f query.Filter) [][]uint64 {
	passes := make([][]uint64, len(d.Countries))
	for country := range passes {
		set := make([]uint64, d.halfWords())
		for g := range len(d.Groups) + 1 {
			if slices.Contains(f.IDs, d.groupID(g)) {
				for w, in := range d.membership(g, country) {
					set[w] |= in
				}
			}
		}
		if f.Mode == query.Except {
			for w, all := range d.everyHalf() {
				set[w] = all &^ set[w]
			}
		}
		if !isEmpty(set) {
			passes[country] = set
		}
	}
	return passes
}

// holdsAll says whether a set of half-years holds a whole stretch; a set of nil holds
// everything.
func (d *index) holdsAll(set []uint64, s stretch) bool {
	if set == nil {
		return true
	}
	for slot := s.from; slot < s.to; slot++ {
		half := slot - d.firstHalf
		if half < 0 || half >= d.halfCount || !has(set, half) {
			return false
		}
	}
	return true
}

// meets says whether a set of half-years holds some of a stretch.
func (d *index) meets(set []uint64, s stretch) bool {
	for slot := s.from; slot < s.to; slot++ {
		if half := slot - d.firstHalf; half >= 0 && half < d.halfCount && has(set, half) {
			return true
		}
	}
	return false
}

// within is the periods of a set in which a membership holds: in their last half.
// It is nil where there is none.
func (c *cube) within(set *periodSet, halves []uint64) *periodSet {
	if set.bits == nil {
		return nil
	}
	in := chooseOf(len(c.periods), func(i int) bool {
		return set.holds(i) && has(halves, c.lastHalf(i))
	})
	if len(in.runs) == 0 {
		return nil
	}
	return &in
}

// lastHalf is the half-year of the axis in which one of the publisher's periods ends.
func (c *cube) lastHalf(period int) int { return c.halves[period].first + c.halves[period].count - 1 }

// narrowed is the periods of a set in which a country passes the filter of groups;
// nil where there is none.
func (s *selection) narrowed(c *cube, country int, set *periodSet) *periodSet {
	if s.members == nil || s.members[country] == nil {
		return set
	}
	return c.within(set, s.members[country])
}
