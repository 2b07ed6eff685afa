package answer

import (
	"testing"
	"unicode/utf8"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestTheLongestNamesAreAsLongAsAnyListed(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	names := map[string]string{}
	for _, c := range d.Countries {
		names[c.Code] = c.Name
	}
	for _, text := range []string{"", "publisher=all type=all", "publisher=apple type=all", "country=FR,DE", "publisher=microsoft"} {
		l := e.Listing(samples.Must(query.Parse("view=records "+text, d)))
		longest := map[report.Field]string{}
		for i := range l.All() {
			r := d.Record(i)
			for f, name := range map[report.Field]string{
				report.PublisherField: r.Publisher, report.ServiceField: r.Service, report.TypeField: r.Type, report.SourceField: r.Source, report.CountryField: names[r.Country],
			} {
				if utf8.RuneCountInString(name) > utf8.RuneCountInString(longest[f]) {
					longest[f] = name
				}
			}
		}
		for f, name := range longest {
			got := l.Longest(f)
			if n, most := utf8.RuneCountInString(got), utf8.RuneCountInString(name); n < most || n > most && f != report.CountryField {
				t.Errorf("%q: the longest %s is %q, and %q is listed", text, f, got, name)
			}
		}
		if got := l.Longest(report.RequestsField); got != "" {
			t.Errorf("numbers have the name %q", got)
		}
	}
	fr := e.Listing(samples.Must(query.Parse("view=records country=FR", d)))
	if got := fr.Longest(report.CountryField); got != "France" {
		t.Errorf("of France alone the longest name is %q", got)
	}
}
