package answer

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// quoted1 is what a quote says, or why it says nothing.
func quoted1(t *testing.T, e *Engine, text string) (string, error) {
	t.Helper()
	q, err := query.ParseQuote(text, e.Dataset())
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return e.Quoted(q, Format{})
}

// TestAQuoteSaysWhatTablesSay asks quotes and answers the same questions.
func TestAQuoteSaysWhatTablesSay(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	words := questions.VocabularyOf(d)
	rapid.Check(t, func(t *rapid.T) {
		q := words.Draw(t)
		q.By, q.Measure, q.Sort, q.Top, q.Search, q.Min, q.Pins, q.Grain = query.ByCountry, report.Requests, query.Sort{}, 0, "", 0, nil, query.HalfYears
		q = q.Canonical(d)
		c := rapid.SampledFrom(report.Measures()).Draw(t, "measure")
		if rapid.Bool().Draw(t, "an outcome") {
			c = rapid.SampledFrom(report.Outcomes()).Draw(t, "outcome")
		}
		if c == report.Share {
			return // below
		}
		r := e.Result(q)
		want := r.Total.Figures[c]
		got, err := e.Value(query.Quote{Measure: c, Query: q})
		switch {
		case err != nil && strings.Contains(err.Error(), "is printed in parts too") && (c == report.SomeData || c == report.Nothing) && !want.Marks.Has(Floor):
			return // some of them stand in other columns
		case err != nil && e.lasts(q) != nil:
			return // it would pass for that of a longer time
		case err != nil && want.Reported && r.Total.Partial == "":
			t.Fatalf("%s of %q is %v, and is refused: %v", c, q, want, err)
		case err == nil && (got != want || !got.Reported):
			t.Fatalf("%s of %q is %v; want %v", c, q, got, want)
		}
		text, err := e.Quoted(query.Quote{Measure: c, Query: q}, Format{})
		if err == nil && text != (Format{}).Figure(want, c) {
			t.Fatalf("%s of %q says %s; want %s", c, q, text, Format{}.Figure(want, c))
		}
	})
}

// TestAShareIsThatOfItsRow asks the share of every row of an answer alone.
func TestAShareIsThatOfItsRow(t *testing.T) {
	check := func(t rapid.TB, e *Engine, q query.Query) {
		whole := e.Result(q)
		for _, row := range whole.Rows {
			own := q
			f := own.Filter(q.By)
			*f = only1(row.ID)
			got, err := e.Value(query.Quote{Measure: report.Share, Query: own})
			if err != nil && (strings.Contains(err.Error(), "not counted in the total") || e.lasts(own) != nil) {
				continue
			}
			if want := row.Figures[report.Share]; got != want && e.Result(own).Total.Partial == "" {
				t.Fatalf("the share of %s in %q is %v (%v); want %v", row.ID, q, got, err, want)
			}
		}
	}
	for name, d := range map[string]*report.Dataset{"of the reports": raw.Dataset(), "of the sample": samples.Dataset(t)} {
		e, words := NewEngine(d), questions.VocabularyOf(d)
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			q := words.Draw(t)
			q.By = rapid.SampledFrom([]query.Dimension{query.ByCountry, query.ByRegion, query.ByService, query.ByType, query.ByOutcome, query.ByPublisher}).Draw(t, "by")
			q.Measure, q.Sort, q.Top, q.Search, q.Min, q.Pins, q.Grain = report.Requests, query.Sort{}, 0, "", query.EveryRow, nil, query.HalfYears
			*q.Filter(q.By) = query.Filter{}
			q.Outcome = query.Filter{}
			check(t, e, q)
		}))
	}
}

