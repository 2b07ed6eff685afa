package answer

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
)

func TestAHeadlineSaysWhatWhomByWhatAndWhen(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for text, want := range map[string]string{
		"":                                            "Requests to Microsoft by country",
		"by=period":                                   "Requests to Microsoft by period",
		"by=period grain=year":                        "Requests to Microsoft by year",
		"view=trend":                                  "Requests to Microsoft by country and period",
		"view=matrix by=service":                      "Requests to Microsoft by service and period",
		"view=map":                                    "Requests to Microsoft per million people a year, by country",
		"view=country country=US":                     "Requests to Microsoft from the United States",
		"view=country select=FR":                      "Requests to Microsoft from France",
		"view=records type=emergency":                 "Records of emergency requests to Microsoft",
		"view=sources":                                "Sources of the figures on requests to Microsoft",
		"measure=accounts":                            "Accounts named in requests to Microsoft by country",
		"measure=content_rate":                        "Share of requests to Microsoft in which content was disclosed, by country",
		"publisher=google,linkedin":                   "Requests to Google and LinkedIn by country",
		"publisher=all":                               fmt.Sprintf("Requests to %d companies by country", len(d.Publishers)),
		"service=skype":                               "Requests to Skype by country",
		"service!=skype":                              "Requests to Microsoft without Skype by country",
		"service=microsoft":                           "Requests to Microsoft (without Skype) by country",
		"type=criminal,emergency":                     "Criminal and emergency requests to Microsoft by country",
		"type=all":                                    "Requests of all types to Microsoft by country",
		"outcome=rejected country=FR":                 "Requests to Microsoft from France that were rejected, by country",
		"outcome=content,rejected":                    "Requests to Microsoft whose outcome was content or rejected, by country",
		"country=DE,US":                               "Requests to Microsoft from Germany and the United States by country",
		"country=DE,US,FR":                            "Requests to Microsoft from 3 countries by country",
		"country!=US":                                 "Requests to Microsoft from all countries but the United States by country",
		"region=Europe by=region":                     "Requests to Microsoft from Europe by region",
		"group=g20":                                   "Requests to Microsoft from the G20 by country",
		"measure=change against=year":                 "Change in requests to Microsoft, on a year earlier, by country",
		"view=compare pins=DE,FR":                     "Requests to Microsoft by country, 2 side by side",
		"country!=US,DE,FR":                           "Requests to Microsoft from all but 3 countries by country",
		"country!=US,ZZ":                              "Requests to Microsoft from all countries but the United States and countries not itemised by country",
		"country!=US region=americas":                 "Requests to Microsoft from all countries but the United States within the Americas by country",
		"outcome=nothing,rejected":                    "Requests to Microsoft whose outcome was one of 2, by country",
		"view=compare by=service publisher=meta":      "Requests to Meta by service",
		"publisher=google type=emergency,other-legal": "Emergency and other legal requests to Google by country",
		"publisher=twitter type!=combined,routine":    "Requests of all but 2 types to Twitter by country",
		"publisher=apple type=device":                 "Device requests to Apple by country",
		"publisher=google type=wiretap":               "Wiretap requests to Google by country",
		"publisher=google type=police":                "Police requests to Google by country",
		"publisher=linkedin by=publisher":             "Requests to LinkedIn by publisher",
	} {
		q := samples.Must(query.Parse(text, d))
		own := q
		if q.View.OneCountry() {
			own = e.Profile(q).Own
		}
		when := e.Shown(own).InWords()
		if got := e.Headline(q).String(); got != want+", "+when || when == "" {
			t.Errorf("%q: %q, want %q and a date", text, got, want)
		}
	}
}

func TestAHeadlineIsDatedByWhatIsShown(t *testing.T) {
	for _, c := range []struct{ times, words, brief string }{
		{"2012", "2012", "2012"},
		{"2013-H1", "first half of 2013", "2013-H1"},
		{"2013-H2", "second half of 2013", "2013-H2"},
		{"2013-H1 2013-H2", "2013", "2013"},
		{"2012 2013-H1", "2012 to mid-2013", "2012-2013-H1"},
		{"2012-H2 2013", "mid-2012 to 2013", "2012-H2-2013"},
		{"2012-H2 2013-H1", "mid-2012 to mid-2013", "2012-H2-2013-H1"},
		{"2012 2012-H1", "2012", "2012"},
		{"2012 2014", "2012 and 2014", "2012-2014"},
		{"2010 2012 2014-H1", "2010 to mid-2014, with gaps", "2010-2014-H1"},
	} {
		var lines strings.Builder
		for _, p := range strings.Fields(c.times) {
			fmt.Fprintf(&lines, "alpha %s mail FR legal-process requests=7\n", p)
		}
		d := samples.MadeUp(t, samples.MadeUpTables("alpha"), lines.String())
		times := NewEngine(d).Shown(samples.Must(query.Parse("", d)))
		if times.InWords() != c.words || times.Brief("-") != c.brief {
			t.Errorf("%s: %q and %q, want %q and %q", c.times, times.InWords(), times.Brief("-"), c.words, c.brief)
		}
	}
	d := raw.Dataset()
	for text, end := range map[string]string{"period=1999": ", 1999", "publisher=linkedin period=2011": ", 2011, second half only",
		"publisher=linkedin country=AU measure=per_million period=..2025": ", mid-2011 to 2013 and 2015 to 2025", // people are counted whether they were asked about or not
	} {
		if got := NewEngine(d).Headline(samples.Must(query.Parse(text, d))).String(); !strings.HasSuffix(got, end) {
			t.Errorf("%s ends %q", text, got)
		}
	}
}

