package model

import (
	"cmp"
	"fmt"
	"slices"
)

// scopedNote is a note with its scope read: which series, countries and periods
// it speaks of, and which measure or outcome must be in sight for it to matter.
type scopedNote struct {
	index     int // into Tables.Notes
	scope     Query
	series    []int  // those it covers, in order
	countries []bool // by country: it covers it; nil for all
	measured  bool   // Note matters only where scope.Measure is shown
	keys      int    // how many keys the scope has: more is narrower
}

// seriesBreak is a break in the series of one publisher and service: figures
// from Start on cannot be compared with those before.
type seriesBreak struct {
	start  int // month, counted like Period.Start
	series []int
}

// Measure returns the column that must be shown for the note to matter, if the
// note's scope names one.
func (n Note) Measure() (Column, bool) {
	scope, err := ParseScope(n.Scope)
	return scope.Measure, err == nil && scope.Measure != Requests
}

// readNotes reads the scopes of the notes and finds the breaks.
func (d *Dataset) readNotes() error {
	d.notes = make([]scopedNote, 0, len(d.Notes))
	for i, note := range d.Notes {
		scope, err := ParseScope(note.Scope)
		if err != nil {
			return fmt.Errorf("note %s: %w", note.ID, err)
		}
		scoped := scopedNote{index: i, scope: scope, measured: scope.Measure != Requests}
		for _, b := range Dimensions() {
			if f := scope.Filter(b); f != nil && f.Mode != Default {
				scoped.keys++
			}
		}
		if len(scope.Period.Ranges) > 0 {
			scoped.keys++
		}
		if scoped.measured {
			scoped.keys++
		}
		if scope.Country.restricts() || scope.Region.restricts() {
			scoped.countries = d.countriesOf(scope)
		}
		var broken []int
		for p := range d.cubes {
			if !scope.Publisher.holds(d.Publishers[p].ID) {
				continue
			}
			for _, s := range d.cubes[p].series {
				series := &d.Series[s]
				if !scope.Service.holds(series.Service.ID) {
					continue
				}
				broken = append(broken, s)
				if scope.Type.holds(series.Type.ID) {
					scoped.series = append(scoped.series, s)
				}
			}
		}
		if note.Break != (Period{}) && len(broken) > 0 {
			d.breaks = append(d.breaks, seriesBreak{note.Break.Start(), broken})
		}
		d.notes = append(d.notes, scoped)
	}
	return nil
}

// countriesOf says of each country whether a scope covers it.
func (d *Dataset) countriesOf(scope Query) []bool {
	in := make([]bool, len(d.Countries))
	if scope.Country.Mode == Only {
		for _, id := range scope.Country.IDs {
			if c, known := findID(d.Countries, countryCode, id); known {
				in[c] = scope.Region.holds(d.regionID(c))
			}
		}
		return in
	}
	for c := range in {
		in[c] = scope.Country.holds(d.Countries[c].Code) && scope.Region.holds(d.regionID(c))
	}
	return in
}

// restricts says whether there can be an id that does not pass the filter.
func (f Filter) restricts() bool { return f.Mode == Only || f.Mode == Except }

// holds says whether an id passes the filter; Default and All pass everything.
func (f Filter) holds(id string) bool {
	switch f.Mode {
	case Only:
		_, found := slices.BinarySearch(f.IDs, id)
		return found
	case Except:
		_, found := slices.BinarySearch(f.IDs, id)
		return !found
	}
	return true
}

