package query

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/samples"
	"daylight/model/report"
)

// drawCanonical draws any query that Parse can return.
func drawCanonical(t *rapid.T, d *report.Dataset) Query {
	q := Query{
		View:    rapid.SampledFrom(Views()).Draw(t, "view"),
		By:      rapid.SampledFrom(Dimensions()).Draw(t, "by"),
		Measure: rapid.SampledFrom(report.Measures()).Draw(t, "measure"),
		Scale:   Scale(rapid.IntRange(0, numScales-1).Draw(t, "scale")),
		Top:     rapid.SampledFrom([]int{0, 1, 20, 1 << 40}).Draw(t, "top"),
		Search:  drawText().Draw(t, "search"),
		Sort: Sort{
			Set:        rapid.Bool().Draw(t, "sorted"),
			Key:        rapid.Bool().Draw(t, "by its name"),
			Column:     report.Column(rapid.IntRange(0, report.NumColumns-1).Draw(t, "sort")),
			Descending: rapid.Bool().Draw(t, "descending"),
		},
	}
	for _, b := range Dimensions() {
		if f := q.Filter(b); f != nil {
			f.Mode = rapid.SampledFrom([]FilterMode{Default, All, Only, Except}).Draw(t, b.String())
			f.IDs = rapid.SliceOfN(rapid.SampledFrom(IDs(d, b)), 0, 3).Draw(t, b.String()+" ids")
		}
	}
	q.Period = PeriodFilter{
		Except: rapid.Bool().Draw(t, "period except"),
		Ranges: rapid.SliceOfN(drawRange(), 0, 3).Draw(t, "period"),
	}
	row := rapid.OneOf(rapid.SampledFrom(IDs(d, q.By)), drawText().Filter(func(s string) bool {
		return len(Matching(d, q.By, s)) == 0
	}))
	q.Select = rapid.OneOf(rapid.Just(""), row).Draw(t, "select")
	q.Pins = rapid.SliceOfN(row, 0, 3).Draw(t, "pins")
	return q.Canonical(d)
}

func drawText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringMatching(`[ab,!+%=\-\. \t\n\x{00}\x{1b}\x{7f}\x{85}\x{a0}\x{2028}\x{202e}éß日]{1,6}`),
		rapid.SampledFrom([]string{"all", "ALL", "none", "!", "-", "%41", "%", "\xff"}),
	)
}

func drawRange() *rapid.Generator[report.PeriodRange] {
	period := rapid.Custom(func(t *rapid.T) report.Period {
		return report.Period{Year: rapid.IntRange(2010, 2014).Draw(t, "year"), Half: rapid.IntRange(0, 2).Draw(t, "half")}
	})
	return rapid.Custom(func(t *rapid.T) report.PeriodRange {
		r := report.PeriodRange{From: period.Draw(t, "from"), To: period.Draw(t, "to")}
		switch rapid.IntRange(0, 3).Draw(t, "form") {
		case 0:
			r.From = report.Period{}
		case 1:
			r.To = report.Period{}
		case 2:
			r.From = r.To
		}
		return r
	}).Filter(func(r report.PeriodRange) bool {
		_, err := report.ParsePeriodRange(r.String())
		return err == nil
	})
}

func TestAMapThatNamesNoMeasureIsPerMillion(t *testing.T) {
	for text, want := range map[string]Query{
		"view=map":                  {View: MapView, Measure: report.PerMillion},
		"view=map measure=requests": {View: MapView},
		"measure=per_million":       {Measure: report.PerMillion},
		"":                          {},
	} {
		q, err := Parse(text, samples.Dataset(t))
		if err != nil || !q.Equal(want) || q.String() != text {
			t.Errorf("%q asks %+v and is written %q, %v", text, q, q, err)
		}
	}
	for text, want := range map[string]string{
		"measure=per_million view=map":           "view=map",
		"view=map sort=-per_million":             "view=map",
		"sort=-measure view=map":                 "view=map",
		"sort=measure view=map measure=requests": "view=map measure=requests sort=requests",
	} {
		if q, err := Parse(text, samples.Dataset(t)); err != nil || q.String() != want {
			t.Errorf("%q is written %q, want %q, %v", text, q, want, err)
		}
	}
}

func TestParseReadsBackWhatStringPrints(t *testing.T) {
	d := samples.Dataset(t)
	rapid.Check(t, func(t *rapid.T) {
		q := drawCanonical(t, d)
		text := q.String()
		again, err := Parse(text, d)
		if err != nil || !again.Equal(q) {
			t.Fatalf("%q is read as %q, %v", text, again, err)
		}
	})
}

func TestCanonicalIsCanonical(t *testing.T) {
	d := samples.Dataset(t)
	rapid.Check(t, func(t *rapid.T) {
		q := drawCanonical(t, d)
		if again := q.Canonical(d); !again.Equal(q) {
			t.Fatalf("%q becomes %q", q, again)
		}
	})
}

func TestCanonicalLeavesSharedListsAlone(t *testing.T) {
	d := samples.Dataset(t)
	q := Query{
		Country: Filter{Only, []string{"US", "FR", "US"}},
		Period:  PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2013}, To: report.Period{Year: 2013}}, {From: report.Period{Year: 2012}, To: report.Period{Year: 2012}}}},
		Pins:    []string{"b", "", "a"},
	}
	if got, want := q.Canonical(d).String(), "country=FR,US period=2012,2013 pins=a,b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !slices.Equal(q.Country.IDs, []string{"US", "FR", "US"}) || q.Period.Ranges[0].From.Year != 2013 || !slices.Equal(q.Pins, []string{"b", "", "a"}) {
		t.Errorf("the query it was called on became %+v", q)
	}
}

func TestAChoiceOfNothingIsNoChoice(t *testing.T) {
	q := Query{Service: Filter{Mode: Only}, Type: Filter{Mode: Except}, Period: PeriodFilter{Except: true}, Top: -1}
	if got := q.Canonical(samples.Dataset(t)); !got.Equal(Query{}) {
		t.Errorf("got %q", got)
	}
}

// A user's data may call a service "all"; key=all is something else.
func TestAThingCalledAllIsNotEverything(t *testing.T) {
	tables := samples.Tables()
	tables.Services = append(tables.Services, report.Service{Publisher: "google", ID: "all"})
	d, err := report.NewDataset(tables, report.Columns{})
	if err != nil {
		t.Fatal(err)
	}
	q := Query{Service: Filter{Only, []string{"all"}}}
	if got, want := q.String(), "service=%61ll"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
	if again, err := Parse(q.String(), d); err != nil || !again.Equal(q) {
		t.Errorf("%q is read as %+v, %v", q, again.Service, err)
	}
}

func TestStringIsLean(t *testing.T) {
	q, err := Parse("service=skype country=GB,US sort=-accounts search=turkey select=TR", samples.Dataset(t))
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() { _ = q.String() }); n > 2 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkParse(b *testing.B) {
	d := samples.Dataset(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("service=skype country=GB,turkey period=2012..2014-H2 by=period sort=-accounts", d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkString(b *testing.B) {
	q := Query{Service: Filter{Only, []string{"skype"}}, Country: Filter{Only, []string{"GB", "TR"}}, By: ByPeriod, Search: "turkey"}
	b.ReportAllocs()
	for b.Loop() {
		_ = q.String()
	}
}
