package samples

// Made-up reports drawn at random.

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"daylight/model/report"
)

// reports are made-up records before they become a dataset.
type reports struct {
	Tables  report.Tables
	Records []report.Record
}

// GoString is how a failing test shows what was drawn.
func (r reports) GoString() string {
	var b strings.Builder
	for _, n := range r.Tables.Notes {
		fmt.Fprintf(&b, "\nnote %s: scope %q break %v", n.ID, n.Scope, n.Break)
	}
	for _, a := range r.Tables.Absences {
		fmt.Fprintf(&b, "\nabsent from %q: %s", a.Scope, report.AbsenceNames[a.Absent])
	}
	for _, m := range r.Tables.Members {
		fmt.Fprintf(&b, "\nin %s: %s %v..%v", m.Group, m.Country, m.From, m.To)
	}
	for _, record := range r.Records {
		b.WriteString("\n" + madeUpLine(record))
	}
	return b.String()
}

// DrawnReports draws some series of records, each of one publisher, service and
// type, in some countries over some periods. A publisher reports a country by years, by halves or by
// both, never twice for one month.
var DrawnReports = rapid.Custom(func(t *rapid.T) reports {
	first := rapid.SampledFrom([]string{"microsoft", "alpha"}).Draw(t, "first publisher")
	return reports{drawTables(t, first), drawRecords(t, first)}
})

// DrawDataset draws a small dataset.
func DrawDataset(t *rapid.T) *report.Dataset {
	r := DrawnReports.Draw(t, "reports")
	return MadeUpDataset(t, r.Tables, r.Records)
}

func drawTables(t *rapid.T, first string) report.Tables {
	tables := MadeUpTables(first)
	notes := []report.Note{
		{ID: "everything"},
		{ID: "content", Scope: "outcome=content"},
		{ID: "first-content", Scope: "publisher=" + first + " outcome=content"},
		{ID: "kept", Scope: "publisher=" + first + " type=preservation period=2001-H1.."},
		{ID: "accounts", Scope: "measure=accounts"},
		{ID: "europe", Scope: "region=Europe"},
		{ID: "europe-2001", Scope: "region=Europe period=2001"},
		{ID: "not-civil", Scope: "type!=civil"},
		{ID: "britain-chat", Scope: "service=chat country=FR,GB"},
		{ID: "beta-breaks", Scope: "publisher=beta service=beta-mail", Break: report.Period{Year: 2001, Half: 2}},
		{ID: "chat-breaks", Scope: "publisher=" + first + " service=chat period=..2000-H2", Break: report.Period{Year: 2001, Half: 1}},
		{ID: "first-breaks", Scope: "publisher=" + first, Break: report.Period{Year: 2002, Half: 1}},
		{ID: "civil-begins", Scope: "publisher=" + first + " type=civil", Break: report.Period{Year: 2001, Half: 1}},
		{ID: "kept-begins", Scope: "publisher=beta type=preservation service=search", Break: report.Period{Year: 2001, Half: 2}},
		{ID: "others-begin", Scope: "publisher=beta country!=GB", Break: report.Period{Year: 2001, Half: 1}},
		{ID: "asia-begins", Scope: "region=Asia type=legal-process", Break: report.Period{Year: 2000, Half: 2}},
	}
	for _, n := range notes {
		if rapid.Bool().Draw(t, "note "+n.ID) {
			tables.Notes = append(tables.Notes, n)
		}
	}
	tables.Absences = drawAbsences(t, first)
	tables.Members = DrawMembers(t)
	return tables
}

