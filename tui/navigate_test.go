package tui_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"daylight/model/query"
	"daylight/tui/internal/tuitest"
)

// ways are the views from which enter opens a country, with keys that lead away
// from where each of them begins.
var ways = []struct {
	key, query string
	keys       []string
}{
	{"1", "", []string{"j", "j", "l"}},
	{"1", "sort=country top=20", []string{"G", "l", "l"}},
	{"1", "search=an", []string{"j"}},
	{"2", "view=trend", []string{"j", "h", "h"}},
	{"2", "view=trend pins=FR,RU,UT period=2002", []string{"j", "j", "h"}},
	{"3", "view=map", []string{"j", "l"}},
	{"4", "view=matrix", []string{"j", "j", "h"}},
	{"4", "view=matrix sort=-2002-H1", []string{"G", "k", "h"}},
	{"5", "view=compare pins=ER,RU,UT", []string{"l", "j"}},
	{"5", "view=compare", []string{"l", "l", "j", "j"}},
}

func TestEnterOpensACountryAndEscComesBackExactly(t *testing.T) {
	for _, way := range ways {
		for _, size := range [][2]int{{160, 50}, {120, 24}, {80, 24}, {50, 20}, {40, 10}} {
			t.Run(fmt.Sprintf("%s at %v", way.query, size), func(t *testing.T) {
				d := tuitest.Sit(t, size[0], size[1], way.query, tuitest.Everything()).Press(way.keys...)
				before, screen := d.Session(), d.String()
				asked := d.Query()
				d.Press("enter")
				if q := d.Query(); q.View != query.CountryView || !q.Period.Equal(asked.Period) || !q.Country.Equal(asked.Country) {
					t.Fatalf("enter leads to %q:\n%s", q, d)
				}
				subject := d.Engine.Profile(d.Query()).Subject
				if asked.Select != "" && subject.Code != asked.Select {
					t.Errorf("selected was %s, the profile is about %s", asked.Select, subject.Code)
				}
				d.Shows(subject.Name[:min(len(subject.Name), 30)]) // a longer one may be cut
				// Where it is left is where esc comes back to.
				d.Press("j", "j")
				profile, page := d.Session(), d.String()
				d.Press("enter")
				if q := d.Query(); q.View != query.ExploreView || q.By != query.ByPeriod || !q.Country.Equal(query.Filter{Mode: query.Only, IDs: []string{subject.Code}}) {
					t.Errorf("enter again leads to %q", q)
				}
				d.Press("j", "esc")
				if !reflect.DeepEqual(d.Session(), profile) || d.String() != page {
					t.Errorf("esc comes back to\n%sit was\n%s", d, page)
				}
				d.Press("esc")
				if !reflect.DeepEqual(d.Session(), before) || d.String() != screen {
					t.Errorf("esc comes back to %+v\n%sit was %+v\n%s", d.Session(), d, before, screen)
				}
				d.Press("u").Press("U")
				if d.String() != screen {
					t.Errorf("u and U lead to\n%sit was\n%s", d, screen)
				}
			})
		}
	}
}

func TestUndoAndRedoGoThroughTheProfile(t *testing.T) {
	for _, way := range ways {
		d := tuitest.Sit(t, 120, 36, way.query, tuitest.Everything()).Press(way.keys...)
		var screens, questions []string
		remember := func() { screens, questions = append(screens, d.String()), append(questions, d.Query().String()) }
		remember()
		d.Press("enter")
		remember()
		d.Press("enter")
		remember()
		for i := len(screens) - 2; i >= 0; i-- {
			if d.Press("u"); d.String() != screens[i] || d.Query().String() != questions[i] {
				t.Errorf("%q: u leads to %q, it was %q:\n%s", way.query, d.Query(), questions[i], d)
			}
		}
		for i := 1; i < len(screens); i++ {
			if d.Press("U"); d.String() != screens[i] || d.Query().String() != questions[i] {
				t.Errorf("%q: U leads to %q, it was %q:\n%s", way.query, d.Query(), questions[i], d)
			}
		}
	}
}

func TestViewKeysShowTheSameRow(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "select=ER", tuitest.Everything())
	for _, key := range []string{"6", "2", "3", "4", "5", "1", "6", "5", "4", "3", "2", "1"} {
		if d.Press(key); d.Query().Select != "ER" {
			t.Errorf("after %s the row is %q", key, d.Query().Select)
		}
		d.Shows("Erewhon")
	}
	if !strings.HasPrefix(d.Selected(), "Erewhon") {
		t.Errorf("in the end the cursor is on %q", d.Selected())
	}
}