// plainOrder is the order of countries that the rules of a place allow, worked out from the rows
// as plainly as can be: by id, the places that are sure.
func TestAPlaceIsThatOfItsRow(t *testing.T) {
	d := raw.Dataset()
	e, words := NewEngine(d), questions.VocabularyOf(d)
	told := 0
	rapid.Check(t, func(t *rapid.T) {
		q := words.Draw(t)
		q.Publisher, q.By = query.Filter{}, query.ByCountry
		q.Measure = rapid.SampledFrom([]report.Column{report.Requests, report.Accounts, report.Share}).Draw(t, "measure")
		q.Sort, q.Top, q.Search, q.Min, q.Pins, q.Grain, q.Country, q.Outcome = query.Sort{}, 0, "", 0, nil, query.HalfYears, query.Filter{}, query.Filter{}
		rows := e.Result(q).Rows
		if len(rows) == 0 {
			return
		}
		row := rows[rapid.IntRange(0, len(rows)-1).Draw(t, "row")]
		own := q
		own.Country = only1(row.ID)
		text, err := e.Quoted(query.Quote{Kind: query.QuoteRank, Measure: q.Measure, Query: own}, Format{})
		if err != nil {
			return
		}
		told++
		if place, joint := strings.CutPrefix(text, "joint "); place != strconv.Itoa(row.Rank) {
			t.Fatalf("%s in %q is %s (joint: %v); its rank is %d", row.ID, q, text, joint, row.Rank)
		}
		if row.Rank > 20 {
			return
		}
		top := query.Quote{Kind: query.QuoteTop, N: row.Rank, Measure: q.Measure, Query: q, Form: query.QuoteNames}
		if names, err := e.Quoted(top, Format{}); err == nil && !strings.HasSuffix(names, row.Name) && !strings.HasPrefix(text, "joint") {
			t.Fatalf("top %d of %q is %s; want %s last", row.Rank, q, names, row.Name)
		}
	})
	if told == 0 && !testing.Short() { // of a few questions all may have none
		t.Error("no place was told")
	}
}

// askedBy answers questions on records of one publisher, whose tables list every country with a request.
func askedBy(t *testing.T, lines ...string) *Engine {
	t.Helper()
	tables := samples.MadeUpTables("microsoft")
	tables.Absences = []report.Table{{Scope: "publisher=microsoft", Absent: report.AbsentZero}}
	return NewEngine(samples.MadeUp(t, tables, "microsoft "+strings.Join(lines, "\nmicrosoft ")))
}

