package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// saidOf is what is said of some rows that were made by hand.
func saidOf(t *testing.T, text string, total Row, rows ...Row) string {
	t.Helper()
	d := samples.Dataset(t)
	q := samples.Must(query.Parse(text, d))
	e := NewEngine(d)
	rank(rows, q)
	x := finder{e, q, Format{}, &Result{Query: q, Rows: rows, Total: total, Groups: len(rows)}}
	return Finding{x.ofRows()}.String()
}

// with is a row of a name with some figures.
func with(name string, figures map[report.Column]Figure) Row {
	row := Row{ID: name, Name: name}
	for c, f := range figures {
		row.Figures[c] = f
	}
	return row
}

func TestAFindingIsLeftOutWhereNothingIsSafeToSay(t *testing.T) {
	asks := func(name string, f Figure) Row { return with(name, map[report.Column]Figure{report.Requests: f}) }
	rate := func(name string, f Figure) Row {
		return with(name, map[report.Column]Figure{report.Requests: exactly(1000), report.RejectedRate: f})
	}
	small := with("Small", map[report.Column]Figure{report.Requests: exactly(99), report.RejectedRate: rated(1)})
	for _, c := range []struct {
		what, query string
		rows        []Row
		says        string
	}{
		{"the highest of exact counts", "", []Row{asks("Large", exactly(9)), asks("Other", exactly(8))}, "Large asked most: 9"},
		{"two alike", "", []Row{asks("Large", exactly(9)), asks("Other", exactly(9))}, ""},
		{"another's floor may be higher than it looks", "", []Row{asks("Large", exactly(9)), asks("Other", least(1))}, ""},
		{"the highest is a floor", "", []Row{asks("Large", least(9)), asks("Other", exactly(1))}, ""},
		{"a range reaches as high", "", []Row{asks("Large", exactly(9)), asks("Other", within(0, 9))}, ""},
		{"a range stays below", "", []Row{asks("Large", exactly(9)), asks("Other", within(0, 8))}, "Large asked most: 9"},
		{"the highest is a range", "", []Row{asks("Large", within(9, 10)), asks("Other", exactly(1))}, ""},
		{"another does not report it", "", []Row{asks("Large", exactly(9)), asks("Other", Figure{})}, ""},
		{"a rate", "measure=rejected_rate", []Row{rate("Large", rated(0.5)), rate("Other", rated(0.4))},
			"Of countries with 100+ requests, requests of Large were rejected most often: 50.0 % of 1,000"},
		{"a rate of few requests", "measure=rejected_rate", []Row{small, rate("Large", rated(0.5)), rate("Other", rated(0.4))},
			"Of countries with 100+ requests, requests of Large were rejected most often: 50.0 % of 1,000"},
		{"a rate that covers too little", "measure=rejected_rate", []Row{rate("Large", covering(0.5, 0.94, 0)), rate("Other", rated(0.4))}, ""},
		{"another that covers too little to tell", "measure=rejected_rate", []Row{rate("Large", rated(0.5)), rate("Other", covering(0.4, 0.94, 0))}, ""},
		{"a rate from printed percentages", "measure=rejected_rate", []Row{rate("Large", aboutRated(0.5)), rate("Other", rated(0.4))}, ""},
		{"rows under a search", "search=r", []Row{{}, asks("Other", exactly(8)), asks("Rest", exactly(7))}[1:], "Other asked most: 8"},
	} {
		if got := saidOf(t, c.query, Row{}, c.rows...); got != c.says {
			t.Errorf("%s: %q, want %q", c.what, got, c.says)
		}
	}
}

func TestAFindingComparesWithNothingThatIsHidden(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for text, begins := range map[string]string{
		"search=fr":               "Of these ",
		"view=compare pins=DE,FR": "Of these 2 countries, ",
		"top=3 sort=country":      "Of these 3 countries, ",
	} {
		if got := e.Finding(samples.Must(query.Parse(text, d)), Format{}).String(); !strings.HasPrefix(got, begins) {
			t.Errorf("%s: %q", text, got)
		}
	}
	for _, text := range []string{"publisher=all", "publisher=all view=trend", "publisher=all by=period", "view=sources", "view=records", "period=1999"} {
		if got := e.Finding(samples.Must(query.Parse(text, d)), Format{}).String(); got != "" {
			t.Errorf("of %s it is said %q", text, got)
		}
	}
}

