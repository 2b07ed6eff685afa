package load

import (
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// readAbsences reads what it means that a country is not listed in a table.
func (l *loader) readAbsences() {
	const scope, absent, why = 0, 1, 2
	seen := earlier[string]{}
	l.eachRow(tablesFile, "scope* absent* why*", func(s *sheet) {
		t := report.Table{Scope: strings.Clone(s.at(scope)), Why: s.need(why)}
		tables, err := query.ParseScope(t.Scope)
		switch {
		case err != nil:
			s.wrong(scope, "scope: %v", err)
		case strings.TrimSpace(t.Scope) == "":
			s.wrong(scope, "scope is empty: say which tables the line is about, as in publisher=acme period=2020-H1..")
		case tables.Outcome.Mode != query.Default || tables.Group.Mode != query.Default || tables.Measure != report.Requests:
			s.wrong(scope, "scope: a table is told by publisher, service, type, country, region and period: remove the other keys")
		default:
			l.checkScope(s, scope, tables, "this line is about nothing")
			seen.first(s, tables.String(), scope)
		}
		word := s.at(absent)
		meaning := slices.Index(report.AbsenceNames[:], word)
		if meaning < 0 {
			s.wrong(absent, "absent is %q%s", word,
				didYouMean(word, report.AbsenceNames[:], "write zero if the table lists every country with a request, elsewhere if the requests stand under another type, else unknown"))
			return
		}
		t.Absent = report.Absence(meaning)
		l.tables.Absences = append(l.tables.Absences, t)
	})
}
