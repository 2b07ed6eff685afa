package answer

import (
	"slices"
	"strings"
	"testing"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestTheReferenceHoldsEverythingOnceAndWhatMattersFirst(t *testing.T) {
	d := raw.Dataset()
	for _, text := range []string{"", "publisher=all", "country=US period=2013-H2", "publisher=apple by=type type=all", "country=KP"} {
		e := NewEngine(d)
		q := samples.Must(query.Parse(text, d))
		seen := map[EntryKind]map[string]int{}
		var sections []string
		for _, en := range e.Reference(q) {
			if seen[en.Kind] == nil {
				seen[en.Kind] = map[string]int{}
			}
			seen[en.Kind][en.Publisher+" "+en.ID]++
			if !slices.Contains(sections, en.Section) {
				sections = append(sections, en.Section)
			} else if sections[len(sections)-1] != en.Section {
				t.Fatalf("%q: the section %q is in two places", text, en.Section)
			}
			if en.Label == "" || strings.ContainsAny(en.Label, "\n") {
				t.Errorf("%q: %s has the label %q", text, en.ID, en.Label)
			}
		}
		for kind, list := range seen {
			for id, n := range list {
				if n != 1 {
					t.Errorf("%q: %v %s stands %d times", text, kind, id, n)
				}
			}
		}
		if got, want := len(seen[SourceEntry]), len(d.Sources); got != want {
			t.Errorf("%q: %d sources of %d", text, got, want)
		}
		if got, want := len(seen[NoteEntry]), len(d.Notes); got < want {
			t.Errorf("%q: %d notes of %d", text, got, want)
		}
		asked := e.Publishers(q)
		types, services := 0, 0
		for _, ty := range d.Types {
			if slices.Contains(asked, ty.Publisher) {
				types++
			}
		}
		for _, s := range d.Services {
			if slices.Contains(asked, s.Publisher) {
				services++
			}
		}
		if len(seen[TypeEntry]) != types || len(seen[ServiceEntry]) != services || len(seen[OutcomeEntry]) != len(report.Outcomes()) {
			t.Errorf("%q: %d types of %d, %d services of %d, %d outcomes", text,
				len(seen[TypeEntry]), types, len(seen[ServiceEntry]), services, len(seen[OutcomeEntry]))
		}
	}
}

func TestSourcesSayHowManyRecordsOfTheViewTheyPrinted(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for _, text := range []string{"", "country=GB", "publisher=all period=2015-H1..2016-H2"} {
		q := samples.Must(query.Parse(text, d))
		want := map[string]int{}
		for _, i := range e.Records(q) {
			want[d.Record(i).Source]++
		}
		for _, en := range e.Reference(q) {
			if en.Kind != SourceEntry {
				continue
			}
			if en.Records != want[en.ID] {
				t.Errorf("%q: %s printed %d records, the entry says %d", text, en.ID, want[en.ID], en.Records)
			}
			if behind := en.Section == "Sources of these figures"; behind != (want[en.ID] > 0) {
				t.Errorf("%q: %s stands under %q", text, en.ID, en.Section)
			}
		}
	}
}

func TestAnEntryLeadsToAsManyRecordsAsItSays(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for text, kinds := range map[string][]EntryKind{
		"publisher=all type=all": {SourceEntry, TypeEntry},
		"publisher=all":          {ServiceEntry},
	} {
		told := 0
		for _, en := range e.Reference(samples.Must(query.Parse(text, d))) {
			if !slices.Contains(kinds, en.Kind) {
				continue
			}
			told += en.Records
			n := e.Result(en.Question).Total.Records
			if en.Kind == SourceEntry {
				n = e.Listing(en.Question).Len()
			}
			if n != en.Records {
				t.Errorf("%s has %d records and leads to %d, of %q", en.ID, en.Records, n, en.Question)
			}
		}
		if told == 0 {
			t.Errorf("%q: no entry tells how many records it has", text)
		}
	}
}
