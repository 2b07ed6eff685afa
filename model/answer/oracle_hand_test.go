package answer

// What the oracle must answer, worked out by hand.

import (
	"testing"

	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// expect asks the oracle about made-up records of the first publisher, alpha.
func expect(t *testing.T, lines string, q query.Query, notes ...report.Note) *Result {
	t.Helper()
	tables := samples.MadeUpTables("alpha")
	tables.Notes = notes
	return answered(t, tables, lines, q)
}

// expectIn is expect with what tables.csv and groups.csv say.
func expectIn(t *testing.T, lines string, q query.Query, absences []report.Table, members ...report.Member) *Result {
	t.Helper()
	tables := samples.MadeUpTables("alpha")
	tables.Absences, tables.Members = absences, members
	return answered(t, tables, lines, q)
}

// answered is what the oracle answers, and the engine too.
func answered(t *testing.T, tables report.Tables, lines string, q query.Query) *Result {
	t.Helper()
	d := samples.MadeUp(t, tables, lines)
	rd := newReader(d)
	agree(t, rd, NewEngine(d), q)
	return rd.answer(q)
}

// rowOf finds a row by its id; "" is the total.
func rowOf(t *testing.T, r *Result, id string) Row {
	t.Helper()
	if id == "" {
		return r.Total
	}
	for _, row := range r.Rows {
		if row.ID == id {
			return row
		}
	}
	t.Fatalf("no row %q among %v", id, idsOf(r.Rows))
	return Row{}
}

// hold holds one figure of a row against what it should be.
func hold(t *testing.T, r *Result, id string, c report.Column, want Figure) {
	t.Helper()
	if got := rowOf(t, r, id).Figures[c]; !sameFigure(c, want, got) {
		t.Errorf("row %q: %s is %s, want %s", id, c, showFigure(c, got), showFigure(c, want))
	}
}

// count is an exact count with its marks.
func count(n int64, marks ...Marks) Figure { return counts(n, n, marks...) }

// counts is a count between two ends.
func counts(lo, hi int64, marks ...Marks) Figure {
	f := Figure{Reported: true, Lo: lo, Hi: hi}
	for _, m := range marks {
		f.Marks |= m
	}
	return f
}

// ratio is a rate that covers a part of the requests.
func ratio(rate, covers float64, marks ...Marks) Figure {
	f := Figure{Reported: true, Rate: rate, Covers: covers}
	for _, m := range marks {
		f.Marks |= m
	}
	return f
}

var (
	missing    Figure
	firstHalf  = query.Query{Period: query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2001, Half: 1}, To: report.Period{Year: 2001, Half: 1}}}}}
	secondHalf = query.Query{Period: query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2001, Half: 2}, To: report.Period{Year: 2001, Half: 2}}}}}
)

func TestOracleAddsCountsAndMarksFloors(t *testing.T) {
	// Accounts: 3 + nothing printed = at least 3. Content is printed by neither.
	r := expect(t, `
		alpha 2001-H1 mail GB legal-process requests=5 accounts=3
		alpha 2001-H1 mail TR legal-process requests=7
	`, query.Query{})
	hold(t, r, "", report.Requests, count(12))
	hold(t, r, "", report.Accounts, count(3, Floor))
	hold(t, r, "", report.Content, missing)
	hold(t, r, "TR", report.Accounts, missing)
	hold(t, r, "GB", report.Accounts, count(3))
	// 5 of 12 and 7 of 12.
	hold(t, r, "GB", report.Share, ratio(5./12, 1))
	// The accounts of the 5 requests that print them, 3/5, cover 5 of 12: too few.
	hold(t, r, "", report.AccountsPerRequest, missing)
	hold(t, r, "GB", report.AccountsPerRequest, ratio(0.6, 1))
}

func TestOracleReportsNoRateOfLessThanHalf(t *testing.T) {
	// 6 of 12 is half, 19 of 20 all but, 18.9 of 20 not: 95 % is the limit.
	for _, c := range []struct {
		with, without string
		want          Figure
	}{
		{"6", "6", ratio(0.5, 0.5, Part)},
		{"6", "7", missing},
		{"190", "10", ratio(3./190, 0.95)},
		{"189", "11", ratio(3./189, 0.945, Part)},
	} {
		r := expect(t, "alpha 2001-H1 mail GB legal-process content=3 requests="+c.with+"\nalpha 2001-H1 mail TR legal-process requests="+c.without, query.Query{})
		hold(t, r, "", report.ContentRate, c.want)
	}
}