func TestAnOrderIsToldOnlyWhereItIsCertain(t *testing.T) {
	half := func(country, counts string) string { return "2001-H1 mail " + country + " legal-process " + counts }
	for _, c := range []struct {
		name  string
		lines []string
		quote string
		says  string // what it says …
		why   string // … or a part of why it says nothing
	}{
		{"whole numbers", []string{half("TR", "requests=9"), half("FR", "requests=5"), half("GB", "requests=3")}, "top 2", "Türkiye and France", ""},
		{"the last of all", []string{half("TR", "requests=9"), half("FR", "requests=5"), half("GB", "requests=3")}, "rank country=GB", "3", ""},
		{"in words", []string{half("TR", "requests=9"), half("FR", "requests=5"), half("GB", "requests=3")}, "rank country=FR | rank", "second", ""},
		{"a tie inside", []string{half("TR", "requests=9"), half("FR", "requests=9"), half("GB", "requests=3")}, "top 2", "France and Türkiye", ""},
		{"a tie at the end", []string{half("TR", "requests=9"), half("FR", "requests=5"), half("GB", "requests=5")}, "top 2", "", "France and the United Kingdom have the same requests: write more rows, or fewer"},
		{"the place of a tie", []string{half("TR", "requests=9"), half("FR", "requests=5"), half("GB", "requests=5")}, "rank country=GB | rank", "joint second", ""},
		{"a range that is apart", []string{half("TR", "requests=9"), half("FR", "requests=4..8"), half("GB", "requests=3")}, "top 3", "Türkiye, France and the United Kingdom", ""},
		{"a range that reaches another", []string{half("TR", "requests=9"), half("FR", "requests=4..9"), half("GB", "requests=3")}, "top 1", "", "of France it is printed as a range"},
		{"suppressed", []string{half("TR", "requests=9"), half("FR", "requests=<10")}, "rank country=TR", "", "of France it is printed as a range"},
		{"a floor below", []string{half("TR", "requests=9"), half("FR", "requests=4"), "2001-H1 mail FR civil requests="}, "top 1", "", "of France it is at least so much"},
		{"a floor above", []string{half("TR", "requests=9"), half("FR", "requests=4"), "2001-H1 mail TR civil requests="}, "top 1", "Türkiye", ""},
		{"nothing above nothing", []string{half("TR", "requests=9"), half("FR", "requests=0")}, "top 2", "", "requests is above nothing in 1 country only: write top 1"},
		{"what is not itemised takes no place", []string{half("TR", "requests=9"), half("ZZ", "requests=8"), half("FR", "requests=3")}, "top 1", "Türkiye", ""},
		{"what is not itemised may be of another", []string{half("TR", "requests=9"), half("ZZ", "requests=8"), half("FR", "requests=3")}, "top 2", "", "8 are not itemised and may all be of one that is not listed"},
		{"what is not itemised may be of one listed elsewhere", []string{half("TR", "requests=9"), half("ZZ", "requests=2"), "2001-H2 mail FR legal-process requests=8", "2001-H2 mail TR legal-process requests=0"}, "top 1", "", "of France some of what is not itemised may be its"},
		{"what is not itemised is of none that is listed beside it", []string{half("TR", "requests=9"), half("ZZ", "requests=2"), half("FR", "requests=8")}, "top 2", "Türkiye and France", ""},
		{"what is not itemised has no place", []string{half("TR", "requests=9"), half("ZZ", "requests=2")}, "rank country=ZZ", "", "not itemised is no country and has no place"},
		{"rates of many", []string{half("TR", "requests=200 content=20"), half("FR", "requests=300 content=40"), half("GB", "requests=5 content=5")}, "top 1 measure=content_rate min=100", "France", ""},
		{"rates that few print", []string{half("TR", "requests=200 content=20"), half("FR", "requests=300")}, "top 1 measure=content_rate min=100", "", "of France it is not reported"},
		{"rates of a part", []string{half("TR", "requests=200 content=20"), half("FR", "requests=300 content=6"), "2001-H1 mail FR civil requests=100"}, "top 1 measure=content_rate min=100", "", "and a place needs 95 %"},
		{"the place of a hidden row", []string{half("TR", "requests=200 content=20"), half("GB", "requests=5 content=5")}, "rank country=GB measure=content_rate min=10", "", "United Kingdom has no place: it has fewer than 10 requests (min=1 takes it in)"},
		{"rates where much is not itemised", []string{half("TR", "requests=200 content=20"), half("ZZ", "requests=100 content=5")}, "top 1 measure=content_rate min=10", "", "33.3 % of the requests are not itemised"},
		{"a range that begins where another stands", []string{half("TR", "requests=5"), half("FR", "requests=5..9")}, "rank country=TR", "", "of France it is printed as a range"},
		{"rates from a range", []string{half("TR", "requests=200 content=10..40"), half("FR", "requests=300 content=6")}, "top 1 measure=content_rate min=100", "", "of Türkiye it is known about"},
		{"where nobody lives", []string{half("TR", "requests=9"), half("AQ", "requests=5"), half("GB", "requests=1")}, "top 1 measure=per_million min=1", "Türkiye", ""},
		{"no record", []string{half("TR", "requests=200")}, "top 1 period=2001-H2", "", "there is no record of requests to First, 2001-H2"},
		{"how many asked", []string{half("TR", "requests=200"), half("FR", "requests=0"), half("GB", "requests=1")}, "count | words", "two", ""},
		{"how many asked often", []string{half("TR", "requests=200"), half("FR", "requests=0"), half("GB", "requests=1")}, "count min=100", "1", ""},
		{"how many may have asked", []string{half("TR", "requests=200"), half("FR", "requests=0..9"), half("GB", "requests=1")}, "count", "2–3", ""},
		{"how many at least", []string{half("TR", "requests=200"), half("ZZ", "requests=3"), half("GB", "requests=1")}, "count", "≥ 2", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := quoted1(t, askedBy(t, c.lines...), c.quote)
			switch {
			case c.why == "" && (err != nil || text != c.says):
				t.Errorf("%q says %q (%v); want %q", c.quote, text, err, c.says)
			case c.why != "" && (err == nil || !strings.Contains(err.Error(), c.why)):
				t.Errorf("%q says %q (%v); want the reason %q", c.quote, text, err, c.why)
			}
		})
	}
}

