package load

import (
	"cmp"
	"time"

	"daylight/model/report"
)

// membership is what tells a line of groups.csv from the others.
type membership struct {
	group, country string
	from           report.Date
}

func memberKey(m report.Member) membership { return membership{m.Group, m.Country, m.From} }

// memberLine is a membership and the line that it stands in.
type memberLine struct {
	report.Member
	line int
}

// readMembers reads which countries belong to which groups, and when.
func (l *loader) readMembers() {
	const group, label, country, from, to, source = 0, 1, 2, 3, 4, 5
	labels := map[string]memberLine{}
	times := map[[2]string][]memberLine{} // by group and country
	l.eachRow(groupsFile, "group* label* country* from to source", func(s *sheet) {
		m := report.Member{Group: s.id(group), Label: s.need(label), Source: s.words(source)}
		at, sound := l.country(s, country)
		if sound {
			m.Country = l.tables.Countries[at].Code
		}
		if m.Country == report.NotItemised {
			s.wrong(country, "%s stands for what is not itemised, which is no member of anything: write a country", m.Country)
			sound = false
		}
		var begins, ends bool
		m.From, begins = s.date(from)
		m.To, ends = s.date(to)
		if begins && ends && m.From != (report.Date{}) && m.To != (report.Date{}) && compareDates(m.From, m.To) > 0 {
			s.wrong(to, "to (%s) lies before from (%s): write the first day and the last", s.at(to), s.at(from))
			ends = false
		}
		if m.Group == report.NoGroup {
			s.wrong(group, "%q is the name of the countries in no group: call this group something else", m.Group)
			sound = false
		}
		if first, known := labels[m.Group]; known && m.Label != "" && m.Label != first.Label {
			s.wrong(label, "label is %q here and %q in line %d: a group has one label", m.Label, first.Label, first.line)
		} else if !known && m.Label != "" {
			labels[m.Group] = memberLine{m, s.line}
		}
		if !sound || !begins || !ends || m.Group == "" {
			return
		}
		key := [2]string{m.Group, m.Country}
		for _, other := range times[key] {
			if overlap(m, other.Member) {
				s.wrong(country, "%s is in %s at the same time by line %d: keep one of the two, or part them by from and to", m.Country, m.Group, other.line)
				return
			}
		}
		times[key] = append(times[key], memberLine{m, s.line})
		l.tables.Members = append(l.tables.Members, m)
	})
}

// overlap says whether two memberships share a day.
func overlap(a, b report.Member) bool {
	endsBefore := func(a, b report.Member) bool {
		return a.To != (report.Date{}) && b.From != (report.Date{}) && compareDates(a.To, b.From) < 0
	}
	return !endsBefore(a, b) && !endsBefore(b, a)
}

func compareDates(a, b report.Date) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

// date reads a day; an empty cell is the zero date, for open. It is false, and
// reported, when the cell holds anything else.
func (s *sheet) date(i int) (report.Date, bool) {
	text := s.at(i)
	if text == "" {
		return report.Date{}, true
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Year() == 0 {
		s.wrong(i, "%s is %q: write a day as 2004-05-01, or leave it empty for open", s.columns[i], text)
		return report.Date{}, false
	}
	return report.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}, true
}
