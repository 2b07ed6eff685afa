package answer

import (
	"sync"

	"daylight/model/query"
	"daylight/model/report"
)

// index is what an engine works out about a dataset: what records group by, as
// numbers, the scopes of notes and tables, and the sums that it has built.
type index struct {
	*report.Dataset
	columns    report.Columns
	notes      []scopedNote
	breaks     []int // into notes: those with a break
	tables     []scopedTable
	members    memberships
	rows       [query.NumDimensions]grouping
	rowsByYear grouping
	cubes      []cube    // by publisher …
	rooms      sync.Pool // … and room to build their planes in
	zz         int       // the index of "not itemised"; -1 for none
	firstHalf  int       // the half-years that records cover start here …
	halfCount  int       // … and are this many
	extents    extents
	populated  populations
}

// newIndex numbers what queries group by and reads the scopes of notes and tables.
func newIndex(from *report.Dataset) *index {
	d := &index{Dataset: from, columns: from.Columns()}
	d.zz = -1
	if at, known := d.CountryIndex(report.NotItemised); known {
		d.zz = at
	}
	d.cubes = make([]cube, len(d.Publishers))
	for p := range d.cubes {
		d.cubes[p].data = d
	}
	for i := range d.Series {
		s := &d.Series[i]
		own := &d.cubes[s.Publisher]
		own.series = append(own.series, i)
		own.reports = own.reports || s.Records > 0
	}
	if len(d.Periods) > 0 {
		d.firstHalf = d.Periods[0].Slot()
		for _, p := range d.Periods {
			d.halfCount = max(d.halfCount, p.Slot()+p.Slots()-d.firstHalf)
		}
	}
	d.numberRows()
	d.readNotes()
	d.readTables()
	return d
}