func TestAFigureThatSaysNothingSaysWhy(t *testing.T) {
	e := NewEngine(raw.Dataset())
	for text, why := range map[string]string{
		"requests period=2030":                              "there is no record of requests to Microsoft, 2030",
		"requests country=IS service=skype period=2012":     "there is no record of requests to Skype from Iceland, 2012",
		"requests publisher=linkedin period=2011":           "2011 is not all there (second half only): write period=2011-H2",
		"requests publisher=twitter period=2019..2024":      "no report covers 2021 to 2023 and second half of 2024 of it: write the time that they cover, 2019 to 2020 and first half of 2024",
		"top 3 publisher=twitter period=2019..2024":         "no report covers 2021 to 2023 and second half of 2024 of it",
		"requests country=DE period=2011..2013":             "no report covers 2011 of it: write the time that they cover, 2012 to 2013",
		"rejected_rate period=2012":                         "the number of requests refused covers 28.2 % of requests, and a rate needs half of them",
		"content_rate publisher=google period=2013":         "no record prints the number of requests that led to content",
		"accounts outcome=content period=2012":              "is not reported of some outcomes: leave outcome out",
		"rejected outcome=content period=2012":              "the filter of outcomes leaves it out",
		"change period=2012 against=2012":                   "it would be compared with itself",
		"change period=2012..2013 against=2012":             "nothing that can be compared is printed of both times",
		"per_million country=ZZ period=2012":                "it is not known how many people there are",
		"pending period=2014-H1 country=IS":                 "",
		"share type=emergency by=type":                      "requests of the type emergency are not counted in the total of Microsoft",
		"top 3 publisher=apple,google period=2024":          "publishers do not count the same things",
		"top 3 service=skype period=2012":                   "are not itemised and may all be of one that is not listed",
		"top 2 by=service publisher=microsoft":              "records of different times",
		"top 1 publisher=linkedin period=2015-H1":           "a table may leave countries out, and none is listed below",
		"rank country=US publisher=linkedin period=2015-H1": "a table may leave countries out, and none is listed below",
		"rank country=IS service=skype period=2012":         "there is no record of requests to Skype from Iceland, 2012",
		"some_data publisher=linkedin period=2024":          "no record prints it",
		"some_data period=2020":                             "is printed in parts too, content and non_content: write requests outcome=content,non_content,some_data",
		"nothing period=2013-H1":                            "write requests outcome=no_data,rejected,nothing",
		"nothing period=2012 service!=skype":                "write requests outcome=no_data,rejected,nothing",
		"top 4 publisher=meta measure=rejected_rate min=10": "rejected rate is above nothing, and certain, in no country",
		"accounts_per_request publisher=meta period=2014":   "",
	} {
		says, err := quoted1(t, e, text)
		if why == "" {
			continue // it may say something
		}
		if err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q says %q (%v); want the reason %q", text, says, err, why)
		}
	}
}

