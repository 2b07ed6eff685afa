package query

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"daylight/model/internal/samples"
	"daylight/model/report"
)

// quotes are texts of quotes, with the canonical text of each.
var quotes = []struct{ text, canonical string }{
	{"requests", "requests"},
	{" requests\tperiod=2012\n", "requests period=2012"},
	{"Requests Country=uk|WORDS", "requests country=GB | words"},
	{"content_rate country=US period=2012 | percent", "content_rate country=US period=2012 | percent"},
	{"rejected period=2013-H1|thousands", "rejected period=2013-H1 | thousands"},
	{"some_data publisher=google", "some_data publisher=google"},
	{"unspecified | short", "unspecified | short"},
	{"change period=2013-H1 against=2012", "change period=2013-H1 against=2012"},
	{"difference against=year|short", "difference against=year | short"},
	{"share country=GB,US", "share country=GB,US"},
	{"share by=service service=skype | words", "share service=skype by=service | words"},
	{"share by=publisher publisher=google", "share publisher=google by=publisher"},
	{"top 5 by=country period=2012", "top 5 period=2012"},
	{"TOP 5 | names", "top 5 | names"},
	{"top 3 measure=accounts by=region", "top 3 by=region measure=accounts"},
	{"top 3 measure=change against=year", "top 3 measure=change against=year"},
	{"top 3 measure=content_rate min=100", "top 3 measure=content_rate min=100"},
	{"top 3 measure=content_rate min=10", "top 3 measure=content_rate min=10"},
	{"rank measure=per_million country=GB min=5", "rank country=GB measure=per_million min=5"},
	{"rank country=GB | rank", "rank country=GB | rank"},
	{"count by=region min=5 | words", "count by=region min=5 | words"},
	{"count publisher=all by=publisher", "count by=publisher"},
}

func TestQuotesAreReadAndPrinted(t *testing.T) {
	d := samples.Dataset(t)
	for _, c := range quotes {
		q, err := ParseQuote(c.text, d)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := q.String(); got != c.canonical {
			t.Errorf("%q is printed as %q; want %q", c.text, got, c.canonical)
		}
	}
}

