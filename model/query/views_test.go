package query

import (
	"testing"

	"daylight/model/internal/samples"
)

func TestEveryViewHasARowThatSaysWhatItShows(t *testing.T) {
	names, keys := map[string]bool{}, map[string]bool{}
	for _, v := range Views() {
		name, key := v.String(), v.Key()
		if name == "" {
			t.Fatalf("view %d has no row in views: it has no name, and shows nothing", v)
		}
		if names[name] || len(key) != 1 || keys[key] {
			t.Errorf("the view %q has the key %q: each has a name and one key of its own", name, key)
		}
		names[name], keys[key] = true, true
		kinds := 0
		for _, is := range []bool{v.Groups(), v.OneCountry(), v.SearchesText(), v.OfPublishers()} {
			if is {
				kinds++
			}
		}
		if kinds != 1 {
			t.Errorf("the %s view shows the groups of the question, or one country, or texts, or publishers: it is %d of these", name, kinds)
		}
		if !v.Groups() && (v.Few() || v.OverPeriods() || v.OnlyCountries()) || !v.SearchesText() && (v.Records() || v.Fixed() && v.Groups()) {
			t.Errorf("the %s view says of its rows what it has not", name)
		}
		if q, err := Parse("view="+name, samples.Dataset(t)); err != nil || q.View != v || v.First() != (q.String() == "") {
			t.Errorf("view=%s is read as %v, %v", name, q.View, err)
		}
	}
}