func TestACountKnowsWhetherAllAreListed(t *testing.T) {
	e := NewEngine(raw.Dataset())
	for text, floor := range map[string]bool{
		"count period=2012":                            true,  // some of Skype's are not itemised
		"count service!=skype period=2012":             false, // the rows add up to the printed total
		"count outcome=content period=2012":            false, // of those not itemised, none led to content
		"count period=2013-H1":                         false,
		"count publisher=google period=2012":           true, // those of few requests are left out
		"count publisher=google period=2014":           false,
		"count publisher=linkedin period=2015-H1":      true,
		"count country=US publisher=google":            false,
		"count by=publisher period=2012":               false,
		"count by=region publisher=google period=2012": true,
	} {
		says, err := quoted1(t, e, text)
		if err != nil || strings.HasPrefix(says, "≥") != floor {
			t.Errorf("%q says %q (%v)", text, says, err)
		}
	}
	if says, err := quoted1(t, e, "top 5 publisher=google period=2012"); err != nil {
		t.Errorf("who asked Google most in 2012 is %q: %v", says, err)
	}
}

func TestFormsKeepTheMarks(t *testing.T) {
	count := func(lo, hi int64, marks Marks) Figure { return Figure{Reported: true, Lo: lo, Hi: hi, Marks: marks} }
	rate := func(x float64, marks Marks) Figure { return Figure{Reported: true, Rate: x, Marks: marks, Covers: 1} }
	for _, c := range []struct {
		figure                                  Figure
		column                                  report.Column
		thousands, short, percent, words, ascii string // "" where the form does not fit; ascii is that of thousands or percent
	}{
		{count(75_378, 75_378, 0), report.Requests, "75 thousand", "75.4k", "", "about seventy-five thousand", "75 thousand"},
		{count(75_000, 75_000, 0), report.Requests, "75 thousand", "75k", "", "seventy-five thousand", "75 thousand"},
		{count(1_558, 1_558, 0), report.Content, "1.6 thousand", "1.56k", "", "about one thousand six hundred", "1.6 thousand"},
		{count(137_424, 137_424, 0), report.Accounts, "137 thousand", "137k", "", "about one hundred and forty thousand", "137 thousand"},
		{count(1_997_000, 1_997_000, 0), report.Accounts, "2 million", "2M", "", "about two million", "2 million"},
		{count(85, 85, Floor), report.Rejected, "≥ 85", "≥85", "", "at least eighty-five", ">= 85"},
		{count(75_999, 75_999, Floor), report.Requests, "≥ 75 thousand", "≥75.9k", "", "at least seventy-five thousand", ">= 75 thousand"},
		{count(75_999, 75_999, Approx), report.Requests, "≈ 76 thousand", "≈76k", "", "about seventy-six thousand", "~ 76 thousand"},
		{count(0, 499, 0), report.Requests, "0–499", "0–499", "", "between zero and five hundred", "0-499"},
		{count(12_345, 13_456, 0), report.Requests, "12–14 thousand", "12.3k–13.5k", "", "between twelve thousand and fourteen thousand", "12-14 thousand"},
		{count(17, 17, 0), report.Requests, "17", "17", "", "seventeen", "17"},
		{rate(0.0207, 0), report.ContentRate, "", "2%", "2 %", "about one in fifty", "2 %"},
		{rate(0.82, Part), report.DisclosedRate, "", "(82%)", "(82 %)", "(about four in five)", "(82 %)"},
		{rate(0.82, Approx), report.DisclosedRate, "", "≈82%", "≈ 82 %", "about four in five", "~ 82 %"},
		{rate(0.8, 0), report.DisclosedRate, "", "80%", "80 %", "four in five", "80 %"},
		{rate(0.5, 0), report.Share, "", "50%", "50 %", "half", "50 %"},
		{rate(0.826, Floor), report.Share, "", "", "≥ 82 %", "at least four in five", ">= 82 %"},
		{rate(0.826, Ceiling), report.Share, "", "", "≤ 83 %", "at most five in six", "<= 83 %"},
		{rate(0.125, 0), report.Share, "", "12%", "13 %", "one in eight", "13 %"},
		{rate(0.0004, 0), report.Share, "", "<1%", "<0.1 %", "one in two thousand five hundred", "<0.1 %"},
		{rate(0.991, 0), report.Share, "", "99%", "99 %", "about ninety-nine in a hundred", "99 %"},
		{rate(0.9996, 0), report.Share, "", ">99%", ">99.9 %", "more than ninety-nine in a hundred", ">99.9 %"},
		{rate(0, 0), report.ContentRate, "", "0%", "0 %", "none", "0 %"},
		{rate(1, 0), report.Share, "", "100%", "100 %", "all", "100 %"},
		{rate(-0.047, Part), report.Change, "", "(−5%)", "(−5 %)", "", "(-5 %)"},
		{rate(0.123, Halved), report.Change, "", "+12%÷2", "+12 % ÷ 2", "", "+12 % /2"},
		{rate(1.82, 0), report.AccountsPerRequest, "", "1.82", "", "about one point eight", ""},
		{rate(164.6, 0), report.PerMillion, "", "165", "", "about one hundred and sixty", ""},
		{rate(39.6, Floor), report.PerMillion, "", "≥40", "", "at least thirty-nine", ""},
	} {
		for form, want := range map[query.QuoteForm]string{
			query.QuoteThousands: c.thousands, query.QuoteShort: c.short, query.QuotePercent: c.percent, query.QuoteWords: c.words,
		} {
			if want == "" {
				continue
			}
			if got := (Format{}).quoted(c.figure, c.column, form); got != want {
				t.Errorf("%v of %s as %s is %q; want %q", c.figure, c.column, form, got, want)
			}
		}
		form := query.QuotePercent
		if c.column.IsCount() {
			form = query.QuoteThousands
		}
		if got := (Format{ASCII: true}).quoted(c.figure, c.column, form); c.ascii != "" && got != c.ascii {
			t.Errorf("%v of %s as %s in ASCII is %q; want %q", c.figure, c.column, form, got, c.ascii)
		}
	}
}