// drawAbsences draws lines of tables.csv, wide ones and narrow ones.
func drawAbsences(t *rapid.T, first string) (lines []report.Table) {
	scopes := []string{
		"", "publisher=" + first, "publisher=beta",
		"publisher=" + first + " service=mail", "publisher=beta type=civil",
		"publisher=" + first + " type=civil,preservation period=..2000-H2",
		"publisher=" + first + " type=legal-process period=2001-H1..",
		"publisher=beta period=2000", "publisher=" + first + " period=2001",
		"country=TR", "publisher=beta country!=GB,FR", "region=Europe period=2001-H2..", "type=civil service=chat,search country=ZZ",
	}
	for _, scope := range scopes {
		if rapid.Bool().Draw(t, "a line about "+scope) {
			// Where everything is unknown nothing is compared, so zero comes first.
			absent := rapid.SampledFrom([]report.Absence{report.AbsentZero, report.AbsentZero, report.AbsentUnknown, report.AbsentElsewhere}).Draw(t, "absent")
			lines = append(lines, report.Table{Scope: scope, Absent: absent})
		}
	}
	return lines
}

// DrawMembers draws two groups, of which some members come and go while reports are
// made.
func DrawMembers(t *rapid.T) (members []report.Member) {
	days := []report.Date{{}, {}, {}, {Year: 2000, Month: 7, Day: 1}, {Year: 2000, Month: 12, Day: 31}, {Year: 2001, Month: 1, Day: 1}, {Year: 2001, Month: 6, Day: 29}, {Year: 2001, Month: 6, Day: 30}, {Year: 2001, Month: 7, Day: 1}, {Year: 2002, Month: 1, Day: 31}}
	for _, group := range []string{"g1", "g2"} {
		for _, country := range []string{"FR", "GB", "TR"} {
			if !rapid.Bool().Draw(t, country+" in "+group) {
				continue
			}
			m := report.Member{Group: group, Label: "The " + group, Country: country}
			m.From = rapid.SampledFrom(days).Draw(t, "from")
			if to := rapid.SampledFrom(days).Draw(t, "to"); !DayBefore(to, m.From) {
				m.To = to
			}
			members = append(members, m)
		}
	}
	return members
}

// madeUpSchemes are the ways in which a publisher reports a country over time.
var madeUpSchemes = [][]report.Period{
	{{Year: 2000, Half: 0}, {Year: 2001, Half: 1}, {Year: 2001, Half: 2}, {Year: 2002, Half: 1}},
	{{Year: 2000, Half: 1}, {Year: 2000, Half: 2}, {Year: 2001, Half: 1}, {Year: 2001, Half: 2}},
	{{Year: 2000, Half: 2}, {Year: 2001, Half: 0}, {Year: 2002, Half: 1}},
}

func drawRecords(t *rapid.T, first string) []report.Record {
	services := map[string][]string{first: {"mail", "chat"}, "beta": {"beta-mail", "search"}}
	schemes := map[[2]string][]report.Period{}
	for _, publisher := range []string{first, "beta"} {
		usual := rapid.SampledFrom(madeUpSchemes).Draw(t, "periods of "+publisher)
		for _, country := range []string{"GB", "TR", report.NotItemised, "FR", "AQ"} {
			schemes[[2]string{publisher, country}] = usual
			if OneIn(t, 4, "other periods of "+country) {
				schemes[[2]string{publisher, country}] = rapid.SampledFrom(madeUpSchemes).Draw(t, "periods of "+country)
			}
		}
	}
	known := map[string]bool{}
	var records []report.Record
	for range rapid.SampledFrom([]int{0, 1, 2, 3, 4, 5, 6}).Draw(t, "series") {
		r := report.Record{Publisher: rapid.SampledFrom([]string{first, "beta"}).Draw(t, "publisher")}
		r.Service = rapid.SampledFrom(services[r.Publisher]).Draw(t, "service")
		r.Type = rapid.SampledFrom([]string{"legal-process", "legal-process", "civil", "preservation"}).Draw(t, "type")
		if known[r.Service+r.Type] {
			continue
		}
		known[r.Service+r.Type] = true
		countries := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"GB", "TR", report.NotItemised, "FR", "AQ"}), 1, 4, rapid.ID).Draw(t, "countries")
		for _, r.Country = range countries {
			for _, r.Period = range schemes[[2]string{r.Publisher, r.Country}] {
				if OneIn(t, 4, "no record") {
					continue
				}
				record := r
				record.Source = rapid.SampledFrom([]string{"s1", "s2", "s3"}).Draw(t, "source")
				drawCounts(t, &record)
				records = append(records, record)
			}
		}
	}
	return records
}

