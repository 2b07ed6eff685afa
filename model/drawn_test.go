package model

// Made-up reports drawn at random.

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// reports are made-up records before they become a dataset.
type reports struct {
	tables  Tables
	records []Record
}

// GoString is how a failing test shows what was drawn.
func (r reports) GoString() string {
	var b strings.Builder
	for _, n := range r.tables.Notes {
		fmt.Fprintf(&b, "\nnote %s: scope %q break %v", n.ID, n.Scope, n.Break)
	}
	for _, a := range r.tables.Absences {
		fmt.Fprintf(&b, "\nabsent from %q: %s", a.Scope, AbsenceNames[a.Absent])
	}
	for _, m := range r.tables.Members {
		fmt.Fprintf(&b, "\nin %s: %s %v..%v", m.Group, m.Country, m.From, m.To)
	}
	for _, record := range r.records {
		b.WriteString("\n" + madeUpLine(record))
	}
	return b.String()
}

// drawnReports draws some series of records, each of one publisher, service and
// type, in some countries over some periods. A publisher reports a country by years, by halves or by
// both, never twice for one month.
var drawnReports = rapid.Custom(func(t *rapid.T) reports {
	first := rapid.SampledFrom([]string{"microsoft", "alpha"}).Draw(t, "first publisher")
	return reports{drawTables(t, first), drawRecords(t, first)}
})

// drawDataset draws a small dataset.
func drawDataset(t *rapid.T) *Dataset {
	r := drawnReports.Draw(t, "reports")
	return madeUpDataset(t, r.tables, r.records)
}

func drawTables(t *rapid.T, first string) Tables {
	tables := madeUpTables(first)
	notes := []Note{
		{ID: "everything"},
		{ID: "content", Scope: "outcome=content"},
		{ID: "first-content", Scope: "publisher=" + first + " outcome=content"},
		{ID: "kept", Scope: "publisher=" + first + " type=preservation period=2001-H1.."},
		{ID: "accounts", Scope: "measure=accounts"},
		{ID: "europe", Scope: "region=Europe"},
		{ID: "europe-2001", Scope: "region=Europe period=2001"},
		{ID: "not-civil", Scope: "type!=civil"},
		{ID: "britain-chat", Scope: "service=chat country=FR,GB"},
		{ID: "beta-breaks", Scope: "publisher=beta service=beta-mail", Break: Period{2001, 2}},
		{ID: "chat-breaks", Scope: "publisher=" + first + " service=chat period=..2000-H2", Break: Period{2001, 1}},
		{ID: "first-breaks", Scope: "publisher=" + first, Break: Period{2002, 1}},
		{ID: "civil-begins", Scope: "publisher=" + first + " type=civil", Break: Period{2001, 1}},
		{ID: "kept-begins", Scope: "publisher=beta type=preservation service=search", Break: Period{2001, 2}},
		{ID: "others-begin", Scope: "publisher=beta country!=GB", Break: Period{2001, 1}},
		{ID: "asia-begins", Scope: "region=Asia type=legal-process", Break: Period{2000, 2}},
	}
	for _, n := range notes {
		if rapid.Bool().Draw(t, "note "+n.ID) {
			tables.Notes = append(tables.Notes, n)
		}
	}
	tables.Absences = drawAbsences(t, first)
	tables.Members = drawMembers(t)
	return tables
}

// drawAbsences draws lines of tables.csv, wide ones and narrow ones.
func drawAbsences(t *rapid.T, first string) (lines []Table) {
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
			absent := rapid.SampledFrom([]Absence{AbsentZero, AbsentZero, AbsentUnknown, AbsentElsewhere}).Draw(t, "absent")
			lines = append(lines, Table{Scope: scope, Absent: absent})
		}
	}
	return lines
}

// drawMembers draws two groups, of which some members come and go while reports are
// made.
func drawMembers(t *rapid.T) (members []Member) {
	days := []Date{{}, {}, {}, {2000, 7, 1}, {2000, 12, 31}, {2001, 1, 1}, {2001, 6, 29}, {2001, 6, 30}, {2001, 7, 1}, {2002, 1, 31}}
	for _, group := range []string{"g1", "g2"} {
		for _, country := range []string{"FR", "GB", "TR"} {
			if !rapid.Bool().Draw(t, country+" in "+group) {
				continue
			}
			m := Member{Group: group, Label: "The " + group, Country: country}
			m.From = rapid.SampledFrom(days).Draw(t, "from")
			if to := rapid.SampledFrom(days).Draw(t, "to"); !dayBefore(to, m.From) {
				m.To = to
			}
			members = append(members, m)
		}
	}
	return members
}

// madeUpSchemes are the ways in which a publisher reports a country over time.
var madeUpSchemes = [][]Period{
	{{2000, 0}, {2001, 1}, {2001, 2}, {2002, 1}},
	{{2000, 1}, {2000, 2}, {2001, 1}, {2001, 2}},
	{{2000, 2}, {2001, 0}, {2002, 1}},
}

