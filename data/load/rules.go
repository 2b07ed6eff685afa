package load

import (
	"fmt"
	"strings"

	"daylight/model/report"
)

// recordKey says what a record is about, by positions in the tables.
type recordKey struct {
	publisher, service, kind, country int
	period                            report.Period
}

// place is where a record stands.
type place struct {
	file   string
	line   int
	period report.Period
}

// slots remembers which half-years are taken, so that nothing is counted twice.
// A year takes both of its halves:
//
//	            H1        H2
//	2012     [ taken ] [ taken ]   a record of 2012-H1 finds its slot taken
//
// A service that contains its publisher's others takes, besides its own slots,
// those of the whole; the parts take those of the parts. A half-year may have
// the one or the other.
type slots struct {
	own         map[slot]int32 // positions in loader.places
	whole, part map[slot]int32 // of publishers that have a service of both kinds
}

// slot is one half-year of one line of rows: service, type, country and half, 16
// bits each. A type belongs to one publisher, so whole and part need no service.
type slot uint64

func slotOf(service int, key recordKey, half int) slot {
	return slot(service)<<48 | slot(key.kind)<<32 | slot(key.country)<<16 | slot(half)
}

// maxWords is how many lines a table of words may have: a dataset codes them in
// 16 bits.
const maxWords = 1 << 16

// wholeSuffix ends the id of a service that contains its publisher's others:
// microsoft-all is Microsoft and Skype.
const wholeSuffix = "-all"

// containsOthers says whether a service stands for all of its publisher's.
func containsOthers(s report.Service) bool { return s.ID == s.Publisher+wholeSuffix }

// stands takes the slots of a sound row. It reports the row and is false when
// another one has them.
func (l *loader) stands(s *sheet, key recordKey) bool {
	if l.slots.own == nil {
		l.slots = slots{own: map[slot]int32{}, whole: map[slot]int32{}, part: map[slot]int32{}}
	}
	here := int32(len(l.places))
	mixed := l.mixed[key.publisher]
	takes, clashes := l.slots.part, l.slots.whole
	if containsOthers(l.tables.Services[key.service]) {
		takes, clashes = clashes, takes
	}
	first, last := key.period.Start()/6, key.period.End()/6
	for half := first; half < last; half++ {
		if at, taken := l.slots.own[slotOf(key.service, key, half)]; taken {
			l.reportTwice(s, key, l.places[at])
			return false
		}
		if at, taken := clashes[slotOf(0, key, half)]; mixed && taken {
			other := l.places[at]
			s.wrong(in(report.ServiceField), "%s contains the publisher's other services, and %s has a figure of one for %s already: keep the whole or its parts, or they are counted twice",
				l.tables.Publishers[key.publisher].ID+wholeSuffix, other.from(s), other.period)
			return false
		}
	}
	for half := first; half < last; half++ {
		l.slots.own[slotOf(key.service, key, half)] = here
		if mixed {
			takes[slotOf(0, key, half)] = here
		}
	}
	l.places = append(l.places, place{s.file, s.line, key.period})
	return true
}

// reportTwice reports a row whose half-year another row has.
func (l *loader) reportTwice(s *sheet, key recordKey, other place) {
	if other.period == key.period {
		s.wrong(in(report.PublisherField), "same publisher, period, service, country and type as %s: keep one of the two", other.from(s))
		return
	}
	s.wrong(in(report.PeriodField), "%s overlaps %s in %s: keep the year or its halves, or they are counted twice",
		strings.TrimSpace(s.at(in(report.PeriodField))), other.period, other.from(s))
}

// from names a place as seen from a sheet: its line, and its file if it is
// another one.
func (p place) from(s *sheet) string {
	if p.file == s.file {
		return fmt.Sprintf("line %d", p.line)
	}
	return fmt.Sprintf("%s:%d", p.file, p.line)
}