// Who is named or counted has a record of what is shown: "to 9 companies" of a year in which four
// report would be true of the question alone. So has who the note on several publishers is about.
func TestAHeadlineIsOfThePublishersThatHaveARecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		var want []string
		records, _, _ := e.Explain(q, d.Len())
		for _, i := range records {
			want = append(want, d.Record(i).Publisher)
		}
		slices.Sort(want)
		want = slices.Compact(want)
		if notes := e.Result(q).Notes; (len(notes) > 0 && notes[0].ID == UnlikeNote) != (len(want) > 1) {
			questions.Fail(t, d, q, "there are records of %v, the notes are %v", want, notes)
		}
		if want == nil {
			want = e.Publishers(q)
		}
		got := e.Answering(q)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			questions.Fail(t, d, q, "it is of %v, there are records of %v", got, want)
		}
	})
	d := raw.Dataset()
	e := NewEngine(d)
	counted := map[[2]string]bool{}
	for _, kind := range d.Types {
		counted[[2]string{kind.Publisher, kind.ID}] = kind.InTotals
	}
	for _, year := range []int{2010, 2012, 2014, 2017, 2024} {
		in := map[string]bool{}
		for i := range d.Len() {
			if r := d.Record(i); r.Period.Year == year && counted[[2]string{r.Publisher, r.Type}] {
				in[r.Publisher] = true
			}
		}
		want := fmt.Sprintf("Requests to %d companies by country, %d", len(in), year)
		for id := range in {
			if len(in) == 1 {
				publisher, _ := d.Publisher(id)
				want = fmt.Sprintf("Requests to %s by country, %d", publisher.Label, year)
			}
		}
		if got := e.Headline(samples.Must(query.Parse(fmt.Sprintf("publisher=all period=%d", year), d))).String(); got != want && !strings.HasPrefix(got, want+", ") {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Every half-year under the filters that has a record is in the dates, and no other.
func TestTheTimesShownAreThoseOfTheRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		var want, got []int
		records, _, _ := e.Explain(q, d.Len())
		for _, i := range records {
			p := d.Record(i).Period
			for s := p.Slot(); s < p.Slot()+p.Slots(); s++ {
				want = append(want, s)
			}
		}
		for _, s := range e.Shown(q) {
			for half := s.from; half < s.to; half++ {
				got = append(got, half)
			}
		}
		slices.Sort(want)
		if want = slices.Compact(want); !slices.Equal(got, want) {
			questions.Fail(t, d, q, "shown are the half-years %v, there are records of %v", got, want)
		}
	})
}

func TestAHeadlineFitsAndKeepsItsDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.VocabularyOf(d).DrawInAView(t).Canonical(d)
		h, f := NewEngine(d).Headline(q), Format{ASCII: rapid.Bool().Draw(t, "ascii")}
		for w := 1; w < 120; w++ {
			text := h.Fit(w, f)
			if utf8.RuneCountInString(text) > w {
				t.Fatalf("on %d cells stands %q", w, text)
			}
			first, last := h.forms[0].when, h.forms[len(h.forms)-1].when
			if w > utf8.RuneCountInString(last)+8 && !strings.HasSuffix(text, first) && !strings.HasSuffix(text, last) {
				t.Fatalf("%q on %d cells has lost its date: %q", h, w, text)
			}
			if w >= utf8.RuneCountInString(h.String()) && text != h.String() {
				t.Fatalf("%q on %d cells is %q", h, w, text)
			}
		}
	})
}

func TestAHeadlineNamesARateByItsLabelBeforeItIsCut(t *testing.T) {
	e := NewEngine(raw.Dataset())
	for text, want := range map[string]string{
		"view=trend by=publisher publisher=microsoft period=2013-H1..2025-H1 measure=content_rate": "Content rate of requests to Microsoft, 2013 to mid-2025",
		"measure=disclosed_rate period=2012":             "Share of requests to Microsoft in which data was disclosed, 2012",
		"measure=disclosed_rate period=2013-H2..2016-H2": "Disclosed rate of requests to Microsoft, mid-2013 to 2016",
	} {
		q, err := query.Parse(text, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Headline(q).Fit(73, Format{}); got != want {
			t.Errorf("%q is headed %q; want %q", text, got, want)
		}
	}
}