func TestQuotesThatAreRefusedNameTheWord(t *testing.T) {
	d := samples.Dataset(t)
	for _, c := range []struct{ text, at, message, nearest string }{
		// what it begins with
		{"", "", "the figure says nothing", ""},
		{" | words", "| words", "the figure says nothing", ""},
		{"  reqests period=2012", "reqests", `unknown figure "reqests"`, "requests"},
		{"period=2012", "period=2012", `unknown figure "period=2012": it begins with a measure`, ""},
		{"top", "", "top needs a number of rows", ""},
		{"top five period=2012", "five", "top needs a number of rows", ""},
		{"top 0", "0", "top 0 cannot be named in a text: write 1 to 20", ""},
		{"top 21 period=2012", "21", "top 21 cannot be named in a text: write 1 to 20", ""},
		{"requests {{accounts}}", "{{accounts}}", `"{{accounts}}" is not key=value`, ""},

		// its query
		{"requests  contry=FR", "contry=FR", `unknown key "contry"`, "country"},
		{"requests country=FR country=GB", "country=GB", "country is given twice", ""},
		{"requests country=Frence | words", "country=Frence", `unknown country "Frence"`, "france"},
		{"top 3 period=2013-H3", "period=2013-H3", `"2013-H3" is not a period`, "2013-H1"},

		// what changes nothing
		{"requests view=map", "view=map", "view changes no figure: leave it out", ""},
		{"requests period=2012 sort=-accounts", "sort=-accounts", "sort changes no figure: leave it out", ""},
		{"top 3 sort=-accounts", "sort=-accounts", "write measure in the place of sort", ""},
		{"requests select=GB", "select=GB", "select changes no figure", ""},
		{"requests pins=GB", "pins=GB", "pins changes no figure", ""},
		{"requests scale=log", "scale=log", "scale changes no figure", ""},
		{"top 3 search=uni", "search=uni", "search changes no figure", ""},
		{"top 3 grain=year", "grain=year", "grain changes no figure", ""},
		{"requests top=3", "top=3", "begin with it, as in top 5", ""},
		{"requests measure=accounts", "measure=accounts", "its first word", ""},
		{"count measure=accounts", "measure=accounts", "its first word", ""},
		{"requests by=publisher", "by=publisher", "publisher=all asks all publishers", ""},
		{"requests against=year", "against=year", "against is for change and difference", ""},
		{"count against=year", "against=year", "against is for change and difference", ""},
		{"requests min=5", "min=5", "min hides rows and changes no total", ""},

		// what leaves it without a meaning
		{" rank by=region", "by=region", "rank is the place of one region: name it, as in region=Africa", ""},
		{" rank period=2012", "rank", "rank is the place of one country: name it, as in country=GB", ""},
		{"rank country=GB,FR", "country=GB,FR", "rank is the place of one country", ""},
		{"rank country!=GB", "country!=GB", "rank is the place of one country", ""},
		{"share period=2012", "share", "the share of everything is all of it", ""},
		{"share service=skype by=region", "by=region", "the share of everything is all of it", ""},
		{"top 3 by=period", "by=period", "top is not worked out by period: write by=country, region, service, type or outcome", ""},
		{"top 3 by=group", "by=group", "top is not worked out by group", ""},
		{"rank by=year period=2012", "by=year", "rank is not worked out by period", ""},
		{"share by=period period=2012", "by=period", "share is not worked out by period", ""},
		{"top 3 measure=content_rate", "measure=content_rate", "as in min=100, and say so", ""},
		{"rank country=GB measure=per_million", "measure=per_million", "as in min=100, and say so", ""},

		// its form
		{"requests period=2012 |", "", "after | stands how the figure is written: write thousands, short or words", ""},
		{"requests | thousand", "thousand", `unknown form "thousand"`, "thousands"},
		{"requests | large", "large", `unknown form "large": write thousands, short or words`, ""},
		{"requests | percent", "percent", "requests cannot be written as percent: write thousands, short or words", ""},
		{"requests | rank", "rank", "begin with rank, as in rank country=GB", ""},
		{"requests | words thousands", "thousands", `one form, not also "thousands"`, ""},
		{"requests | words | short", "| short", `one form, not also "|"`, ""},
		{"change | words", "words", "change cannot be written as words: write short or percent", ""},
		{"difference | words", "words", "difference cannot be written as words: write short", ""},
		{"difference | percent", "percent", "difference cannot be written as percent: write short", ""},
		{"accounts_per_request | percent", "percent", "write short or words", ""},
		{"content_rate | names", "names", "write short, percent or words", ""},
		{"top 3 | words", "words", "top cannot be written as words: write names", ""},
		{"rank country=GB | names", "names", "rank cannot be written as names: write rank", ""},
		{"count | short", "short", "count cannot be written as short: write words", ""},
	} {
		_, err := ParseQuote(c.text, d)
		var fault *ParseError
		if !errors.As(err, &fault) {
			t.Errorf("%q is accepted: %v", c.text, err)
			continue
		}
		if !strings.Contains(fault.Message, c.message) || fault.Nearest != c.nearest {
			t.Errorf("%q: %v; want %q, nearest %q", c.text, err, c.message, c.nearest)
		}
		if got := c.text[fault.Offset:]; !strings.HasPrefix(got, c.at) || c.at == "" && got != "" && got != "| words" {
			t.Errorf("%q: the mistake stands at %q; want %q", c.text, got, c.at)
		}
	}
}

func TestAQuoteKnowsTheWholeThatItIsAPartOf(t *testing.T) {
	d := samples.Dataset(t)
	for text, whole := range map[string]string{
		"requests country=GB period=2012":           "country=GB period=2012",
		"share country=GB period=2012":              "period=2012",
		"share service=skype country=GB by=service": "country=GB by=service",
		"rank country=GB period=2012":               "period=2012",
		"rank region=Europe by=region country=GB":   "country=GB by=region",
		"top 3 country=GB,US period=2012":           "country=GB,US period=2012",
		"count country=GB,US":                       "country=GB,US",
		"change country=GB period=2013-H1":          "country=GB period=2013-H1",
	} {
		q, err := ParseQuote(text, d)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Whole().String(); got != whole {
			t.Errorf("%q is a part of %q; want %q", text, got, whole)
		}
	}
}