// saidNumbers are the words of numbers up to so many.
func saidNumbers(most int64) map[string]int64 {
	numbers := map[string]int64{}
	for n := range most + 1 {
		numbers[spelled(n)] = n
	}
	return numbers
}

func TestWordsAreNearWhatTheySay(t *testing.T) {
	numbers := saidNumbers(200_000)
	t.Run("counts", rapid.MakeCheck(func(t *rapid.T) {
		n := rapid.Int64Range(0, 195_000).Draw(t, "count")
		marks := rapid.SampledFrom([]Marks{0, Floor, Approx}).Draw(t, "marks")
		text := Format{}.words(Figure{Reported: true, Lo: n, Hi: n, Marks: marks}, report.Requests)
		bound, says := boundOf(text)
		got, known := numbers[says]
		if !known {
			t.Fatalf("%d is %q, which is no number", n, text)
		}
		holds(t, text, float64(n), float64(got), bound, marks, inWords*float64(n))
	}))
	t.Run("parts", rapid.MakeCheck(func(t *rapid.T) {
		x := rapid.Float64Range(0.00001, 0.99).Draw(t, "part")
		marks := rapid.SampledFrom([]Marks{0, Floor, Ceiling, Approx}).Draw(t, "marks")
		text := Format{}.words(Figure{Reported: true, Rate: x, Marks: marks, Covers: 1}, report.Share)
		bound, says := boundOf(text)
		m, n, is := strings.Cut(says, " in ")
		got := 0.5
		if n == "a hundred" {
			n = "one hundred"
		}
		if is {
			got = float64(numbers[m]) / float64(numbers[n])
		} else if says != "half" {
			t.Fatalf("%v is %q, which is no part", x, text)
		}
		near := max(inWords*x, 0.005)
		if marks.Has(Floor) || marks.Has(Ceiling) {
			near = max(2*inWords*x, 0.01)
		}
		holds(t, text, x, got, bound, marks, near)
	}))
}

// boundOf takes the word of a bound from a text.
func boundOf(text string) (bound Bound, rest string) {
	for b := len(boundWords) - 1; b > 0; b-- {
		if rest, has := strings.CutPrefix(text, boundWords[b]); has {
			return Bound(b), rest
		}
	}
	return Exactly, text
}

