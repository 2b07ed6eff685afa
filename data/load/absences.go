package load

import (
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

var absenceColumns = []column{{"scope", true}, {"absent", true}, {"why", true}}

const (
	absenceScope = iota
	absenceAbsent
	absenceWhy
)

// readAbsences reads what it means that a country is not listed in a table.
func (l *loader) readAbsences() {
	seen := earlier[string]{}
	l.eachRow(tablesFile, absenceColumns, func(s *sheet) {
		t := report.Table{Scope: strings.Clone(s.at(absenceScope)), Why: s.need(absenceWhy)}
		scope, err := query.ParseScope(t.Scope)
		switch {
		case err != nil:
			s.wrong(absenceScope, "scope: %v", err)
		case strings.TrimSpace(t.Scope) == "":
			s.wrong(absenceScope, "scope is empty: say which tables the line is about, as in publisher=acme period=2020-H1..")
		case scope.Outcome.Mode != query.Default || scope.Group.Mode != query.Default || scope.Measure != report.Requests:
			s.wrong(absenceScope, "scope: a table is told by publisher, service, type, country, region and period: remove the other keys")
		default:
			l.checkScope(s, absenceScope, scope, "this line is about nothing")
			seen.first(s, scope.String(), absenceScope)
		}
		word := s.at(absenceAbsent)
		absent := slices.Index(report.AbsenceNames[:], word)
		if absent < 0 {
			s.wrong(absenceAbsent, "absent is %q%s", word,
				didYouMean(word, report.AbsenceNames[:], "write zero if the table lists every country with a request, elsewhere if the requests stand under another type, else unknown"))
			return
		}
		t.Absent = report.Absence(absent)
		l.tables.Absences = append(l.tables.Absences, t)
	})
}