func TestOracleReportsNoFloorOfNothing(t *testing.T) {
	// At least 0 is what everybody knew before.
	lines := "alpha 2001-H1 mail GB legal-process requests=5 content=0\nalpha 2001-H1 mail TR legal-process requests=7\n"
	r := expect(t, lines, query.Query{})
	hold(t, r, "", report.Content, missing)
	hold(t, r, "GB", report.Content, count(0))
	hold(t, expect(t, lines, query.Query{Outcome: questions.Only("content")}), "", report.Requests, missing)
	hold(t, expect(t, lines+"alpha 2001-H1 mail FR legal-process requests=7 content=1", query.Query{}), "", report.Content, count(1, Floor))
}

func TestOracleMarksWhatUnlikePublishersAddUpTo(t *testing.T) {
	// 5 + 7, 2 of 12; in Türkiye there is only one of them. A floor is a floor.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=5 content=2 accounts=1
		beta 2001-H1 search GB legal-process requests=7 content=0
		beta 2001-H1 search TR legal-process requests=8 content=0
	`
	r := expect(t, lines, query.Query{})
	hold(t, r, "GB", report.Requests, count(12, Approx))
	hold(t, r, "GB", report.ContentRate, ratio(2./12, 1, Approx))
	hold(t, r, "GB", report.Accounts, count(1, Floor))
	hold(t, r, "TR", report.Requests, count(8))
	hold(t, r, "TR", report.Share, ratio(8./20, 1, Approx))
	hold(t, r, "TR", report.ContentRate, ratio(0, 1))
	hold(t, r, "GB", report.PerMillion, ratio(12*1e6/30_000, 1, Approx))
	// One publisher's row has no others in it, but its share is of all of them.
	r = expect(t, lines, query.Query{By: query.ByPublisher})
	hold(t, r, "beta", report.Requests, count(15))
	hold(t, r, "beta", report.Share, ratio(15./20, 1, Approx))
	hold(t, r, "", report.Requests, count(20, Approx))
	hold(t, r, "", report.Share, ratio(1, 1))
}

func TestOracleSettlesSharesOfFloorsByTheirBounds(t *testing.T) {
	// With ZZ the total is whole and Türkiye, of which one of two is known, has 4 of
	// 20 at least; without it the total is 15 at least, and the 11 of the United
	// Kingdom are 11/15 at most. Of the row that is open itself, the rest is 11 in any
	// case: 4 of 15 at least.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=11
		alpha 2001-H1 mail TR legal-process requests=4
		alpha 2001-H1 mail TR civil
	`
	r := expect(t, lines+"alpha 2001-H1 mail ZZ civil requests=5", query.Query{})
	hold(t, r, "TR", report.Share, ratio(4./20, 1, Floor))
	hold(t, r, "ZZ", report.Share, ratio(5./20, 1))
	r = expect(t, lines, query.Query{})
	hold(t, r, "GB", report.Share, ratio(11./15, 1, Ceiling))
	hold(t, r, "TR", report.Share, ratio(4./15, 1, Floor))
	hold(t, r, "", report.Share, ratio(1, 1))
	// Two open rows settle nothing for each other; the third is 11/16 at most.
	r = expect(t, lines+"alpha 2001-H1 mail FR legal-process requests=1\nalpha 2001-H1 mail FR civil", query.Query{})
	hold(t, r, "TR", report.Share, missing)
	hold(t, r, "GB", report.Share, ratio(11./16, 1, Ceiling))
	// Of 11 at least, 11 are 100 % at most.
	r = expect(t, "alpha 2001-H1 mail GB legal-process requests=11\nalpha 2001-H1 mail TR civil", query.Query{})
	hold(t, r, "GB", report.Share, missing)
	hold(t, r, "TR", report.Share, missing)
	// Of however many, none are none.
	r = expect(t, lines+"alpha 2001-H1 mail FR legal-process requests=0", query.Query{})
	hold(t, r, "FR", report.Share, ratio(0, 1))
	// The one row that there is has all of them.
	r = expect(t, "alpha 2001-H1 mail TR legal-process requests=4\nalpha 2001-H1 mail TR civil", query.Query{})
	hold(t, r, "TR", report.Share, ratio(1, 1))
}

