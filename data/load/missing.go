package load

import (
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// readMissing reads which reports are known to exist and are not here.
func (l *loader) readMissing() {
	const publisher, period, what = 0, 1, 2
	seen := earlier[report.Missing]{}
	l.eachRow(missingFile, "publisher* period* what*", func(s *sheet) {
		m := report.Missing{Publisher: s.id(publisher)}
		if known := func(p report.Publisher) bool { return p.ID == m.Publisher }; m.Publisher != "" && !slices.ContainsFunc(l.tables.Publishers, known) {
			s.wrong(publisher, "publisher %q is not in %s%s", m.Publisher, publishersFile,
				didYouMean(m.Publisher, l.known(query.ByPublisher), "add a line for it there"))
		}
		var err error
		if m.Period, err = report.ParsePeriodRange(strings.Clone(s.at(period))); err != nil {
			s.wrong(period, "%v", err)
			return
		}
		if m.Period.From == (report.Period{}) {
			s.wrong(period, "%q has no beginning: write the first period of which a report is known", s.at(period))
			return
		}
		if seen.first(s, m, period) {
			m.What = s.need(what)
			l.tables.Missing = append(l.tables.Missing, m)
		}
	})
}
