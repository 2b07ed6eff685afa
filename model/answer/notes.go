package answer

import (
	"cmp"
	"math"
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// scopedNote is a note with its scope read: which series, countries and periods
// it speaks of, and which measure or outcome must be in sight for it to matter.
type scopedNote struct {
	index     int // into Tables.Notes
	scope     query.Query
	series    []int  // those it covers, in order
	countries []bool // by country: it covers it; nil for all
	measured  bool   // Note matters only where scope.Measure is shown
	keys      int    // how many keys the scope has: more is narrower
}

// readNotes reads the scopes of the notes and finds the breaks. What loads reports
// refuses a scope that cannot be read; here such a note meets nothing.
func (d *index) readNotes() {
	d.notes = make([]scopedNote, 0, len(d.Notes))
	for i, note := range d.Notes {
		scope, err := query.ParseScope(note.Scope)
		if err != nil {
			continue
		}
		scoped := scopedNote{index: i, scope: scope, measured: scope.Measure != report.Requests, keys: query.ScopeKeys(scope)}
		if scope.Country.Restricts() || scope.Region.Restricts() {
			scoped.countries = d.countriesOf(scope)
		}
		for p := range d.cubes {
			if !scope.Publisher.Holds(d.Publishers[p].ID) {
				continue
			}
			for _, s := range d.cubes[p].series {
				if series := &d.Series[s]; scope.Service.Holds(series.Service.ID) && scope.Type.Holds(series.Type.ID) {
					scoped.series = append(scoped.series, s)
				}
			}
		}
		if note.Break != (report.Period{}) {
			d.breaks = append(d.breaks, len(d.notes))
		}
		d.notes = append(d.notes, scoped)
	}
}

// countriesOf says of each country whether a scope covers it.
func (d *index) countriesOf(scope query.Query) []bool {
	in := make([]bool, len(d.Countries))
	for c := range in {
		in[c] = scope.Country.Holds(d.Countries[c].Code) && scope.Region.Holds(d.RegionID(c))
	}
	return in
}

// meeting lists the notes that meet a view: those in whose scope a record under
// the filter lies, narrowest scope first. Where several publishers stand side by
// side, what must be known of them as a whole comes before that: they do not
// measure the same things. A note about an outcome needs that
// outcome filtered or grouped by; one about a measure is left for the view to
// decide, which knows what it shows.
func (e *Engine) meeting(q query.Query, sel *selection) []report.Note {
	d := e.data
	var met []*scopedNote
	for i := range d.notes {
		n := &d.notes[i]
		inSight := func(c report.Column) bool { return n.scope.Outcome.Holds(c.String()) }
		switch {
		case n.scope.Outcome.Mode == query.Default:
		case sel.outcomes == nil && q.By == query.ByOutcome:
		case !slices.ContainsFunc(sel.outcomes, inSight):
			continue
		}
		if e.touches(n, sel) {
			met = append(met, n)
		}
	}
	order := func(n *scopedNote) int {
		if len(sel.publishers) > 1 && d.aboutPublisher(n) {
			return math.MinInt
		}
		return -n.keys
	}
	slices.SortStableFunc(met, func(a, b *scopedNote) int { return cmp.Compare(order(a), order(b)) })
	notes := make([]report.Note, len(met))
	for i, n := range met {
		notes[i] = d.Notes[n.index]
	}
	if n, speaks := e.incompleteNote(sel); speaks {
		at := len(notes)
		for at > 0 && met[at-1].keys == 0 {
			at-- // a scope of all is wider than that of a measure
		}
		notes = slices.Insert(notes, at, n)
	}
	if n, speaks := e.uncountedNote(q, sel); speaks {
		notes = append([]report.Note{n}, notes...)
	}
	if e.areUnlike(sel) {
		notes = append([]report.Note{unlikeNote}, notes...)
	}
	return notes
}

// UnlikeNote is the id of the note on several publishers.
const UnlikeNote = "publishers-unlike"

// unlikeNote stands first wherever several publishers have records under the filter.
var unlikeNote = report.Note{
	ID:   UnlikeNote,
	Text: "Publishers do not count the same things: what is one request to one may be several, or none, to another. Sums over them are marked as approximate; they say how much was asked, not who is asked more.",
}

// areUnlike says whether several publishers have a record under the filter.
func (e *Engine) areUnlike(sel *selection) bool {
	if len(sel.publishers) < 2 {
		return false
	}
	first := slices.IndexFunc(sel.publishers, func(p int) bool { return e.records(sel, p) })
	return first >= 0 && slices.ContainsFunc(sel.publishers[first+1:], func(p int) bool { return e.records(sel, p) })
}

// UnlikeBeside is the note on several publishers, where records of several stand behind
// what a view shows beside those under the filter: periods that were not chosen, or the
// countries that one is placed among.
func (e *Engine) UnlikeBeside(q query.Query) (note report.Note, speaks bool) {
	if len(e.publishers(q)) < 2 {
		return unlikeNote, false
	}
	always := q
	always.Period = query.PeriodFilter{}
	switch {
	case q.View.OneCountry():
		always.Country = only1(e.Subject(q))
		speaks = e.areUnlike(e.selects(e.amongCountries(q))) || e.areUnlike(e.selects(always))
	case q.View.OverPeriods():
		if _, _, narrow := e.axis(q); narrow {
			q = always
		}
		speaks = e.areUnlike(e.selects(q))
	}
	return unlikeNote, speaks
}

// incompleteNote says, of rates by people, which publishers have tables under the
// filter that may leave countries out, and do not list all that the filter holds.
func (e *Engine) incompleteNote(sel *selection) (report.Note, bool) {
	var labels []string
	for _, p := range sel.publishers {
		if e.leavesOut(sel, p, func(listed bitset) bool { return listed.holds(sel.countries) }) {
			labels = append(labels, e.data.Publishers[p].Label)
		}
	}
	return report.Note{
		ID: "tables-incomplete", Scope: "measure=per_million",
		Text: "Not every table of " + report.JoinWords(labels) + " lists all countries with a request: one that is left out may have made more than its rate says.",
	}, len(labels) > 0
}

// leavesOut says whether a publisher has a table under the filter that may leave countries out,
// and in which those that are listed are not all that matter.
func (e *Engine) leavesOut(sel *selection, publisher int, all func(listed bitset) bool) bool {
	c := e.data.cube(publisher)
	return slices.ContainsFunc(c.series, func(s int) bool {
		if !sel.series[s] {
			return false
		}
		absent, pl := c.absence(s), e.plane(s, sel)
		for period := range c.tells(s, sel.outcomes).and(sel.periods[publisher]).all() {
			if e.data.absent(absent.usual[period]) == report.AbsentUnknown && !all(pl.countriesIn(period)) {
				return true
			}
		}
		return false
	})
}

// aboutPublisher says whether the note is about all that a publisher reports. The
// publisher that the dashboard is about is what the others are measured by.
func (d *index) aboutPublisher(n *scopedNote) bool {
	f := n.scope.Publisher
	return n.keys == 1 && f.Mode == query.Only && !f.Holds(d.Main)
}

// touches says whether a record under the filter lies in the note's scope.
func (e *Engine) touches(n *scopedNote, sel *selection) bool {
	d := e.data
	for _, s := range n.series {
		publisher := d.Series[s].Publisher
		mask := sel.periods[publisher]
		if !sel.series[s] || mask == nil {
			continue
		}
		c := d.cube(publisher)
		if scope := c.noted[n.index]; scope != nil {
			mask = mask.and(scope)
		}
		if e.plane(s, sel).holds(c, sel, n.countries, mask) {
			return true
		}
	}
	return false
}

// holds says whether a country that is selected, and is one of some where those are
// not nil, has a record in one of the periods of mask, which are the publisher's own.
func (p *plane) holds(c *cube, sel *selection, some []bool, mask bitset) bool {
	switch {
	case !p.present(p.everyone(), mask):
		return false
	case sel.everywhere && some == nil:
		return true
	}
	for row, country := range p.countries {
		if !sel.countries.has(int(country)) || some != nil && !some[country] || !p.present(row, mask) {
			continue
		}
		if sel.members == nil || sel.members[country] == nil {
			return true
		}
		if set := c.within(mask, sel.members[country]); set != nil && p.present(row, set) {
			return true
		}
	}
	return false
}

// uncountedNote says, where several publishers stand side by side and types are
// rows or picked by name, which of them do not count a type in their totals that
// others count.
func (e *Engine) uncountedNote(q query.Query, sel *selection) (report.Note, bool) {
	picked := q.Type.Mode == query.Only || q.Type.Mode == query.All
	if !picked && q.By != query.ByType || len(sel.publishers) < 2 {
		return report.Note{}, false
	}
	d := e.data
	counted, not := map[string]bool{}, map[string][]string{}
	var ids []string
	for s := range d.Series {
		series := &d.Series[s]
		id := series.Type.ID
		if !slices.Contains(sel.publishers, series.Publisher) || !q.Service.Holds(series.Service.ID) || !q.Type.Holds(id) {
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
		text += report.InWords(id) + " requests are not counted in the totals of " + report.JoinWords(not[id]) + "."
	}
	return report.Note{ID: "types-not-counted", Scope: "", Text: text}, text != ""
}