func TestOracleLeavesWhatIsNotItemisedToZZ(t *testing.T) {
	// Not itemised reports 9 accounts, which are those of Türkiye among others:
	// the sum is whole. Türkiye alone has none, and without ZZ there is a floor.
	// The ZZ of another half stands for nothing here.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=5 accounts=3
		alpha 2001-H1 mail TR legal-process requests=7
		alpha 2001-H1 mail ZZ legal-process requests=1 accounts=9
	`
	hold(t, expect(t, lines, query.Query{}), "", report.Accounts, count(12))
	hold(t, expect(t, lines, query.Query{}), "TR", report.Accounts, missing)
	but := query.Query{Country: query.Filter{Mode: query.Except, IDs: []string{"ZZ"}}}
	hold(t, expect(t, lines, but), "", report.Accounts, count(3, Floor))
	hold(t, expect(t, lines+"alpha 2001-H2 mail TR legal-process requests=2\n", query.Query{}), "", report.Accounts, count(12, Floor))
}

func TestOracleTakesZeroRequestsForZeroOfEverything(t *testing.T) {
	r := expect(t, `alpha 2001-H1 mail TR legal-process requests=0`, query.Query{})
	for c := range report.Column(report.NumCounts) {
		hold(t, r, "TR", c, count(0))
	}
	hold(t, r, "TR", report.ContentRate, missing) // no requests, no rate
	hold(t, r, "TR", report.Share, missing)
}

func TestOracleTakesOutcomesThatAddUpForAll(t *testing.T) {
	// 2 + 8 = 10: nothing was rejected. 2 + 7 < 10: who knows.
	r := expect(t, `
		alpha 2001-H1 mail GB legal-process requests=10 content=2 non_content=8
		alpha 2001-H1 mail TR legal-process requests=10 content=2 non_content=7
	`, query.Query{})
	hold(t, r, "GB", report.Rejected, count(0))
	hold(t, r, "GB", report.Unspecified, count(0))
	hold(t, r, "GB", report.Accounts, missing)
	hold(t, r, "TR", report.Rejected, missing)
	hold(t, r, "TR", report.Unspecified, count(1))
	hold(t, r, "", report.Rejected, missing)     // at least 0
	hold(t, r, "", report.RejectedRate, missing) // nobody prints what was rejected
	hold(t, r, "", report.DisclosedRate, ratio(19./20, 1))
	hold(t, r, "", report.ContentRate, ratio(4./20, 1))
}

func TestOracleRestsRatesOnWhatIsPrinted(t *testing.T) {
	// That none of the 10 was rejected follows from the other outcomes, and only because
	// something came of all of them; of the 20, 5 were, and that is printed: 5 of 20.
	r := expect(t, `
		alpha 2001-H1 mail GB legal-process requests=10 content=2 non_content=8
		alpha 2001-H1 mail TR legal-process requests=20 rejected=5
	`, query.Query{})
	hold(t, r, "", report.Rejected, count(5))
	hold(t, r, "", report.RejectedRate, ratio(0.25, 20./30, Part))
	hold(t, r, "GB", report.RejectedRate, missing)
}

func TestOracleKeepsUnknownWhatACommonOutcomeHides(t *testing.T) {
	// 6 + 4 = 10, but the 4 are no data or rejected, and the 6 content or not.
	r := expect(t, `alpha 2001-H1 mail GB legal-process requests=10 some_data=6 nothing=4`, query.Query{})
	for _, c := range []report.Column{report.Content, report.NonContent, report.NoData, report.Rejected} {
		hold(t, r, "GB", c, missing)
	}
	hold(t, r, "GB", report.Pending, count(0))
	hold(t, r, "GB", report.DisclosedRate, ratio(0.6, 1))
	// Where nothing is 0, so are its parts.
	r = expect(t, `alpha 2001-H1 mail GB legal-process requests=10 non_content=10 nothing=0`, query.Query{})
	hold(t, r, "GB", report.Rejected, count(0))
	hold(t, r, "GB", report.SomeData, count(0))
}

func TestOracleAddsRangesEndByEnd(t *testing.T) {
	// 0..499 + 12 + <10 (0..9) = 12..520, midpoint 266; 249.5 of it is TR's.
	// Unspecified: 0..499, 12 − 4 = 8, and <10 less 1..3 = 0..8; together 8..515.
	r := expect(t, `
		alpha 2001-H1 mail TR legal-process requests=0..499
		alpha 2001-H1 mail GB legal-process requests=12 content=4
		alpha 2001-H1 mail FR legal-process requests=<10 content=1..3
	`, query.Query{})
	hold(t, r, "", report.Requests, counts(12, 520))
	hold(t, r, "TR", report.Share, ratio(249.5/266, 1, Approx))
	hold(t, r, "GB", report.Share, ratio(12./266, 1, Approx))
	hold(t, r, "FR", report.Unspecified, counts(0, 8))
	hold(t, r, "", report.Unspecified, counts(8, 515))
	hold(t, r, "", report.Content, counts(5, 7, Floor))
	// The 12 + 4.5 that print content are a sixteenth of 266.
	hold(t, r, "", report.ContentRate, missing)
	hold(t, r, "FR", report.ContentRate, ratio(2/4.5, 1, Approx))
}

func TestOracleCountsAPercentageInTheRateOnly(t *testing.T) {
	// 40 × 25 % = 10, and 6 of 10: 16 of 50.
	r := expect(t, `
		alpha 2001-H1 mail GB legal-process requests=40 percent=25
		alpha 2001-H1 mail TR legal-process requests=10 content=2 non_content=4
	`, query.Query{})
	hold(t, r, "", report.DisclosedRate, ratio(16./50, 1, Approx, WholePercent))
	hold(t, r, "TR", report.DisclosedRate, ratio(0.6, 1))
	hold(t, r, "GB", report.SomeData, missing)
	hold(t, r, "GB", report.Unspecified, count(40))
}

func TestOracleAddsNoAccountsToOutcomes(t *testing.T) {
	// Alpha's civil outcomes count accounts until 2001-H1, and requests after.
	lines := `
		alpha 2001-H1 mail GB civil requests=3 accounts=8 content=1 non_content=7
		alpha 2001-H1 mail GB legal-process requests=5 content=1 non_content=2
	`
	r := expect(t, lines, query.Query{})
	hold(t, r, "GB", report.Requests, count(8))
	hold(t, r, "GB", report.Accounts, count(8, Floor))
	hold(t, r, "GB", report.Content, count(1, Floor))
	hold(t, r, "GB", report.NonContent, count(2, Floor))
	hold(t, r, "GB", report.Unspecified, count(3+2))
	hold(t, r, "GB", report.ContentRate, ratio(0.2, 5./8, Part))
	r = expect(t, lines, query.Query{Type: query.Filter{Mode: query.Only, IDs: []string{"civil"}}})
	hold(t, r, "GB", report.Content, missing)
	hold(t, r, "GB", report.Rejected, missing)
	hold(t, r, "GB", report.Unspecified, count(3))
	hold(t, r, "GB", report.ContentRate, missing)
	r = expect(t, `alpha 2001-H2 mail GB civil requests=9 content=1 non_content=7`, query.Query{})
	hold(t, r, "GB", report.NonContent, count(7))
	r = expect(t, `alpha 2001-H1 mail GB civil requests=0`, query.Query{})
	hold(t, r, "GB", report.Content, count(0)) // of nothing, nothing came
}

func TestOracleCountsChosenOutcomesAsRequests(t *testing.T) {
	// Content and rejected: 2 + 3 in one, 1 + unknown in the other.
	q := query.Query{Outcome: query.Filter{Mode: query.Only, IDs: []string{"content", "rejected"}}}
	r := expect(t, `
		alpha 2001-H1 mail GB legal-process requests=10 accounts=9 content=2 rejected=3
		alpha 2001-H1 mail TR legal-process requests=10 accounts=9 content=1
		alpha 2001-H1 mail FR legal-process requests=10 accounts=9
	`, q)
	hold(t, r, "GB", report.Requests, count(5))
	hold(t, r, "TR", report.Requests, count(1, Floor))
	hold(t, r, "FR", report.Requests, missing)
	hold(t, r, "", report.Requests, count(6, Floor))
	hold(t, r, "GB", report.Share, ratio(5./6, 1, Ceiling)) // of 6 at least
	hold(t, r, "TR", report.Share, missing)
	for _, c := range []report.Column{report.Accounts, report.NonContent, report.Unspecified, report.DisclosedRate, report.ContentRate, report.RejectedRate, report.AccountsPerRequest} {
		hold(t, r, "GB", c, missing)
	}
	hold(t, r, "GB", report.Content, count(2))
}

func TestOracleTakesACommonOutcomeForBothInASet(t *testing.T) {
	// 1 + 2 refused in one, 4 in the other, which does not tell them apart.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=10 no_data=1 rejected=2
		alpha 2001-H1 mail TR legal-process requests=10 nothing=4
	`
	hold(t, expect(t, lines, query.Query{Outcome: questions.Only("no_data", "nothing", "rejected")}), "", report.Requests, count(7))
	hold(t, expect(t, lines, query.Query{Outcome: questions.Only("nothing", "rejected")}), "", report.Requests, count(6, Floor))
	hold(t, expect(t, lines, query.Query{Outcome: questions.Only("no_data", "rejected")}), "", report.Requests, count(3, Floor))
	// One of the two is not both.
	r := expect(t, "alpha 2001-H1 mail GB legal-process requests=10 no_data=1", query.Query{Outcome: questions.Only("no_data", "nothing", "rejected")})
	hold(t, r, "", report.Requests, count(1, Floor))
	// Contents likewise: 3 + 4 and 5.
	r = expect(t, `
		alpha 2001-H1 mail GB legal-process requests=10 content=3 non_content=4
		alpha 2001-H1 mail TR legal-process requests=10 some_data=5
	`, query.Query{Outcome: questions.Only("content", "non_content", "some_data")})
	hold(t, r, "", report.Requests, count(12))
	hold(t, r, "GB", report.Share, ratio(7./12, 1))
}

