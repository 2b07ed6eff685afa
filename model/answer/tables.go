package answer

import (
	"slices"
	"sync"

	"daylight/model/query"
	"daylight/model/report"
)

// scopedTable is a line of tables.csv with its scope read.
type scopedTable struct {
	scope  query.Query
	absent report.Absence
	why    string
	keys   int // how many keys the scope has: more is narrower
}

// readTables reads the scopes of tables.csv, the widest first: what stands later
// goes before what stands earlier.
func (d *index) readTables() {
	for _, t := range d.Absences {
		if scope, err := query.ParseScope(t.Scope); err == nil {
			d.tables = append(d.tables, scopedTable{scope, t.Absent, t.Why, query.ScopeKeys(scope)})
		}
	}
	slices.SortStableFunc(d.tables, func(a, b scopedTable) int { return a.keys - b.keys })
}

// absence is what it means that a country has no record in a series, by the
// publisher's own periods and, after them, by the half-years of the axis: the line of
// the tables that says so, noTable for none.
type absence struct {
	fill  sync.Once
	usual []int16        // of countries that no line names
	named []namedAbsence // of those that one does
}

// namedAbsence is absence of a country that lines of the tables name.
type namedAbsence struct {
	country int
	lines   []int16
}

const noTable = -1

// absence returns what absence means in one of the publisher's series.
func (c *cube) absence(series int) *absence {
	a := &c.absent[c.at[series]]
	a.fill.Do(func() { c.readAbsence(series, a) })
	return a
}

func (c *cube) readAbsence(series int, a *absence) {
	d := c.data
	s := &d.Series[series]
	var lines []int
	named := map[int]bool{}
	for i := range d.tables {
		t := &d.tables[i]
		if !t.scope.Publisher.Holds(d.Publishers[s.Publisher].ID) || !t.scope.Service.Holds(s.Service.ID) || !t.scope.Type.Holds(s.Type.ID) {
			continue
		}
		lines = append(lines, i)
		for country := range d.Countries {
			if t.scope.Region.Restricts() || slices.Contains(t.scope.Country.IDs, d.Countries[country].Code) {
				named[country] = true
			}
		}
	}
	periods := slices.Clone(c.periods)
	for half := range d.halfCount {
		slot := d.firstHalf + half
		periods = append(periods, report.Period{Year: slot / 2, Half: 1 + slot%2})
	}
	read := func(holds func(scope *query.Query) bool) []int16 {
		by := make([]int16, len(periods))
		for p, period := range periods {
			by[p] = noTable
			for _, i := range lines {
				if t := &d.tables[i]; t.scope.Period.Holds(period) && holds(&t.scope) {
					by[p] = int16(i) // the narrowest comes last
				}
			}
		}
		return by
	}
	a.usual = read(func(scope *query.Query) bool { return scope.Country.Mode != query.Only && !scope.Region.Restricts() })
	for country := range d.Countries {
		if named[country] {
			a.named = append(a.named, namedAbsence{country, read(func(scope *query.Query) bool {
				return scope.Country.Holds(d.Countries[country].Code) && scope.Region.Holds(d.RegionID(country))
			})})
		}
	}
}

// absent is what a line of the tables says of a country that has no record.
func (d *index) absent(line int16) report.Absence {
	if line == noTable {
		return report.AbsentUnknown
	}
	return d.tables[line].absent
}