// meeting lists the notes that meet a view: those in whose scope a record under
// the filter lies, narrowest scope first. Where several publishers stand side by
// side, what must be known of them as a whole comes before that: they do not
// measure the same things. A note about an outcome needs that
// outcome filtered or grouped by; one about a measure is left for the view to
// decide, which knows what it shows.
func (e *Engine) meeting(q Query, sel *selection) []Note {
	d := e.data
	var met []*scopedNote
	for i := range d.notes {
		n := &d.notes[i]
		inSight := func(c Column) bool { return n.scope.Outcome.holds(c.String()) }
		switch {
		case n.scope.Outcome.Mode == Default:
		case sel.outcomes == nil && q.By == ByOutcome:
		case !slices.ContainsFunc(sel.outcomes, inSight):
			continue
		}
		if e.touches(n, sel) {
			met = append(met, n)
		}
	}
	order := func(n *scopedNote) int {
		if len(sel.publishers) > 1 && n.aboutPublisher() {
			return 0
		}
		return numKeys - n.keys
	}
	slices.SortStableFunc(met, func(a, b *scopedNote) int { return cmp.Compare(order(a), order(b)) })
	notes := make([]Note, len(met))
	for i, n := range met {
		notes[i] = d.Notes[n.index]
	}
	if n, speaks := e.uncountedNote(q, sel); speaks {
		notes = append([]Note{n}, notes...)
	}
	return notes
}

// aboutPublisher says whether the note is about all that a publisher reports. The
// publisher that the dashboard is about is what the others are measured by.
func (n *scopedNote) aboutPublisher() bool {
	f := n.scope.Publisher
	return n.keys == 1 && f.Mode == Only && !f.holds(MainPublisher)
}

// touches says whether a record under the filter lies in the note's scope.
func (e *Engine) touches(n *scopedNote, sel *selection) bool {
	d := e.data
	for _, s := range n.series {
		publisher := d.Series[s].Publisher
		axis := sel.axis(publisher)
		if !sel.series[s] || axis == nil {
			continue
		}
		c := d.cube(publisher)
		var room [4]uint64
		mask := append(room[:0], axis.bits...)
		if scope := c.noted[n.index]; scope != nil {
			for w := range mask {
				mask[w] &= scope[w]
			}
		}
		if e.plane(s, sel).holds(sel, n.countries, mask) {
			return true
		}
	}
	return false
}

// holds says whether a country that is selected, and is one of some where those are
// not nil, has a record in one of the periods of mask.
func (p *plane) holds(sel *selection, some []bool, mask []uint64) bool {
	switch {
	case !p.present(p.everyone(), mask):
		return false
	case sel.everywhere && some == nil:
		return true
	}
	for row, country := range p.countries {
		if sel.countries[country] && (some == nil || some[country]) && p.present(row, mask) {
			return true
		}
	}
	return false
}

// uncountedNote says, where several publishers stand side by side and types are
// rows or picked by name, which of them do not count a type in their totals that
// others count.
func (e *Engine) uncountedNote(q Query, sel *selection) (Note, bool) {
	picked := q.Type.Mode == Only || q.Type.Mode == All
	if !picked && q.By != ByType || len(sel.publishers) < 2 {
		return Note{}, false
	}
	d := e.data
	counted, not := map[string]bool{}, map[string][]string{}
	var ids []string
	for s := range d.Series {
		series := &d.Series[s]
		id := series.Type.ID
		if !slices.Contains(sel.publishers, series.Publisher) || !q.Service.holds(series.Service.ID) || !q.Type.holds(id) {
			continue
		}
		if series.Type.InTotals {
			counted[id] = true
			continue
		}
		label := d.Publishers[series.Publisher].Label
		if len(not[id]) == 0 {
			ids = append(ids, id)
		}
		if !slices.Contains(not[id], label) {
			not[id] = append(not[id], label)
		}
	}
	slices.Sort(ids)
	text := ""
	for _, id := range ids {
		if !counted[id] {
			continue // nobody counts it: the publishers agree
		}
		if text != "" {
			text += " "
		}
		text += inWords(id) + " requests are not counted in the totals of " + joinWords(not[id]) + "."
	}
	return Note{ID: "types-not-counted", Scope: "", Text: text}, text != ""
}

// joinWords writes a list as a sentence does: "a", "a and b", "a, b and c".
func joinWords(words []string) string {
	text := ""
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += w
	}
	return text
}