func TestOracleListsOutcomesThatWerePrintedOrHoldSomething(t *testing.T) {
	// Rejected is printed as 0; pending and the others are 0 because 4 + 0 = 4.
	q := query.Query{By: query.ByOutcome}
	r := expect(t, `alpha 2001-H1 mail GB legal-process requests=4 content=4 rejected=0`, q)
	if got := idsOf(r.Rows); len(got) != 2 || got[0] != "content" || got[1] != "rejected" {
		t.Errorf("rows %v, want content and rejected", got)
	}
	r = expect(t, `alpha 2001-H1 mail GB legal-process requests=4 content=3`, q)
	hold(t, r, "content", report.Requests, count(3))
	hold(t, r, "content", report.Share, ratio(0.75, 1))
	hold(t, r, "unspecified", report.Requests, count(1))
	if rank := rowOf(t, r, "unspecified").Rank; rank != 2 {
		t.Errorf("unspecified has rank %d, want 2", rank)
	}
}

func TestACountryIsNoRateOfTimesInWhichItStandsInWhatIsNotItemised(t *testing.T) {
	// In the first half of 2001 there is a worldwide number alone, in the second one
	// that holds whoever is not listed.
	lines := `
		alpha 2001-H1 mail ZZ legal-process requests=9
		alpha 2001-H2 mail GB legal-process requests=3
		alpha 2001-H2 mail ZZ legal-process requests=2
		alpha 2002-H1 mail GB legal-process requests=4
		alpha 2002-H1 mail TR legal-process requests=5
	`
	r := expect(t, lines, query.Query{})
	hold(t, r, "GB", report.PerMillion, ratio(7*1e6/61_000, 1))
	hold(t, r, "TR", report.PerMillion, ratio(5*1e6/40_000, 1))
	listed := expectIn(t, lines, query.Query{}, []report.Table{{Absent: report.AbsentZero}})
	hold(t, listed, "TR", report.PerMillion, ratio(5*1e6/80_000, 1))
}

