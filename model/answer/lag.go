package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// lags finds how soon the sources of some records came out. The date of a source of several periods
// says when the file is of, not when each report came out, and a date that is a year tells nothing.
func (e *Engine) lags(t *tally) (list []Lag) {
	c := &e.data.columns
	const several = -1
	only := make([]int, len(c.Sources)) // own period and one; 0 for none
	for i, s := range t.cube.series {
		if !t.sel.anyType[s] {
			continue
		}
		for _, r := range t.rows[i] {
			p := int(t.cube.ownPeriod[c.Period[r]])
			switch at := &only[c.Source[r]]; *at {
			case 0:
				*at = p + 1
			case p + 1:
			default:
				*at = several
			}
		}
	}
	for code, at := range only {
		if at <= 0 {
			continue
		}
		source, _ := e.data.Source(c.Sources[code])
		lo, hi, known := published(source.Published)
		if !known {
			continue
		}
		period := t.cube.periods[at-1]
		end := dayNumber(period.End()/12, period.End()%12+1, 1) // the day after its last
		list = append(list, Lag{Period: period, Source: source.ID, Lo: lo - end + 1, Hi: hi - end + 1})
	}
	slices.SortFunc(list, func(a, b Lag) int {
		return cmp.Or(a.Period.Compare(b.Period), strings.Compare(a.Source, b.Source))
	})
	return list
}

// published reads a date of sources.csv, 2013-03-21 or 2021-07, as numbers of days: the
// first that it can be and the last. A year alone is not near enough.
func published(date string) (lo, hi int, known bool) {
	parts := strings.Split(date, "-")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, 0, false
	}
	var n [3]int
	for i, p := range parts {
		var err error
		if n[i], err = strconv.Atoi(p); err != nil {
			return 0, 0, false
		}
	}
	if len(parts) == 3 {
		day := dayNumber(n[0], n[1], n[2])
		return day, day, true
	}
	return dayNumber(n[0], n[1], 1), dayNumber(n[0], n[1]+1, 1) - 1, true
}

// dayNumber counts the days of the Gregorian calendar from a day long ago to the one
// given; a month of 13 is January of the next year.
func dayNumber(year, month, day int) int {
	if month > 12 {
		year, month = year+1, month-12
	}
	if month < 3 { // years begin in March, so that the leap day is the last
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day
}