// OneIn is true once in n times; it shrinks to false.
func OneIn(t *rapid.T, n int, what string) bool {
	return rapid.SampledFrom(chances[:n]).Draw(t, what)
}

var chances = []bool{false, true, false, false, false, false, false, false, false, false}

// drawCounts draws the cells of a record: missing, exact, ranges and suppressed;
// outcomes that add up to the requests, that leave some open, or only a
// percentage. Outcomes of requests never exceed the requests.
func drawCounts(t *rapid.T, r *report.Record) {
	requests := rapid.IntRange(0, 12).Draw(t, "requests")
	switch {
	case OneIn(t, 10, "no requests printed"):
	case OneIn(t, 10, "a range of requests"):
		r.Counts[report.Requests] = report.Between(requests, requests+rapid.IntRange(0, 9).Draw(t, "width"))
	case OneIn(t, 10, "suppressed requests"):
		r.Counts[report.Requests] = report.Below(requests + 1)
		requests = 0
	default:
		r.Counts[report.Requests] = report.Exact(requests)
	}
	r.Counts[report.Accounts] = drawAmount(t, "accounts", 20)
	left := requests
	switch rapid.SampledFrom([]string{"none", "percent", "add up", "leave some open", "every form"}).Draw(t, "outcomes") {
	case "percent":
		r.Percent = report.Exact(rapid.IntRange(0, 100).Draw(t, "percent"))
		if rapid.Bool().Draw(t, "and content") {
			r.Counts[report.Content] = report.Exact(rapid.IntRange(0, requests).Draw(t, "content"))
		}
	case "add up":
		printed := drawOutcomes(t)
		for i, c := range printed {
			part := left
			if i < len(printed)-1 {
				part = rapid.IntRange(0, left).Draw(t, c.String())
			}
			r.Counts[c] = report.Exact(part)
			left -= part
		}
	case "leave some open":
		for _, c := range drawOutcomes(t) {
			part := rapid.IntRange(0, left).Draw(t, c.String())
			r.Counts[c] = report.Exact(part)
			left -= part
		}
	case "every form":
		for _, c := range drawOutcomes(t) {
			r.Counts[c] = drawAmount(t, c.String(), left)
			lo, _ := r.Counts[c].Bounds()
			left -= lo
		}
	}
	ofAccounts := r.Type == "civil" && (r.Publisher == "beta" || r.Period.End() <= report.Period{Year: 2001, Half: 1}.End())
	if ofAccounts && rapid.Bool().Draw(t, "more accounts than requests") {
		r.Counts[report.NonContent] = report.Exact(requests + 5)
	}
}

func drawOutcomes(t *rapid.T) []report.Column {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(PrintedOutcomes), 1, 4, rapid.ID).Draw(t, "outcomes printed")
}

// drawAmount draws an amount of any form that can stand for most at least.
func drawAmount(t *rapid.T, name string, most int) report.Amount {
	n := rapid.IntRange(0, most).Draw(t, name)
	switch {
	case OneIn(t, 5, "no "+name):
		return report.Amount{}
	case OneIn(t, 6, "a range of "+name):
		return report.Between(n, n+rapid.IntRange(0, 6).Draw(t, "width of "+name))
	case OneIn(t, 6, "suppressed "+name):
		return report.Below(rapid.IntRange(1, 10).Draw(t, "limit of "+name))
	}
	return report.Exact(n)
}

// DayBefore says whether one day is before another.
func DayBefore(a, b report.Date) bool {
	number := func(d report.Date) int { return d.Year*10000 + d.Month*100 + d.Day }
	return number(a) < number(b)
}

// PrintedOutcomes are the outcomes that a report can print.
var PrintedOutcomes = []report.Column{report.Content, report.NonContent, report.SomeData, report.NoData, report.Rejected, report.Nothing, report.Pending}