func TestOracleCountsPeopleOfAllReportedMonths(t *testing.T) {
	// 2001: the United Kingdom has 60,000 people, Türkiye 80,000, France, which has
	// none by year, 40,000: together 180,000. Two services report the first half, one
	// the second: two half-years, each once, so 180,000 person-years, and 80,000 for
	// Türkiye, which is missing in the second.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=3 accounts=3
		alpha 2001-H1 chat GB legal-process requests=2 accounts=2
		alpha 2001-H2 mail GB legal-process requests=1
		alpha 2001-H1 mail TR legal-process requests=4 accounts=8
	`
	r := expect(t, lines, query.Query{})
	hold(t, r, "GB", report.PerMillion, ratio(6*1e6/60_000, 1))
	hold(t, r, "TR", report.PerMillion, ratio(4*1e6/80_000, 1))
	hold(t, r, "", report.PerMillion, ratio(10*1e6/180_000, 1))
	// Accounts were printed for the first half only: 40,000 for Türkiye.
	hold(t, r, "TR", report.AccountsPerMillion, ratio(8*1e6/40_000, 1))
	hold(t, r, "GB", report.AccountsPerMillion, ratio(5*1e6/30_000, 1, Floor))
	hold(t, r, "", report.AccountsPerMillion, ratio(13*1e6/90_000, 1, Floor))
	// With a filter, the people of the filter.
	hold(t, expect(t, lines, query.Query{Country: questions.Only("GB", "TR")}), "", report.PerMillion, ratio(10*1e6/140_000, 1))
	hold(t, expect(t, lines, query.Query{By: query.ByRegion}), "Europe", report.PerMillion, ratio(6*1e6/100_000, 1))
	hold(t, expect(t, lines, query.Query{By: query.ByRegion, Country: questions.Only("GB", "TR")}), "Europe", report.PerMillion, ratio(6*1e6/60_000, 1))
	// A row by period has its own half-years, and one by service those of its service.
	hold(t, expect(t, lines, query.Query{By: query.ByPeriod}), "2001-H1", report.PerMillion, ratio(9*1e6/90_000, 1))
	hold(t, expect(t, lines, query.Query{By: query.ByService}), "chat", report.PerMillion, ratio(2*1e6/90_000, 1))
	// What is not itemised, and a place without people, stand in the numerator.
	r = expect(t, lines+`
		alpha 2001-H1 mail ZZ legal-process requests=7
		alpha 2001-H1 mail AQ legal-process requests=3
	`, query.Query{})
	hold(t, r, "", report.PerMillion, ratio(20*1e6/180_000, 1))
	hold(t, r, "ZZ", report.PerMillion, missing)
	hold(t, r, "AQ", report.PerMillion, missing)
	hold(t, expect(t, "alpha 2001-H1 mail ZZ legal-process requests=7", query.Query{Country: questions.Only("AQ", "ZZ")}), "", report.PerMillion, missing)
}

func TestOracleTakesTheNearestEarlierPopulation(t *testing.T) {
	// In 2000 the table of countries says 50,000 for the United Kingdom, nothing for
	// Türkiye; in 2002, 62,000 and still the 80,000 of 2001. 2000 are two half-years,
	// 2001 and 2002 one each: 50,000 + 30,000 + 31,000, and four halves of France's.
	r := expect(t, `
		alpha 2000 mail GB legal-process requests=5
		alpha 2001-H1 mail TR legal-process requests=5
		alpha 2002-H1 mail FR legal-process requests=2
	`, query.Query{})
	hold(t, r, "GB", report.PerMillion, ratio(5*1e6/111_000, 1))
	hold(t, r, "FR", report.PerMillion, ratio(2*1e6/80_000, 1))
	hold(t, r, "TR", report.PerMillion, missing)
	// The total has the people of Türkiye where they are known: 40,000 twice.
	hold(t, r, "", report.PerMillion, ratio(12*1e6/(111_000+80_000+80_000), 1))
}

func TestOracleOrdersRows(t *testing.T) {
	// By accounts: missing last either way, ZZ after it; ties by name.
	lines := `
		alpha 2001-H1 mail GB legal-process requests=5 accounts=3
		alpha 2001-H1 mail FR legal-process requests=4 accounts=3
		alpha 2001-H1 mail TR legal-process requests=9
		alpha 2001-H1 mail AQ legal-process requests=1 accounts=7
		alpha 2001-H1 mail ZZ legal-process requests=99 accounts=99
	`
	for _, c := range []struct {
		q    query.Query
		want string
	}{
		{query.Query{}, "TR GB FR AQ ZZ"},
		{query.Query{Sort: query.Sort{Set: true, Column: report.Accounts}}, "FR GB AQ TR ZZ"},
		{query.Query{Sort: query.Sort{Set: true, Column: report.Accounts, Descending: true}}, "AQ FR GB TR ZZ"},
		{query.Query{Sort: query.Sort{Set: true, Key: true}}, "AQ FR TR GB ZZ"},
		{query.Query{Sort: query.Sort{Set: true, Key: true, Descending: true}}, "GB TR FR AQ ZZ"},
		{query.Query{Top: 2}, "TR GB"},
		{query.Query{Top: 4}, "TR GB FR AQ ZZ"},
		{query.Query{Search: "TURKEY"}, "TR"},
		{query.Query{Search: "tica", Top: 1}, "AQ"},
		{query.Query{By: query.ByRegion}, "Asia Europe none"},
	} {
		r := expect(t, lines, c.q)
		if got := joined(idsOf(r.Rows)); got != c.want {
			t.Errorf("rows %s, want %s\n%s", got, c.want, questions.Spell(c.q))
		}
		hold(t, r, "", report.Requests, count(118))
	}
	r := expect(t, lines, query.Query{Top: 1})
	if r.Groups != 5 || r.Itemised != 4 {
		t.Errorf("%d groups, %d of them itemised; want 5 and 4", r.Groups, r.Itemised)
	}
	r = expect(t, lines, query.Query{})
	for id, rank := range map[string]int{"TR": 1, "GB": 2, "FR": 3, "AQ": 4, "ZZ": 0} {
		if got := rowOf(t, r, id).Rank; got != rank {
			t.Errorf("%s has rank %d, want %d", id, got, rank)
		}
	}
}

func TestOracleFindsThePublishersAndTypesThatAreMeant(t *testing.T) {
	lines := `
		microsoft 2001-H1 mail GB legal-process requests=1
		microsoft 2001-H1 mail GB preservation requests=10
		beta 2001-H1 search GB legal-process requests=100
		beta 2001-H1 search GB preservation requests=1000
	`
	d := samples.MadeUp(t, samples.MadeUpTables("microsoft"), lines)
	all, preservation := query.Filter{Mode: query.All}, query.Filter{Mode: query.Only, IDs: []string{"preservation"}}
	for _, c := range []struct {
		q    query.Query
		want int64
	}{
		{query.Query{}, 1},
		{query.Query{By: query.ByPublisher}, 101},
		{query.Query{Publisher: all}, 101},
		{query.Query{Publisher: all, Type: all}, 1111},
		{query.Query{Type: preservation}, 10},
		{query.Query{Publisher: query.Filter{Mode: query.Except, IDs: []string{"microsoft"}}, Type: preservation}, 1000},
		{query.Query{Publisher: all, Type: query.Filter{Mode: query.Except, IDs: []string{"civil"}}}, 101},
	} {
		if got := oracle(d, c.q).Total.Figures[report.Requests]; got.Lo != c.want || got.Hi != c.want {
			t.Errorf("total is %s, want %d\n%s", showFigure(report.Requests, got), c.want, questions.Spell(c.q))
		}
	}
	if name := oracle(d, query.Query{By: query.ByType}).Rows[0].Name; name != "Legal" {
		t.Errorf("one publisher's type is called %q, want its own word", name)
	}
	if name := oracle(d, query.Query{By: query.ByType, Publisher: all}).Rows[0].Name; name != "Legal process" {
		t.Errorf("a type of several publishers is called %q, want its id in words", name)
	}
	// Without microsoft the default is everyone.
	if r := expect(t, "alpha 2001-H1 mail GB civil requests=1\nbeta 2001-H1 search GB civil requests=2", query.Query{}); r.Total.Figures[report.Requests].Lo != 3 {
		t.Errorf("total is %d, want 3", r.Total.Figures[report.Requests].Lo)
	}
}