// holds fails where words do not say what is true.
func holds(t *rapid.T, text string, x, got float64, bound Bound, marks Marks, near float64) {
	switch {
	case math.Abs(got-x) > near+1e-9:
		t.Fatalf("%v is %q, which is off by more than %v", x, text, near)
	case bound == Exactly && math.Abs(got-x) > 1e-9:
		t.Fatalf("%v is %q, which is not true", x, text)
	case bound == AtLeast && got > x+1e-9, bound == AtMost && got < x-1e-9:
		t.Fatalf("%v is %q, which is not true", x, text)
	case marks.Has(Floor) && bound != AtLeast, marks.Has(Ceiling) && bound != AtMost, marks.Has(Approx) && bound != About:
		t.Fatalf("%v with the marks %v is %q, which drops them", x, marks.Names(), text)
	}
}

func TestNumbersAreSpelled(t *testing.T) {
	for n, want := range map[int64]string{
		0: "zero", 13: "thirteen", 20: "twenty", 21: "twenty-one", 100: "one hundred", 101: "one hundred and one", 1_000: "one thousand", 1_001: "one thousand and one",
		1_558: "one thousand five hundred and fifty-eight", 75_000: "seventy-five thousand", 137_424: "one hundred and thirty-seven thousand four hundred and twenty-four", 2_000_000: "two million",
	} {
		if got := spelled(n); got != want {
			t.Errorf("%d is %q; want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 11: "eleventh", 12: "twelfth", 20: "twentieth", 22: "twenty-second", 54: "fifty-fourth", 100: "one hundredth"} {
		if got := ordinal(n); got != want {
			t.Errorf("place %d is %q; want %q", n, got, want)
		}
	}
}

func TestAQuoteNamesItsSourcesAndNotes(t *testing.T) {
	e := NewEngine(raw.Dataset())
	for text, want := range map[string][]string{
		"requests period=2012":                             {"ms-lerr-2012", "ms-lerr-2012-skype"},
		"requests service=skype period=2012":               {"ms-lerr-2012-skype"},
		"share country=GB service=skype period=2012":       {"ms-lerr-2012-skype"},
		"share service=skype by=service period=2012":       {"ms-lerr-2012", "ms-lerr-2012-skype"},
		"rank country=TR period=2013-H1":                   {"ms-lerr-2013-H1"},
		"change period=2013-H1 against=2012":               {"ms-lerr-2012", "ms-lerr-2012-skype", "ms-lerr-2013-H1"},
		"difference period=2014-H1":                        {"ms-lerr-2013-H2", "ms-lerr-2014-H1"},
		"change period=2014-H1 against=year service=skype": {"ms-lerr-2013-H1"},
	} {
		q, err := query.ParseQuote(text, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, s := range e.QuoteSources(q) {
			ids = append(ids, s.ID)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("%q rests on %v; want %v", text, ids, want)
		}
	}
	has := func(text, note string) bool {
		q, err := query.ParseQuote(text, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(e.QuoteNotes(q), func(n report.Note) bool { return n.Scope == note })
	}
	for _, c := range []struct {
		quote, scope string
		meets        bool
	}{
		{"accounts period=2012", "measure=accounts", true},
		{"requests period=2012", "measure=accounts", false},
		{"accounts_per_request period=2012", "measure=accounts", true},
		{"per_million period=2012", "measure=per_million", true},
		{"requests period=2012", "measure=per_million", false},
	} {
		if has(c.quote, c.scope) != c.meets {
			t.Errorf("%q meets a note of the scope %s: %v", c.quote, c.scope, !c.meets)
		}
	}
}

func BenchmarkQuoted(b *testing.B) {
	e := NewEngine(raw.Dataset())
	for _, text := range []string{"requests period=2012", "top 5 period=2012", "rank country=GB period=2012"} {
		q, err := query.ParseQuote(text, e.Dataset())
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(strings.Fields(text)[0], " again"), func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Quoted(q, Format{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint(strings.Fields(text)[0], " anew"), func(b *testing.B) {
			for b.Loop() {
				if _, err := e.quote(q, Format{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
