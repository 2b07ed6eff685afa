package answer

// What the oracle must answer about changes, groups, years and hidden rows, worked
// out by hand.

import (
	"testing"

	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

var (
	// allListed says that every country with a request is listed.
	allListed = []report.Table{{Absent: report.AbsentZero}}
	inYear    = func(year int) query.PeriodFilter { return during(report.Period{Year: year}, report.Period{Year: year}) }
	during    = func(from, to report.Period) query.PeriodFilter {
		return query.PeriodFilter{Ranges: []report.PeriodRange{{From: from, To: to}}}
	}
)

// holdChange holds a row's change and difference against what they should be.
func holdChange(t *testing.T, r *Result, id string, change, difference float64, covers float64, marks ...Marks) {
	t.Helper()
	hold(t, r, id, report.Change, ratio(change, covers, marks...))
	hold(t, r, id, report.Difference, ratio(difference, covers, marks...))
}

// holdNoChange says that nothing is compared.
func holdNoChange(t *testing.T, r *Result, id string) {
	t.Helper()
	hold(t, r, id, report.Change, missing)
	hold(t, r, id, report.Difference, missing)
	if c := rowOf(t, r, id).Compare; c != nil {
		t.Errorf("row %q compares %+v", id, *c)
	}
}

func TestOracleComparesWithTheMonthsBefore(t *testing.T) {
	// 9 against 6: half as many again, 3 more. Nobody knows what Türkiye had before,
	// so that the whole is compared without it, on 9 of 12.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H2 mail GB legal-process requests=9
		alpha 2001-H2 mail TR legal-process requests=3
	`
	r := expect(t, lines, secondHalf)
	holdChange(t, r, "GB", 0.5, 3, 1)
	holdNoChange(t, r, "TR")
	holdChange(t, r, "", 0.5, 3, 0.75, Part)
	if c := r.Total.Compare; joined(c.Publishers) != "alpha" || c.Of != 1 || c.Covers != 0.75 || len(c.Without) == 0 {
		t.Errorf("the total compares %+v", *c)
	}
	holdNoChange(t, expect(t, lines, query.Query{}), "") // nothing stands before everything
	holdNoChange(t, expect(t, lines, firstHalf), "")
	r = expect(t, lines, query.Query{By: query.ByPeriod})
	holdChange(t, r, "2001-H2", 0.5, 3, 0.75, Part)
	holdNoChange(t, r, "2001-H1")
}

func TestOracleTakesAbsenceFromACompleteTableForZero(t *testing.T) {
	// Türkiye had none before: 3 more, which is no rate of change; 12 against 6.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H2 mail GB legal-process requests=9
		alpha 2001-H2 mail TR legal-process requests=3
	`
	r := expectIn(t, lines, secondHalf, allListed)
	hold(t, r, "TR", report.Change, missing)
	hold(t, r, "TR", report.Difference, ratio(3, 1))
	holdChange(t, r, "", 1, 6, 1)
	// The narrowest line says what holds; of two as narrow, the later.
	unknown := []report.Table{{Absent: report.AbsentZero}, {Scope: "publisher=alpha period=2001", Absent: report.AbsentUnknown}}
	holdNoChange(t, expectIn(t, lines, secondHalf, unknown), "TR")
	later := append(unknown, report.Table{Scope: "publisher=alpha type=legal-process", Absent: report.AbsentZero})
	hold(t, expectIn(t, lines, secondHalf, later), "TR", report.Difference, ratio(3, 1))
	// A line about other periods says nothing.
	hold(t, expectIn(t, lines, secondHalf, []report.Table{{Absent: report.AbsentZero}, {Scope: "publisher=alpha period=2002"}}), "TR", report.Difference, ratio(3, 1))
}

func TestOracleLooksForAbsenceTableByTable(t *testing.T) {
	// Türkiye lacks the table of chats before, of which nobody knows what that means:
	// it is left out with its mails too. 9 against 6, 9 of 9 + 8.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H1 chat GB legal-process requests=0
		alpha 2001-H1 mail TR legal-process requests=2
		alpha 2001-H2 mail GB legal-process requests=9
		alpha 2001-H2 chat GB legal-process requests=0
		alpha 2001-H2 mail TR legal-process requests=3
		alpha 2001-H2 chat TR legal-process requests=5
	`
	mail := []report.Table{{Scope: "service=mail", Absent: report.AbsentZero}}
	r := expectIn(t, lines, secondHalf, mail)
	holdChange(t, r, "", 0.5, 3, 9./17, Part)
	holdNoChange(t, r, "TR")
	// Of mails alone, all is known: 3 against 2.
	holdChange(t, expectIn(t, lines, query.Query{Period: secondHalf.Period, Service: questions.Only("mail")}, mail), "TR", 0.5, 1, 1)
	// With a line for the chats as well: 8 against 2.
	holdChange(t, expectIn(t, lines, secondHalf, allListed), "TR", 3, 6, 1)
}

func TestOracleLooksElsewhereForWhatWasSplit(t *testing.T) {
	// Civil requests were split off: before, those of Türkiye stood among the others.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H1 mail GB civil requests=2
		alpha 2001-H1 mail TR legal-process requests=4
		alpha 2001-H2 mail GB legal-process requests=6
		alpha 2001-H2 mail GB civil requests=3
		alpha 2001-H2 mail TR legal-process requests=4
		alpha 2001-H2 mail TR civil requests=1
	`
	split := []report.Table{{Absent: report.AbsentZero}, {Scope: "type=civil period=2001-H1", Absent: report.AbsentElsewhere}}
	// The type that holds them is there too: 5 against 4.
	holdChange(t, expectIn(t, lines, secondHalf, split), "TR", 0.25, 1, 1)
	// Of civil requests alone: unknown. The United Kingdom, 3 against 2, is 3 of 4.
	q := query.Query{Period: secondHalf.Period, Type: questions.Only("civil")}
	holdNoChange(t, expectIn(t, lines, q, split), "TR")
	holdChange(t, expectIn(t, lines, q, split), "", 0.5, 1, 0.75, Part)
	// So it is for the row of that type.
	r := expectIn(t, lines, query.Query{Period: secondHalf.Period, By: query.ByType}, split)
	holdChange(t, r, "civil", 0.5, 1, 0.75, Part)
	holdChange(t, r, "legal-process", 0, 0, 1)
	holdChange(t, r, "", 2./12, 2, 1)
}

func TestOracleComparesThePublishersThatPrintBothSides(t *testing.T) {
	// Beta has nothing before, so alpha alone: 9 against 6, 9 of 19.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H2 mail GB legal-process requests=9
		beta 2001-H2 search GB legal-process requests=10
	`
	r := expect(t, lines, secondHalf)
	holdChange(t, r, "GB", 0.5, 3, 9./19, Part)
	if c := r.Total.Compare; joined(c.Publishers) != "alpha" || c.Of != 2 {
		t.Errorf("the total compares %+v, want alpha, one of two", *c)
	}
	// With more than three times as much beside it, it stands for nothing.
	holdNoChange(t, expect(t, lines+"beta 2001-H2 search TR legal-process requests=18", secondHalf), "")
	// Two publishers that take part do not measure the same: 19 against 16.
	holdChange(t, expect(t, lines+"beta 2001-H1 search GB legal-process requests=10", secondHalf), "GB", 3./16, 3, 1, Approx)
	// By period only those take part that print the row's own period.
	r = expect(t, lines+`
		beta 2001-H1 search GB legal-process requests=10
		beta 2000 search GB legal-process requests=30
		alpha 2000-H2 mail GB legal-process requests=5
	`, query.Query{By: query.ByPeriod})
	// 16 against 5 and half of 30.
	holdChange(t, r, "2001-H1", -0.2, -4, 1, Approx, Halved)
	holdNoChange(t, r, "2000")
	holdNoChange(t, r, "2000-H2") // half a year is not compared with the year around it
}

func TestOracleNeedsEveryHalfOfBothSides(t *testing.T) {
	// Over 2001 the first half alone is printed: nothing to compare with 2000.
	lines := `
		alpha 2000-H1 mail GB legal-process requests=4
		alpha 2000-H2 mail GB legal-process requests=4
		alpha 2001-H1 mail GB legal-process requests=6
	`
	q := query.Query{Period: inYear(2001)}
	holdNoChange(t, expect(t, lines, q), "GB")
	// With the second half of another country it is: 6 against 8, and absence counts.
	full := lines + "alpha 2001-H2 mail TR legal-process requests=1\n"
	r := expectIn(t, full, q, allListed)
	holdChange(t, r, "GB", -0.25, -2, 1)
	hold(t, r, "TR", report.Change, missing)
	hold(t, r, "TR", report.Difference, ratio(1, 1))
	holdChange(t, r, "", -0.125, -1, 1) // 7 against 8
	holdNoChange(t, expect(t, full, q), "GB")
	// An open end closes at the last half-year that was printed: 6 and 1 against 4 and 4.
	holdChange(t, expectIn(t, full, query.Query{Period: during(report.Period{Year: 2001, Half: 1}, report.Period{})}, allListed), "", -0.125, -1, 1)
	// A filter with a hole, or without a list of its own, has no months before.
	hole := query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2000, Half: 2}, To: report.Period{Year: 2000, Half: 2}}, {From: report.Period{Year: 2001, Half: 2}, To: report.Period{Year: 2001, Half: 2}}}}
	holdNoChange(t, expectIn(t, full, query.Query{Period: hole}, allListed), "")
	holdNoChange(t, expectIn(t, full, query.Query{Period: query.PeriodFilter{Except: true, Ranges: hole.Ranges}}, allListed), "")
	// Ranges that touch are one: 4 and 6 of 2000-H2 and 2001-H1, before which is half.
	touch := query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2001, Half: 1}, To: report.Period{Year: 2001, Half: 1}}, {From: report.Period{Year: 2001, Half: 2}, To: report.Period{Year: 2001, Half: 2}}}}
	holdChange(t, expectIn(t, full, query.Query{Period: touch}, allListed), "", -0.125, -1, 1)
}

func TestOracleComparesWithHalfOfAYear(t *testing.T) {
	// 2000 has 10 requests in twelve months, so 5 in six: 6 is a fifth more.
	lines := `
		alpha 2000 mail GB legal-process requests=10
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H2 mail GB legal-process requests=6
		alpha 2002 mail GB legal-process requests=18
	`
	holdChange(t, expect(t, lines, firstHalf), "GB", 0.2, 1, 1, Halved)
	// Against the year itself, as many months of it; of years, the whole: 12 and 10.
	against := query.Query{Period: firstHalf.Period, Against: query.Against{Period: report.Period{Year: 2000}}}
	holdChange(t, expect(t, lines, against), "GB", 0.2, 1, 1)
	holdChange(t, expect(t, lines, query.Query{Period: inYear(2001)}), "GB", 0.2, 2, 1)
	holdChange(t, expect(t, lines, query.Query{Period: inYear(2002)}), "GB", 0.5, 6, 1)
	// A year that begins later serves for neither half of it.
	late := query.Query{Period: secondHalf.Period, Against: query.Against{Period: report.Period{Year: 2002, Half: 1}}}
	holdNoChange(t, expect(t, lines, late), "GB")
	// Whole, it serves: 6 months against half of 18.
	late.Against.Period.Half = 0
	holdChange(t, expect(t, lines, late), "GB", -1./3, -3, 1)
}

func TestOracleComparesWithWhatIsAskedFor(t *testing.T) {
	lines := `
		alpha 2000-H1 mail GB legal-process requests=4
		alpha 2000-H2 mail GB legal-process requests=5
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H2 mail GB legal-process requests=9
	`
	// A year before: 9 against 5. The first half-year: 9 against 4.
	holdChange(t, expect(t, lines, query.Query{Period: secondHalf.Period, Against: query.Against{Year: true}}), "GB", 0.8, 4, 1)
	first := query.Against{Period: report.Period{Year: 2000, Half: 1}}
	r := expect(t, lines, query.Query{By: query.ByPeriod, Against: first})
	holdChange(t, r, "2001-H2", 1.25, 5, 1)
	holdChange(t, r, "2000-H2", 0.25, 1, 1)
	hold(t, r, "2000-H1", report.Change, missing)
	if c := rowOf(t, r, "2000-H1").Compare; c == nil || !c.Base {
		t.Error("the first half-year is not said to be the base")
	}
	holdNoChange(t, r, "") // all overlaps with the first
	// Six months against twelve: 9 is twice half of 9.
	holdChange(t, expect(t, lines, query.Query{Period: secondHalf.Period, Against: query.Against{Period: report.Period{Year: 2000}}}), "GB", 1, 4.5, 1)
	// What is compared with may come later: 4 against 9.
	back := query.Query{Period: during(report.Period{Year: 2000, Half: 1}, report.Period{Year: 2000, Half: 1}), Against: query.Against{Period: report.Period{Year: 2001, Half: 2}}}
	holdChange(t, expect(t, lines, back), "GB", 4./9-1, -5, 1)
	// Where they overlap there is nothing to compare.
	holdNoChange(t, expect(t, lines, query.Query{Period: inYear(2001), Against: query.Against{Period: report.Period{Year: 2001, Half: 1}}}), "GB")
	holdNoChange(t, expect(t, lines, query.Query{Period: during(report.Period{Year: 2000, Half: 2}, report.Period{Year: 2001, Half: 2}), Against: query.Against{Year: true}}), "GB")
}

func TestOracleLeavesOutWhatABreakIsAbout(t *testing.T) {
	lines := `
		alpha 2000-H2 mail GB legal-process requests=4
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H2 mail GB legal-process requests=9
		alpha 2001-H1 chat TR legal-process requests=6
		alpha 2001-H2 chat TR legal-process requests=12
	`
	// Mails break at the start of the window: chats are left, 12 against 6, 12 of 21.
	mail := report.Note{ID: "n", Scope: "publisher=alpha service=mail", Break: report.Period{Year: 2001, Half: 2}}
	r := expect(t, lines, secondHalf, mail)
	holdNoChange(t, r, "GB")
	holdChange(t, r, "TR", 1, 6, 1)
	holdChange(t, r, "", 1, 6, 0.5, Part) // 6 of 12 before
	holdChange(t, expect(t, lines, query.Query{By: query.ByPeriod}, mail), "2001-H2", 1, 6, 0.5, Part)
	// A break at the start of what is compared lies between nothing.
	before := report.Note{ID: "n", Scope: "publisher=alpha service=mail", Break: report.Period{Year: 2001, Half: 1}}
	holdChange(t, expect(t, lines, query.Query{Period: secondHalf.Period, Service: questions.Only("mail")}, before), "GB", 0.5, 3, 1)
	// That the mails of Türkiye are unknown does not matter where mails are left out,
	// and a break in one country leaves out that country.
	turkish := report.Note{ID: "n", Scope: "country=TR", Break: report.Period{Year: 2001, Half: 2}}
	holdNoChange(t, expect(t, lines, query.Query{Period: secondHalf.Period, Service: questions.Only("chat")}, turkish), "TR")
	holdChange(t, expect(t, lines, query.Query{Period: secondHalf.Period, Service: questions.Only("mail")}, turkish), "GB", 0.5, 3, 1)
	// Of a year that serves by half, the whole year counts as compared.
	years := `
		alpha 2000 mail GB legal-process requests=10
		alpha 2001-H1 mail GB legal-process requests=6
	`
	inside := report.Note{ID: "n", Scope: "publisher=alpha", Break: report.Period{Year: 2000, Half: 2}}
	holdNoChange(t, expect(t, years, firstHalf, inside), "GB")
	holdChange(t, expect(t, years, firstHalf, report.Note{ID: "n", Scope: "publisher=alpha", Break: report.Period{Year: 2000, Half: 1}}), "GB", 0.2, 1, 1, Halved)
}

func TestOracleComparesFloorsByTheirBounds(t *testing.T) {
	// At least 9 against 6: 50 % more at least. 6 against at least 9: a third less at
	// least. Two floors settle nothing, nor does a floor of nothing.
	floor := func(half, requests string) string {
		return "alpha " + half + " mail GB legal-process requests=" + requests + "\nalpha " + half + " mail GB civil\n"
	}
	whole := func(half, requests string) string {
		return "alpha " + half + " mail GB legal-process requests=" + requests + "\nalpha " + half + " mail TR civil requests=0\n"
	}
	ask := func(lines string) *Result { return expectIn(t, lines, secondHalf, allListed) }
	holdChange(t, ask(whole("2001-H1", "6")+floor("2001-H2", "9")), "GB", 0.5, 3, 1, Floor)
	holdChange(t, ask(floor("2001-H1", "9")+whole("2001-H2", "6")), "GB", -1./3, -3, 1, Ceiling)
	// However many there were, all are gone; how many those are, at least, is known.
	r := ask(floor("2001-H1", "9") + whole("2001-H2", "0"))
	hold(t, r, "GB", report.Change, ratio(-1, 1))
	hold(t, r, "GB", report.Difference, ratio(-9, 1, Ceiling))
	holdNoChange(t, ask(floor("2001-H1", "9")+floor("2001-H2", "6")), "GB")
	holdNoChange(t, ask(whole("2001-H1", "9")+floor("2001-H2", "0")), "GB")
	holdNoChange(t, ask(floor("2001-H1", "0")+whole("2001-H2", "6")), "GB")
	// Ranges count by their middle: 9 against 2..6; with a floor by the end that
	// settles it: 9 at least against 6 at most.
	holdChange(t, ask(whole("2001-H1", "2..6")+whole("2001-H2", "9")), "GB", 1.25, 5, 1, Approx)
	holdChange(t, ask(whole("2001-H1", "2..6")+floor("2001-H2", "9")), "GB", 0.5, 3, 1, Floor)
}

func TestOracleComparesTheOutcomesThatAreChosen(t *testing.T) {
	// Beta prints no content: it does not take part. 4 against 2.
	r := expect(t, `
		alpha 2001-H1 mail GB legal-process requests=6 content=2
		alpha 2001-H2 mail GB legal-process requests=9 content=4
		beta 2001-H1 search GB legal-process requests=6
		beta 2001-H2 search GB legal-process requests=9
	`, query.Query{Period: secondHalf.Period, Outcome: questions.Only("content")})
	holdChange(t, r, "GB", 1, 2, 1)
	if c := r.Total.Compare; joined(c.Publishers) != "alpha" || c.Of != 2 {
		t.Errorf("the total compares %+v, want alpha, one of two", *c)
	}
}

func TestOracleSaysWhatIsTheBaseThoughNothingOfItIsPrinted(t *testing.T) {
	lines := `
		alpha 2001-H1 mail GB legal-process requests=0
		alpha 2001-H2 mail GB legal-process
	`
	for _, by := range []query.Dimension{query.ByCountry, query.ByPeriod} {
		q := query.Query{Period: secondHalf.Period, Against: query.Against{Period: report.Period{Year: 2001, Half: 2}}, Outcome: questions.Only("content"), By: by}
		r := expect(t, lines, q)
		for _, id := range []string{"", r.Rows[0].ID} {
			if c := rowOf(t, r, id).Compare; c == nil || !c.Base {
				t.Errorf("%s: row %q does not say that it is the base", q, id)
			}
		}
	}
	// An open end that nothing closes is no period.
	q := query.Query{Period: query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2001, Half: 2}}}}, Against: query.Against{Period: report.Period{Year: 2001, Half: 2}}, Outcome: questions.Only("content")}
	holdNoChange(t, expect(t, lines, q), "")
}

// inGroup is a membership of made-up groups.
func inGroup(group, country string, from, to report.Date) report.Member {
	return report.Member{Group: group, Label: "The " + group, Country: country, From: from, To: to}
}

func TestOracleCountsMembersOfEachHalfYear(t *testing.T) {
	// The United Kingdom leaves g1 within 2001-H1, on whose last day it is gone.
	members := []report.Member{
		inGroup("g1", "FR", report.Date{}, report.Date{}), inGroup("g1", "GB", report.Date{}, report.Date{Year: 2001, Month: 6, Day: 29}),
		inGroup("g2", "GB", report.Date{Year: 2001, Month: 6, Day: 30}, report.Date{}), inGroup("g2", "TR", report.Date{Year: 2001, Month: 7, Day: 1}, report.Date{}),
	}
	lines := `
		alpha 2000-H2 mail FR legal-process requests=4
		alpha 2000-H2 mail GB legal-process requests=7
		alpha 2000-H2 mail TR legal-process requests=1
		alpha 2001-H1 mail FR legal-process requests=6
		alpha 2001-H1 mail GB legal-process requests=9
		alpha 2001-H1 mail TR legal-process requests=2
		alpha 2001-H1 mail ZZ legal-process requests=3
	`
	g1 := query.Query{Group: questions.Only("g1")}
	hold(t, expectIn(t, lines, g1, nil, members...), "", report.Requests, count(4+7+6))
	hold(t, expectIn(t, lines, query.Query{Group: questions.Only("g1", "g2")}, nil, members...), "", report.Requests, count(4+7+6+9))
	hold(t, expectIn(t, lines, query.Query{Group: query.Filter{Mode: query.Except, IDs: []string{"g1"}}}, nil, members...), "", report.Requests, count(1+9+2+3))
	hold(t, expectIn(t, lines, query.Query{Group: questions.Only("none")}, nil, members...), "", report.Requests, count(1+2+3))
	r := expectIn(t, lines, query.Query{By: query.ByGroup}, nil, members...)
	if got := joined(idsOf(r.Rows)); got != "g1 g2 none" {
		t.Errorf("rows %s, want g1 g2 none", got)
	}
	hold(t, r, "g1", report.Requests, count(17))
	hold(t, r, "g2", report.Requests, count(9))
	hold(t, r, "none", report.Requests, count(6))
	hold(t, r, "g1", report.Share, ratio(17./32, 1))
	if r.Itemised != 2 || rowOf(t, r, "none").Rank != 0 || rowOf(t, r, "g1").Name != "The g1" {
		t.Errorf("%d itemised, none has rank %d, g1 is called %q", r.Itemised, rowOf(t, r, "none").Rank, rowOf(t, r, "g1").Name)
	}
	// People: France and the United Kingdom in 2000-H2, 20,000 + 25,000; France in 2001-H1.
	hold(t, r, "g1", report.PerMillion, ratio(17*1e6/65_000, 1))
	// France alone is a member throughout: 6 against 4; of 4 + 7 before that is 4.
	r = expectIn(t, lines, query.Query{By: query.ByGroup, Period: firstHalf.Period}, allListed, members...)
	holdChange(t, r, "g1", 0.5, 2, 4./11, Part)
	holdNoChange(t, r, "g2")             // nobody was throughout
	holdChange(t, r, "none", 4, 4, 1)    // Türkiye 2 and not itemised 3 against 1
	holdChange(t, r, "", 20./12-1, 8, 1) // all against all
	g1.Period = firstHalf.Period         // as a filter likewise
	holdChange(t, expectIn(t, lines, g1, allListed, members...), "", 0.5, 2, 4./11, Part)
}

func TestOracleComparesNoYearOfAMemberThatHasLeftByItsEnd(t *testing.T) {
	// Türkiye is a member in both half-years, but not at the end of the year that serves
	// for the one: its 10 requests are not the group's, and how many of them are is
	// unknown. Left are the United Kingdom's 6 against half of 8, which is 6 of 8 now.
	members := []report.Member{
		inGroup("g1", "GB", report.Date{}, report.Date{}),
		inGroup("g1", "TR", report.Date{}, report.Date{Year: 2000, Month: 6, Day: 30}), inGroup("g1", "TR", report.Date{Year: 2001, Month: 1, Day: 1}, report.Date{}),
	}
	lines := `
		alpha 2000 mail GB legal-process requests=8
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H1 mail TR legal-process requests=2
	`
	gone := lines + "alpha 2000 mail TR legal-process requests=10\n"
	q := query.Query{Period: firstHalf.Period, Against: query.Against{Year: true}, Group: questions.Only("g1")}
	r := expectIn(t, gone, q, allListed, members...)
	holdChange(t, r, "GB", 0.5, 2, 1, Halved)
	holdNoChange(t, r, "TR")
	holdChange(t, r, "", 0.5, 2, 0.75, Halved, Part)
	// So it is where another table has no record of it, and with groups as rows, in which
	// all are compared: 8 against half of 18.
	chat := "alpha 2000 chat GB legal-process requests=0\nalpha 2001-H1 chat GB legal-process requests=0\n"
	holdNoChange(t, expectIn(t, gone+chat, q, allListed, members...), "TR")
	rows := query.Query{Period: q.Period, Against: q.Against, By: query.ByGroup}
	r = expectIn(t, gone, rows, allListed, members...)
	holdChange(t, r, "g1", 0.5, 2, 0.75, Halved, Part)
	holdChange(t, r, "", -1./9, -1, 1, Halved)
	// At its end it is in no group, as France is: half of it is a part of what those had
	// before, 4 and 10, of which 4 are compared with 6.
	french := "alpha 2000 mail FR legal-process requests=4\nalpha 2001-H1 mail FR legal-process requests=6\n"
	holdChange(t, expectIn(t, gone+french, rows, allListed, members...), "none", 2, 4, 4./14, Halved, Part)
	q.Group = questions.Only("none")
	holdChange(t, expectIn(t, gone+french, q, allListed, members...), "", 2, 4, 4./14, Halved, Part)
	q.Group = questions.Only("g1")
	// A break after the first half of the year leaves that table out: 9 chats against none.
	broken := samples.MadeUpTables("alpha")
	broken.Absences, broken.Members = allListed, members
	broken.Notes = []report.Note{{ID: "n", Scope: "publisher=alpha service=mail country=TR", Break: report.Period{Year: 2000, Half: 2}}}
	r = answered(t, broken, gone+chat+"alpha 2001-H1 chat TR legal-process requests=9\n", q)
	hold(t, r, "TR", report.Change, missing)
	hold(t, r, "TR", report.Difference, ratio(9, 9./11, Part))
	// Without a record of the year it had none: 8 against half of 8.
	r = expectIn(t, lines, q, allListed, members...)
	hold(t, r, "TR", report.Difference, ratio(2, 1))
	holdChange(t, r, "", 1, 4, 1, Halved)
}

func TestOracleLetsGroupsOverlap(t *testing.T) {
	members := []report.Member{inGroup("g1", "GB", report.Date{}, report.Date{}), inGroup("g2", "GB", report.Date{}, report.Date{}), inGroup("g2", "TR", report.Date{}, report.Date{})}
	lines := `
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H1 mail TR legal-process requests=2
	`
	r := expectIn(t, lines, query.Query{By: query.ByGroup}, nil, members...)
	hold(t, r, "g1", report.Requests, count(6))
	hold(t, r, "g2", report.Requests, count(8))
	hold(t, r, "", report.Requests, count(8))
	hold(t, r, "g2", report.Share, ratio(1, 1))
	// A year's members are those of its last day.
	r = expectIn(t, "alpha 2001 mail GB legal-process requests=6", query.Query{By: query.ByGroup}, nil,
		inGroup("g1", "GB", report.Date{}, report.Date{Year: 2001, Month: 12, Day: 30}), inGroup("g2", "GB", report.Date{Year: 2001, Month: 12, Day: 31}, report.Date{}))
	if got := joined(idsOf(r.Rows)); got != "g2" {
		t.Errorf("rows %s, want g2", got)
	}
}

func TestOracleAddsHalvesUpToYears(t *testing.T) {
	lines := `
		alpha 2000 mail GB legal-process requests=8
		alpha 2001-H1 mail GB legal-process requests=6
		alpha 2001-H2 mail GB legal-process requests=4
		alpha 2002-H1 mail GB legal-process requests=9
	`
	years := query.Query{By: query.ByPeriod, Grain: query.Years}
	r := expect(t, lines, years)
	if got := joined(idsOf(r.Rows)); got != "2000 2001 2002" || r.Uneven {
		t.Errorf("rows %s, uneven %v; want three years", got, r.Uneven)
	}
	hold(t, r, "2001", report.Requests, count(10))
	holdChange(t, r, "2001", 0.25, 2, 1)
	holdNoChange(t, r, "2002") // one half of it
	for id, want := range map[string]string{"2000": "", "2001": "", "2002": "first half only"} {
		if got := rowOf(t, r, id).Partial; got != want {
			t.Errorf("%s is partial: %q, want %q", id, got, want)
		}
	}
	// Nor is anything compared with half a year.
	holdNoChange(t, expect(t, lines+"alpha 2003 mail GB legal-process requests=9", years), "2003")
	// One that the filter cuts is half as well; the year 2000 does not pass.
	cut := years
	cut.Period = during(report.Period{Year: 2000, Half: 2}, report.Period{Year: 2001, Half: 1})
	r = expect(t, lines, cut)
	hold(t, r, "2001", report.Requests, count(6))
	holdNoChange(t, r, "2001")
	if got := rowOf(t, r, "2001").Partial; got != "first half only" {
		t.Errorf("2001 is partial: %q", got)
	}
	// Who has the whole year is named.
	r = expect(t, lines+"beta 2002-H1 search GB legal-process requests=1\nbeta 2002-H2 search GB legal-process requests=1", years)
	if got := rowOf(t, r, "2002").Partial; got != "first half only; Beta, Inc. whole" {
		t.Errorf("2002 is partial: %q", got)
	}
	// By half-years, a filter of one year says so of every row.
	r = expect(t, lines, query.Query{Period: inYear(2002)})
	if r.Total.Partial != "first half only" || rowOf(t, r, "GB").Partial != "first half only" {
		t.Errorf("2002 is partial: %q, %q", r.Total.Partial, rowOf(t, r, "GB").Partial)
	}
	if got := expect(t, lines, query.Query{Period: inYear(2001)}).Total.Partial; got != "" {
		t.Errorf("2001 is partial: %q", got)
	}
}

func TestOracleHidesSmallRowsAndSumsTheOthers(t *testing.T) {
	// With a rate the least is 10: of 12, 9..10, 9 and 3, two stay. 12 + 9..10 of 33..34.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=12 accounts=6 content=3
		alpha 2001-H1 mail FR legal-process requests=9..10 accounts=2 content=1
		alpha 2001-H1 mail TR legal-process requests=9 accounts=4 content=9
		alpha 2001-H1 mail AQ legal-process requests=3 content=0
	`
	q := query.Query{Measure: report.ContentRate}
	r := expect(t, lines, q)
	if got := joined(idsOf(r.Rows)); got != "GB FR" || r.Small != 2 || r.Groups != 4 || rowOf(t, r, "GB").Rank != 2 {
		t.Errorf("rows %s, %d small of %d, GB has rank %d", got, r.Small, r.Groups, rowOf(t, r, "GB").Rank)
	}
	shown := &Result{Total: *r.Shown}
	hold(t, shown, "", report.Requests, counts(21, 22))
	hold(t, shown, "", report.Share, ratio(21.5/33.5, 1, Approx))
	hold(t, shown, "", report.Accounts, count(8))
	hold(t, shown, "", report.ContentRate, ratio(4/21.5, 1, Approx))
	hold(t, shown, "", report.Change, missing)
	hold(t, shown, "", report.PerMillion, ratio(21.5*1e6/50_000, 1, Approx)) // half of 60,000 and of 40,000
	hold(t, r, "", report.Requests, counts(33, 34))
	// Pinned rows stay, and min=1 shows all; then there is nothing to sum.
	q.Pins = []string{"AQ"}
	if got := joined(idsOf(expect(t, lines, q).Rows)); got != "GB FR AQ" {
		t.Errorf("rows %s, want AQ too", got)
	}
	if r := expect(t, lines, query.Query{Measure: report.ContentRate, Min: 1}); len(r.Rows) != 4 || r.Shown != nil {
		t.Errorf("%d rows with min=1, shown %v", len(r.Rows), r.Shown)
	}
	// First comes the search, which leaves out Türkiye, then the minimum, then top.
	r = expect(t, lines, query.Query{Min: 10, Top: 1, Search: "a"})
	if got := joined(idsOf(r.Rows)); got != "GB" || r.Small != 1 {
		t.Errorf("rows %s, %d small", got, r.Small)
	}
	shown = &Result{Total: *r.Shown}
	hold(t, shown, "", report.Requests, count(12))
	// By service the people are those of all rows: there is no rate of some of them.
	r = expect(t, lines+"alpha 2001-H1 chat GB legal-process requests=1", query.Query{By: query.ByService, Top: 1})
	hold(t, &Result{Total: *r.Shown}, "", report.PerMillion, missing)
	hold(t, &Result{Total: *r.Shown}, "", report.Requests, counts(33, 34))
	// Periods are never hidden for being small.
	if r := expect(t, lines, query.Query{By: query.ByPeriod, Min: 100}); len(r.Rows) != 1 || r.Small != 0 {
		t.Errorf("%d periods, %d small", len(r.Rows), r.Small)
	}
}
