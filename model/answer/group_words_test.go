package answer

import (
	"slices"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// grouped is a dataset with two groups of countries.
func grouped(t *testing.T) *report.Dataset {
	t.Helper()
	tables := samples.MadeUpTables("microsoft")
	tables.Members = []report.Member{
		{Group: "north", Label: "The North Sea", Country: "GB"},
		{Group: "eu", Label: "European Union", Country: "GB", To: report.Date{Year: 2020, Month: 1, Day: 31}},
		{Group: "north", Label: "The North Sea", Country: "TR", From: report.Date{Year: 2013, Month: 1, Day: 1}},
	}
	return samples.MadeUp(t, tables, "microsoft 2001 mail GB legal-process requests=1\n")
}

func TestAGroupIsFoundByItsIDAndItsLabel(t *testing.T) {
	d := grouped(t)
	if got, want := query.IDs(d, query.ByGroup), []string{"eu", "north", report.NoGroup}; !slices.Equal(got, want) {
		t.Errorf("a query may name the groups %v, want %v", got, want)
	}
	for text, want := range map[string]string{
		"group=EU":                   "group=eu",
		"group=european+union":       "group=eu",
		"group=the+north+sea,eu":     "group=eu,north",
		"group!=none":                "group!=none",
		"group=in+none+of+these":     "group=none",
		"group=north,north by=group": "group=north by=group",
	} {
		q, err := query.Parse(text, d)
		if err != nil || q.String() != want {
			t.Errorf("%q was read as %q (%v), want %q", text, q, err, want)
		}
	}
	for word, want := range map[string]string{"eu": "group=eu", "Northh": "group=north", "group=european union": "group=european+union"} {
		_, err := query.Parse(word, d)
		if err == nil || err.(*query.ParseError).Nearest != want {
			t.Errorf("%q: %v, want %q named", word, err, want)
		}
	}
}

func TestAGroupIsCalledByItsLabel(t *testing.T) {
	e := NewEngine(grouped(t))
	for id, want := range map[string]string{"eu": "European Union", "north": "The North Sea", report.NoGroup: "In none of these", "g9": "g9"} {
		if got := e.Name(query.Query{}, query.ByGroup, id); got != want {
			t.Errorf("the group %s is called %q, want %q", id, got, want)
		}
	}
}

func TestWithoutGroupsEveryCountryIsInNone(t *testing.T) {
	if got := query.IDs(samples.Dataset(t), query.ByGroup); !slices.Equal(got, []string{report.NoGroup}) {
		t.Errorf("data without groups lists %v", got)
	}
}
