package answer

import (
	"reflect"
	"slices"
	"testing"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestClassesAreThoseThatOneFindsByHand(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for _, text := range []string{
		"", "period=2012", "measure=accounts period=2012", "measure=content_rate", "measure=disclosed_rate publisher=google", "measure=per_million",
		"measure=rejected_rate", "measure=change period=2014-H1", "measure=share publisher=all", "measure=accounts_per_request", "country=US", "country=US,GB",
		"publisher=apple", "outcome=content", "outcome=rejected period=2013",
	} {
		q, err := query.Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		rows := e.Result(q).Rows
		want, zero, missing := classedByHand(rows, q.Measure)
		got := e.Classes(q)
		if got.Zero != len(zero) || got.NotReported != len(missing) {
			t.Errorf("%q: %d zeros and %d not reported, want %d and %d", text, got.Zero, got.NotReported, len(zero), len(missing))
		}
		for _, id := range zero {
			if got.Of(id) != ExactlyZero {
				t.Errorf("%q: zero of %s stands as %d", text, id, got.Of(id))
			}
		}
		for _, id := range missing {
			if got.Of(id) != NotReported {
				t.Errorf("%q: %s, not reported, stands as %d", text, id, got.Of(id))
			}
		}
		counted := make([]int, len(got.List))
		for id, class := range want {
			if got.Of(id) != Classed+Standing(class) {
				t.Errorf("%q: %s stands as %d, want class %d", text, id, got.Of(id), class)
				continue
			}
			counted[class]++
			c := got.List[class]
			at := slices.IndexFunc(rows, func(r Row) bool { return r.ID == id })
			if v := rows[at].Figures[q.Measure].Value(q.Measure); v < c.Least.Value(q.Measure) || v > c.Greatest.Value(q.Measure) {
				t.Errorf("%q: %s has %v, outside its class", text, id, v)
			}
		}
		for i, c := range got.List {
			if c.Countries != counted[i] || c.Countries == 0 {
				t.Errorf("%q: class %d counts %d countries, it has %d", text, i, c.Countries, counted[i])
			}
			if i > 0 && (c.Least.Value(q.Measure) <= got.List[i-1].Greatest.Value(q.Measure) || c.Tone <= got.List[i-1].Tone) {
				t.Errorf("%q: class %d does not lie above the one before it", text, i)
			}
			if c.Tone < 0 || c.Tone > 4 {
				t.Errorf("%q: class %d has tone %d", text, i, c.Tone)
			}
		}
		if got.Of("ZZ") != NoRecord || got.Of("nowhere") != NoRecord {
			t.Errorf("%q: what is no country has a class", text)
		}
	}
}

func TestSearchAndTopLeaveClassesAsTheyAre(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	all := e.Classes(query.Query{})
	for _, text := range []string{"top=3", "search=united", "view=map measure=requests search=united top=1"} {
		q, err := query.Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		some := e.Classes(q)
		if !slices.Equal(some.List, all.List) || some.Of("GB") != all.Of("GB") || some.Of("DE") != all.Of("DE") {
			t.Errorf("%s changes the classes", text)
		}
	}
}

func TestALowerBoundOfZeroIsNotZero(t *testing.T) {
	for _, c := range []struct {
		f      Figure
		column report.Column
		want   bool
	}{
		{Figure{Reported: true}, report.Requests, true},
		{Figure{Reported: true, Marks: Floor}, report.Requests, false},
		{Figure{Reported: true, Hi: 9}, report.Requests, false},
		{Figure{Reported: true}, report.ContentRate, true},
		{Figure{Reported: true, Marks: Approx}, report.ContentRate, false},
		{Figure{Reported: true, Marks: Part, Covers: 0.5}, report.ContentRate, true},
		{Figure{Reported: true}, report.Change, false},
	} {
		if got := isZero(c.f, c.column); got != c.want {
			t.Errorf("%+v of %s counts as zero: %v", c.f, c.column, got)
		}
	}
}

// classedByHand puts countries into classes straight from the definition: rank
// the figures other than zero; the k-th class ends where k fifths of the
// countries are reached, and equal figures stay together.
func classedByHand(rows []Row, c report.Column) (classes map[string]int, zero, missing []string) {
	type valued struct {
		id    string
		value float64
	}
	var list []valued
	for _, r := range rows {
		f := r.Figures[c]
		switch {
		case r.ID == report.NotItemised:
		case !f.Reported:
			missing = append(missing, r.ID)
		case c != report.Change && f.Value(c) == 0 && f.Hi == 0 && f.Marks&^Part == 0:
			zero = append(zero, r.ID)
		default:
			list = append(list, valued{r.ID, f.Value(c)})
		}
	}
	slices.SortFunc(list, func(a, b valued) int {
		if a.value < b.value {
			return -1
		} else if a.value > b.value {
			return 1
		}
		return 0
	})
	classes = map[string]int{}
	class, last := 0, 0
	for i, v := range list {
		// A class is full when its fifth of the countries, rounded up, is in it.
		if full := i*5 >= (class+1)*len(list); i > 0 && full && v.value != list[i-1].value {
			for i*5 >= (class+1)*len(list) {
				class++
			}
			last++
		}
		classes[v.id] = last
	}
	return classes, zero, missing
}

// An order by a rate hides rows of few requests; what is classed under it is not what is classed under another.
func TestClassesOfWhatPlaysAreThoseOfTheRowsThatStand(t *testing.T) {
	ask := func(text string) query.Query {
		q := samples.Must(query.Parse(text, raw.Dataset()))
		q.Playing = query.Playing{Periods: samples.Must(query.Parse("period=2012..2014", raw.Dataset())).Period}
		return q
	}
	e := NewEngine(raw.Dataset())
	few := e.Classes(ask("view=map measure=requests sort=-content_rate period=2013-H1"))
	all := e.Classes(ask("view=map measure=requests period=2013-H1"))
	if fresh := NewEngine(raw.Dataset()).Classes(ask("view=map measure=requests period=2013-H1")); !reflect.DeepEqual(all, fresh) {
		t.Errorf("after another order the classes are %+v; alone they are %+v", all.List, fresh.List)
	}
	if reflect.DeepEqual(few.List, all.List) {
		t.Error("under an order by a rate as many countries are classed: is any hidden?")
	}
}
