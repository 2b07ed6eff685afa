package answer

import (
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"daylight/model/query"
	"daylight/model/report"
)

// extent is the room that the amounts of one column take: the greatest of each
// form of amount, and of ranges the longest.
type extent struct{ exact, ranged, suppressed report.Amount }

// none says whether no amount is printed at all.
func (x *extent) none() bool {
	return !x.exact.Reported() && !x.ranged.Reported() && !x.suppressed.Reported()
}

// add makes room for an amount.
func (x *extent) add(a report.Amount) {
	switch {
	case a.IsExact() && (!x.exact.Reported() || a.Hi() > x.exact.Hi()):
		x.exact = a
	case a.IsSuppressed() && (!x.suppressed.Reported() || a.Hi() > x.suppressed.Hi()):
		x.suppressed = a
	case a.IsRange() && (!x.ranged.Reported() || len(a.String()) > len(x.ranged.String())):
		x.ranged = a
	}
}

// extents is the room that the records of each series take.
type extents struct {
	read    sync.Once
	of      [][report.NumPrinted + 1]extent // by series and column
	sources []string                        // by series, the longest id of a source
}

// allExtents reads all records when it is first asked.
func (d *index) allExtents() *extents {
	d.extents.read.Do(func() {
		d.extents.of = make([][report.NumPrinted + 1]extent, len(d.Series))
		most := make([]int32, len(d.Series)) // exact; -1 for none
		for column := range d.columns.Counts {
			counts := &d.columns.Counts[column]
			if counts.Empty() {
				continue
			}
			for i := range most {
				most[i] = -1
			}
			for from, cells := range counts.Pieces() {
				for i, s := range d.columns.Series[from:min(from+len(cells), d.Len())] {
					if n := cells[i]; n > most[s] {
						most[s] = n
					} else if n < -1 {
						d.extents.of[s][column].add(d.columns.Amount(column, from+i))
					}
				}
			}
			for s, n := range most {
				if n >= 0 {
					d.extents.of[s][column].add(report.Exact(int(n)))
				}
			}
		}
		d.extents.sources = make([]string, len(d.Series))
		for r, s := range d.columns.Series {
			if id := d.columns.Sources[d.columns.Source[r]]; len(id) > len(d.extents.sources[s]) {
				d.extents.sources[s] = id
			}
		}
	})
	return &d.extents
}

// printed is the room that some series take, by column.
func (d *index) printed(series []bool) (all [report.NumPrinted + 1]extent) {
	for s, own := range d.allExtents().of {
		if !series[s] {
			continue
		}
		for column, x := range own {
			all[column].add(x.exact)
			all[column].add(x.ranged)
			all[column].add(x.suppressed)
		}
	}
	return all
}

// Unprinted says that no record of the publishers that a query asks, whatever else it
// asks, prints what a column is worked out from: "Apple does not print accounts". It is
// empty where one does.
func (e *Engine) Unprinted(q query.Query, c report.Column) string {
	lists := c.Needs()
	if c.Of()[0] == report.Requests {
		return "" // what rows are counted by is always there to be asked for
	}
	for _, of := range c.Of() {
		if lists == nil && int(of) < report.NumPrinted {
			lists = [][]report.Column{{of}}
		}
	}
	publishers := e.publishers(q)
	for s, own := range e.data.allExtents().of {
		if !slices.Contains(publishers, e.data.Series[s].Publisher) {
			continue
		}
		some := lists == nil || c.TakesPercent() && !own[report.NumPrinted].none()
		for _, list := range lists {
			some = some || !slices.ContainsFunc(list, func(c report.Column) bool { return own[c].none() })
		}
		if some {
			return ""
		}
	}
	var names []string
	for _, p := range publishers {
		names = append(names, e.data.Publishers[p].Label)
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0] + " does not print " + c.Counted()
	case 2:
		return report.JoinWords(names) + " do not print " + c.Counted()
	}
	return fmt.Sprintf("none of the %d publishers prints %s", len(names), c.Counted())
}

// greatest is the greatest sum of both ends of an amount in a column.
func (d *index) greatest(column int) uint32 {
	most := uint32(0)
	for _, own := range d.allExtents().of {
		most = max(most, 2*uint32(own[column].exact.Hi()))
	}
	for _, a := range d.columns.Odd {
		most = max(most, uint32(a.Lo()+a.Hi()))
	}
	return most
}

// Widest lists amounts of which one takes the most room in a field, whichever way
// they are written; none when no record of the query's series prints it.
func (l *Listing) Widest(f report.Field) []report.Amount {
	if !f.IsAmount() {
		return nil
	}
	x := &l.extent[f-report.RequestsField]
	var amounts []report.Amount
	for _, a := range []report.Amount{x.exact, x.ranged, x.suppressed} {
		if a.Reported() {
			amounts = append(amounts, a)
		}
	}
	return amounts
}

// Longest is a name as long as any in a field: of publishers, services, types and
// sources their ids, of countries their names; "" for other fields.
func (l *Listing) Longest(f report.Field) string { return l.texts[f] }

// measureTexts finds the longest names of what is selected.
func (l *Listing) measureTexts(sel *selection) {
	d := l.data
	sources := d.allExtents().sources
	longest := func(f report.Field, text string) {
		if utf8.RuneCountInString(text) > utf8.RuneCountInString(l.texts[f]) {
			l.texts[f] = text
		}
	}
	for i := range d.Series {
		s := &d.Series[i]
		if !sel.series[i] || d.Series[i].Records == 0 {
			continue
		}
		longest(report.PublisherField, d.Publishers[s.Publisher].ID)
		longest(report.ServiceField, s.Service.ID)
		longest(report.TypeField, s.Type.ID)
		longest(report.SourceField, sources[i])
		l.AccountOutcomes = l.AccountOutcomes || s.Type.AccountOutcomes
	}
	for i := range sel.countries.all() {
		longest(report.CountryField, d.Countries[i].Name)
	}
}