// drawQuote draws a quote as ParseQuote gives it.
func drawQuote(t *rapid.T, d *report.Dataset) Quote {
	kind := rapid.SampledFrom([]QuoteKind{QuoteValue, QuoteTop, QuoteRank, QuoteCount}).Draw(t, "kind")
	q := Quote{Kind: kind}
	ids := func(b Dimension) []string { return IDs(d, b) }
	draw := func(b Dimension, least int) Filter {
		list := rapid.SliceOfNDistinct(rapid.SampledFrom(ids(b)), least, max(least, 2), rapid.ID).Draw(t, b.String())
		slices.Sort(list)
		if len(list) == 0 {
			return Filter{}
		}
		return Filter{Mode: Only, IDs: list}
	}
	if kind == QuoteValue {
		q.Measure = rapid.SampledFrom(quotable()).Draw(t, "measure")
	}
	for _, b := range []Dimension{ByCountry, ByService, ByRegion} {
		*q.Query.Filter(b) = draw(b, 0)
	}
	if rows := q.rows(); rows != nil {
		q.Query.By = rapid.SampledFrom(rows).Draw(t, "by")
		if kind == QuoteRank || kind == QuoteValue {
			*q.Query.Filter(q.Query.By) = draw(q.Query.By, 1)
		}
		if f := q.Query.Filter(q.Query.By); kind == QuoteRank {
			f.IDs = f.IDs[:1]
		}
	}
	switch kind {
	case QuoteTop, QuoteRank:
		q.Query.Measure = rapid.SampledFrom(report.Measures()).Draw(t, "by measure")
		q.Query.Measure = q.Query.Measured()
		if kind == QuoteTop {
			q.N = rapid.IntRange(1, mostNames).Draw(t, "rows")
		}
		if q.singles() {
			q.Query.Min = rapid.IntRange(1, 20).Draw(t, "min")
		}
		q.Measure = q.Query.Measure
	case QuoteValue:
		if q.Measure.IsSigned() {
			q.Query.Against.Year = rapid.Bool().Draw(t, "year")
		}
	}
	q.Query = q.Query.Canonical(d)
	q.Form = rapid.SampledFrom(append(q.Forms(), QuotePlain)).Draw(t, "form")
	return q
}

func TestAQuoteIsReadAsItIsPrinted(t *testing.T) {
	d := samples.Dataset(t)
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuote(t, d)
		got, err := ParseQuote(q.String(), d)
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		if got.Kind != q.Kind || got.Measure != q.Measure || got.N != q.N || got.Form != q.Form || !got.Query.Equal(q.Query) {
			t.Fatalf("%q is read as %q: %+v, not %+v", q, got, got, q)
		}
	})
}

func FuzzParseQuote(f *testing.F) {
	d := samples.Dataset(f)
	for _, c := range quotes {
		f.Add(c.text)
	}
	f.Add("requests type=%7C,{{ | | words")
	f.Add("share by=type type=a|b")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuote(text, d)
		if err != nil {
			var fault *ParseError
			if !errors.As(err, &fault) {
				t.Fatalf("%v is no ParseError", err)
			}
			if fault.Offset < 0 || fault.Offset > len(text) {
				t.Fatalf("%q: %v stands at %d, outside of the text", text, err, fault.Offset)
			}
			if fault.Token != "" && !strings.HasPrefix(strings.ToLower(text[fault.Offset:]), strings.ToLower(fault.Token)) {
				t.Fatalf("the word %q does not stand at %d of %q", fault.Token, fault.Offset, text)
			}
			if !utf8.ValidString(err.Error()) || strings.ContainsAny(err.Error(), "\x00\x1b\n") {
				t.Fatalf("the error is not plain text: %q", err)
			}
			return
		}
		again, err := ParseQuote(q.String(), d)
		if err != nil || again.String() != q.String() || !again.Query.Equal(q.Query) || again.Form != q.Form || again.N != q.N || again.Kind != q.Kind || again.Measure != q.Measure {
			t.Fatalf("%q is printed as %q, which is read as %+v (%v), not %+v", text, q, again, err, q)
		}
	})
}