func drawRecords(t *rapid.T, first string) []Record {
	services := map[string][]string{first: {"mail", "chat"}, "beta": {"beta-mail", "search"}}
	schemes := map[[2]string][]Period{}
	for _, publisher := range []string{first, "beta"} {
		usual := rapid.SampledFrom(madeUpSchemes).Draw(t, "periods of "+publisher)
		for _, country := range []string{"GB", "TR", NotItemised, "FR", "AQ"} {
			schemes[[2]string{publisher, country}] = usual
			if oneIn(t, 4, "other periods of "+country) {
				schemes[[2]string{publisher, country}] = rapid.SampledFrom(madeUpSchemes).Draw(t, "periods of "+country)
			}
		}
	}
	known := map[string]bool{}
	var records []Record
	for range rapid.SampledFrom([]int{0, 1, 2, 3, 4, 5, 6}).Draw(t, "series") {
		r := Record{Publisher: rapid.SampledFrom([]string{first, "beta"}).Draw(t, "publisher")}
		r.Service = rapid.SampledFrom(services[r.Publisher]).Draw(t, "service")
		r.Type = rapid.SampledFrom([]string{"legal-process", "legal-process", "civil", "preservation"}).Draw(t, "type")
		if known[r.Service+r.Type] {
			continue
		}
		known[r.Service+r.Type] = true
		countries := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"GB", "TR", NotItemised, "FR", "AQ"}), 1, 4, rapid.ID).Draw(t, "countries")
		for _, r.Country = range countries {
			for _, r.Period = range schemes[[2]string{r.Publisher, r.Country}] {
				if oneIn(t, 4, "no record") {
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

// oneIn is true once in n times; it shrinks to false.
func oneIn(t *rapid.T, n int, what string) bool {
	return rapid.SampledFrom(chances[:n]).Draw(t, what)
}

var chances = []bool{false, true, false, false, false, false, false, false, false, false}

// drawCounts draws the cells of a record: missing, exact, ranges and suppressed;
// outcomes that add up to the requests, that leave some open, or only a
// percentage. Outcomes of requests never exceed the requests.
func drawCounts(t *rapid.T, r *Record) {
	requests := rapid.IntRange(0, 12).Draw(t, "requests")
	switch {
	case oneIn(t, 10, "no requests printed"):
	case oneIn(t, 10, "a range of requests"):
		r.Counts[Requests] = Between(requests, requests+rapid.IntRange(0, 9).Draw(t, "width"))
	case oneIn(t, 10, "suppressed requests"):
		r.Counts[Requests] = Below(requests + 1)
		requests = 0
	default:
		r.Counts[Requests] = Exact(requests)
	}
	r.Counts[Accounts] = drawAmount(t, "accounts", 20)
	left := requests
	switch rapid.SampledFrom([]string{"none", "percent", "add up", "leave some open", "every form"}).Draw(t, "outcomes") {
	case "percent":
		r.Percent = Exact(rapid.IntRange(0, 100).Draw(t, "percent"))
		if rapid.Bool().Draw(t, "and content") {
			r.Counts[Content] = Exact(rapid.IntRange(0, requests).Draw(t, "content"))
		}
	case "add up":
		printed := drawOutcomes(t)
		for i, c := range printed {
			part := left
			if i < len(printed)-1 {
				part = rapid.IntRange(0, left).Draw(t, c.String())
			}
			r.Counts[c] = Exact(part)
			left -= part
		}
	case "leave some open":
		for _, c := range drawOutcomes(t) {
			part := rapid.IntRange(0, left).Draw(t, c.String())
			r.Counts[c] = Exact(part)
			left -= part
		}
	case "every form":
		for _, c := range drawOutcomes(t) {
			r.Counts[c] = drawAmount(t, c.String(), left)
			lo, _ := r.Counts[c].Bounds()
			left -= lo
		}
	}
	ofAccounts := r.Type == "civil" && (r.Publisher == "beta" || r.Period.End() <= Period{2001, 1}.End())
	if ofAccounts && rapid.Bool().Draw(t, "more accounts than requests") {
		r.Counts[NonContent] = Exact(requests + 5)
	}
}

func drawOutcomes(t *rapid.T) []Column {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(printedOutcomes), 1, 4, rapid.ID).Draw(t, "outcomes printed")
}

// drawAmount draws an amount of any form that can stand for most at least.
func drawAmount(t *rapid.T, name string, most int) Amount {
	n := rapid.IntRange(0, most).Draw(t, name)
	switch {
	case oneIn(t, 5, "no "+name):
		return Amount{}
	case oneIn(t, 6, "a range of "+name):
		return Between(n, n+rapid.IntRange(0, 6).Draw(t, "width of "+name))
	case oneIn(t, 6, "suppressed "+name):
		return Below(rapid.IntRange(1, 10).Draw(t, "limit of "+name))
	}
	return Exact(n)
}

// dayBefore says whether one day is before another.
func dayBefore(a, b Date) bool {
	number := func(d Date) int { return d.Year*10000 + d.Month*100 + d.Day }
	return number(a) < number(b)
}

// printedOutcomes are the outcomes that a report can print.
var printedOutcomes = []Column{Content, NonContent, SomeData, NoData, Rejected, Nothing, Pending}