func TestFromARowThatIsNoCountryAProfileIsStillAboutOne(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "by=service", tuitest.Everything()).Press("j", "6")
	d.Asks("view=country by=service").Shows("Ruritania   North")
	d.Press("1").Asks("by=service")
	if !strings.HasPrefix(d.Selected(), "Voice") {
		t.Errorf("back in explore the cursor is on %q", d.Selected())
	}
}

func TestRecordsOfAProfileAreThoseItCounts(t *testing.T) {
	d := tuitest.Sit(t, 120, 80, "view=country select=UT", tuitest.Everything())
	d.Shows("all 5 records: 7")
	screen := d.String()
	d.Press("7").Asks("view=records country=UT").Hides("Ruritania")
	if n := d.Engine.Listing(d.Query()).Len(); n != 5 {
		t.Errorf("%d records are listed", n)
	}
	if d.Press("esc"); d.String() != screen {
		t.Errorf("esc comes back to\n%s", d)
	}
	d.Press("8").Asks("view=sources country=UT").Press("esc").Asks("view=country")
}

func TestSearchAndTopLeaveTheProfileItsRank(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "search=el", tuitest.Everything())
	first := d.Selected()
	d.Press("enter").Asks("view=country") // what is opened is one row, whatever found it
	name, _, _ := strings.Cut(first, "  ")
	d.Shows(name, "of 32")
	d = tuitest.Sit(t, 120, 36, "view=country search=el", tuitest.Everything())
	d.Press("l", "l", "l", "l", "l", "l", "l", "l") // over those that are found
	if p := d.Engine.Profile(d.Query()); !strings.Contains(strings.ToLower(p.Subject.Name), "el") {
		t.Errorf("turned beyond what is found: %s", p.Subject.Name)
	}
	d.Shows("is the last of these countries")
}

func TestTheHelpLineOfAProfileSaysWhatItsKeysDo(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=country", tuitest.Everything())
	for _, word := range []string{"country", "scroll", "enter over time", "[ ] period", "7 records", "8 sources", "m measure", "i source", "? help"} {
		if !strings.Contains(d.Last(), word) {
			t.Errorf("%q is not in %q", word, d.Last())
		}
	}
}

func TestWhatAMenuShowsBehindItIsWhatItDoes(t *testing.T) {
	for _, view := range query.Views() {
		for _, menu := range menus {
			for lines := 1; lines < 9; lines++ {
				d := tuitest.Sit(t, 100, 30, "view="+view.String(), tuitest.Everything()).Press("j", "j", "l", "j", "j", menu)
				for range lines {
					d.Press("down")
				}
				if !d.Previews() {
					continue
				}
				behind := d.Scene()
				d.Press("enter")
				if s := d.Scene(); !s.Query.Equal(behind.Query) || s.Cursor != behind.Cursor || s.Gone != behind.Gone {
					t.Errorf("%s, %s and %d times down show %q, row %d; enter leads to %q, row %d",
						view, menu, lines, behind.Query, behind.Cursor, s.Query, s.Cursor)
				}
			}
		}
	}
}

func TestWhatAPickerShowsBehindItLeavesNoTrace(t *testing.T) {
	for _, view := range query.Views() {
		d := tuitest.Sit(t, 100, 20, "view="+view.String(), tuitest.Everything()).Press("G", "k", "k", "k", "k", "k", "k", "h")
		before := d.State()
		d.Press("c").Type("rur").Press("space").Resize(100, 20)
		if d.Press("esc"); !reflect.DeepEqual(d.State(), before) {
			t.Errorf("in %s the session is %+v, it was %+v", view, d.Session(), before.Session)
		}
	}
}

func TestTheWheelEndsASearchAsArrowsDo(t *testing.T) {
	for _, view := range query.Views() {
		d := tuitest.Sit(t, 100, 30, "view="+view.String(), tuitest.Everything()).Press("/").Type("an").Wheel(1)
		if q := d.Query(); d.Scene().Busy || q.Search != "an" {
			t.Errorf("in %s the wheel leaves the question %q", view, q)
		}
	}
}