// The figures of a finding are those of the reports, added up by hand.
func TestAFindingSaysWhatTheRecordsAddUpTo(t *testing.T) {
	d := raw.Dataset()
	sums, content, total := map[string]int64{}, map[string]int64{}, int64(0)
	for i := range d.Len() {
		r := d.Record(i)
		if r.Publisher != "microsoft" || r.Period.String() != "2013-H1" || r.Type != "combined" {
			continue
		}
		n := int64(r.Counts[report.Requests].Hi())
		sums[r.Country] += n
		content[r.Country] += int64(r.Counts[report.Content].Hi())
		total += n
	}
	top := ""
	for code, n := range sums {
		if n > sums[top] {
			top = code
		}
	}
	country, _ := d.Country(top)
	f := Format{}
	want := fmt.Sprintf("The %s asked most: %s of %s (%.1f %%); content was disclosed in %.1f %% of them",
		country.Name, f.Count(sums[top]), f.Count(total), 100*float64(sums[top])/float64(total), 100*float64(content[top])/float64(sums[top]))
	if got := NewEngine(d).Finding(samples.Must(query.Parse("period=2013-H1", d)), f).String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

var askedMost = regexp.MustCompile(`^(?:Of these \d+ \w+, )?(.*) (?:asked most|was asked most): ([\d,]+)`)

// Whatever is asked of whatever reports, who is said to have asked most has asked more than
// any other, and as often as is said; the oracle adds it up.
func TestWhoIsSaidToHaveAskedMostHas(t *testing.T) {
	said := 0
	rapid.Check(t, func(t *rapid.T) {
		d := questions.DrawWhole(t)
		q := questions.DrawQuestion(t, d)
		q.Measure, q.Sort = report.Requests, query.Sort{}
		q = q.Canonical(d)
		text := NewEngine(d).Finding(q, Format{}).String()
		m := askedMost.FindStringSubmatch(text)
		if m == nil {
			return
		}
		said++
		r := oracle(d, q)
		var top *Row
		for i := range r.Rows {
			row := &r.Rows[i]
			if f := row.Figures[report.Requests]; !apart(q.By, row.ID) && (top == nil || f.Hi > top.Figures[report.Requests].Hi) {
				top = row
			}
		}
		f := top.Figures[report.Requests]
		if m[2] != (Format{}).Count(f.Lo) || f.Lo != f.Hi || !strings.Contains(strings.ToLower(m[1]), strings.ToLower(strings.Split(top.Name, ",")[0])) {
			questions.Fail(t, d, q, "it is said %q, but %s asked %v", text, top.Name, f)
		}
		for i := range r.Rows {
			if row := &r.Rows[i]; row != top && !apart(q.By, row.ID) && row.Figures[report.Requests].Hi >= f.Lo {
				questions.Fail(t, d, q, "it is said %q, but %s asked %v", text, row.Name, row.Figures[report.Requests])
			}
		}
	})
	if said == 0 {
		t.Error("no question had a finding: ask others")
	}
}

func TestAFindingOverTimeComparesLikeWithLike(t *testing.T) {
	lines := func(figures ...string) string {
		var b strings.Builder
		for i, n := range figures {
			p := report.Period{Year: 2010 + i/2, Half: 1 + i%2}
			fmt.Fprintf(&b, "alpha %s mail FR legal-process requests=%s\n", p, n)
		}
		return b.String()
	}
	for _, c := range []struct {
		lines, says string
	}{
		{lines("5", "9", "6", "7", "8"), "8 requests in the first half of 2012, the most since the second half of 2010 (9)"},
		{lines("5", "6", "7", "8"), "8 requests in the second half of 2011, the most of all 4 comparable half-years since the first half of 2010"},
		{lines("9", "8", "7", "6"), "6 requests in the second half of 2011, the fewest of all 4 comparable half-years since the first half of 2010"},
		{lines("9", "5", "6", "5"), "5 requests in the second half of 2011; the most of 4 comparable half-years was 9 in the first half of 2010"},
		{lines("5", "<10", "7", "8"), ""}, // of two figures nothing can be said
		{lines("7", "8"), ""},
		{"alpha 2009 mail FR legal-process requests=99\n" + lines("5", "6", "7"), "7 requests in the first half of 2011, the most of all 3 comparable half-years since the first half of 2010"},
		{lines("5", "6", "7") + "alpha 2013-H1 mail FR legal-process requests=4\n", ""}, // nobody knows of the time between
	} {
		d := samples.MadeUp(t, samples.MadeUpTables("alpha"), c.lines)
		q := samples.Must(query.Parse("by=period", d))
		if got := NewEngine(d).Finding(q, Format{}).String(); got != c.says {
			t.Errorf("%s\n%q, want %q", c.lines, got, c.says)
		}
	}
	// A break parts what can be compared.
	d := raw.Dataset()
	e := NewEngine(d)
	breaks := e.Breaks(samples.Must(query.Parse("by=period", d)))
	last := breaks[len(breaks)-1].At
	got := e.Finding(samples.Must(query.Parse("by=period", d)), Format{}).String()
	for _, year := range regexp.MustCompile(`\d{4}`).FindAllString(got[strings.Index(got, " in the "):], -1) {
		if year < fmt.Sprint(last.Year) {
			t.Errorf("over the break of %s it is said %q", last, got)
		}
	}
}

func TestAFindingIsShortenedByWholeClauses(t *testing.T) {
	f := Finding{[]string{"One of 2", "two", "three"}}
	for width, want := range map[int]string{100: "One of 2; two; three", 20: "One of 2; two; three", 19: "One of 2; two", 13: "One of 2; two", 12: "One of 2", 8: "One of 2", 7: "", 0: ""} {
		if got := f.Fit(width); got != want {
			t.Errorf("on %d cells: %q, want %q", width, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.VocabularyOf(d).DrawInAView(t).Canonical(d)
		for _, ascii := range []bool{false, true} {
			text := NewEngine(d).Finding(q, Format{ASCII: ascii}).String()
			names := slices.ContainsFunc([]rune(text), func(r rune) bool { return r > utf8.RuneSelf && !strings.ContainsRune("üéôçãÅ", r) })
			if ascii && names {
				t.Fatalf("in ASCII it is said %q", text)
			}
		}
	})
}
