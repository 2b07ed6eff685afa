package answer

import (
	"slices"
	"sync"

	"daylight/model/report"
)

// index is what an engine works out about a dataset: what records group by, as
// numbers, the scopes of notes and tables, and the sums that it has built.
type index struct {
	*report.Dataset
	columns     report.Columns
	notes       []scopedNote
	breaks      []int // into notes: those with a break
	tables      []scopedTable
	members     memberships
	years       []report.Period // of the periods, in order
	yearOf      []int           // by period: into years
	cubes       []cube          // by publisher …
	rooms       sync.Pool       // … and room to build their planes in
	longest     int             // the most records of a series
	zz          int             // the index of "not itemised"; -1 for none
	regionCode  []int           // by country: into Regions, or their number for none
	serviceIDs  []string        // without repeats, sorted
	serviceCode []int           // by series
	typeIDs     []string        // without repeats, sorted
	typeCode    []int           // by series
	firstHalf   int             // the half-years that records cover start here …
	halfCount   int             // … and are this many
	extents     extents
	populated   populations
}

// newIndex numbers what queries group by and reads the scopes of notes and tables.
func newIndex(from *report.Dataset) *index {
	d := &index{Dataset: from, columns: from.Columns()}
	d.zz = -1
	if at, known := d.CountryIndex(report.NotItemised); known {
		d.zz = at
	}
	d.regionCode = make([]int, len(d.Countries))
	for i := range d.Countries {
		at, found := slices.BinarySearch(d.Regions, d.Countries[i].Region)
		if !found {
			at = len(d.Regions)
		}
		d.regionCode[i] = at
	}
	d.cubes = make([]cube, len(d.Publishers))
	for p := range d.cubes {
		d.cubes[p].data = d
	}
	d.serviceIDs = make([]string, len(d.Series))
	d.typeIDs = make([]string, len(d.Series))
	for i := range d.Series {
		s := &d.Series[i]
		d.serviceIDs[i], d.typeIDs[i] = s.Service.ID, s.Type.ID
		own := &d.cubes[s.Publisher]
		own.series = append(own.series, i)
		own.reports = own.reports || s.Records > 0
		d.longest = max(d.longest, s.Records)
	}
	slices.Sort(d.serviceIDs)
	slices.Sort(d.typeIDs)
	d.serviceIDs = slices.Compact(d.serviceIDs)
	d.typeIDs = slices.Compact(d.typeIDs)
	d.serviceCode = make([]int, len(d.Series))
	d.typeCode = make([]int, len(d.Series))
	for i := range d.Series {
		s := &d.Series[i]
		d.serviceCode[i], _ = slices.BinarySearch(d.serviceIDs, s.Service.ID)
		d.typeCode[i], _ = slices.BinarySearch(d.typeIDs, s.Type.ID)
	}
	for _, p := range d.Periods {
		year := report.Period{Year: p.Year}
		if n := len(d.years); n == 0 || d.years[n-1] != year {
			d.years = append(d.years, year)
		}
		d.yearOf = append(d.yearOf, len(d.years)-1)
	}
	if len(d.Periods) > 0 {
		d.firstHalf = d.Periods[0].Slot()
		for _, p := range d.Periods {
			d.halfCount = max(d.halfCount, p.Slot()+p.Slots()-d.firstHalf)
		}
	}
	d.readNotes()
	d.readTables()
	return d
}
