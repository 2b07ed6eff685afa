package records_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/records"
)

func TestRecordsAtEverySize(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int
		options     tui.Options
		keys        []string
	}{
		{name: "160x50", w: 160, h: 50, keys: []string{"down", "down"}},
		{name: "120x36", w: 120, h: 36, keys: []string{"down", "down"}},
		{name: "120x36_ascii", w: 120, h: 36, options: tui.Options{ASCII: true}, keys: []string{"down", "down"}},
		{name: "80x24", w: 80, h: 24, keys: []string{"down", "down"}},
		{name: "50x20", w: 50, h: 20, keys: []string{"down", "down"}},
		{name: "36x9", w: 36, h: 9, keys: []string{"down", "down"}},
		{name: "plain", w: 120, h: 36, options: tui.Options{Plain: true}, keys: []string{"down", "l", "l"}},
		{name: "of_all_publishers", query: "publisher=all type=all pins=RU,UT", w: 120, h: 36, keys: []string{"G"}},
		{name: "highlighted", query: "sort=-requests", w: 100, h: 30, options: tui.Options{Highlight: []string{"UT", "ER"}}},
		{name: "axes", w: 100, h: 30, options: tui.Options{Axes: true}},
		{name: "scrolled_sideways", query: "publisher=all sort=-requests", w: 120, h: 36, keys: slices.Repeat([]string{"l"}, 17)},
		{name: "search_without_a_match", query: "search=nowhere", w: 120, h: 36},
		{name: "no_record", query: "country=UT type=emergency period=2001", w: 80, h: 24},
		{name: "one_record", query: "service=voice country=UT", w: 120, h: 36, keys: []string{"l", "l", "l", "l", "l"}},
		{name: "whole_record", query: "service=voice", w: 120, h: 36, keys: []string{"enter"}},
		{name: "zoomed", query: "by=service", w: 80, h: 24, keys: []string{"z"}},
		{name: "found", query: "search=land publisher=all", w: 64, h: 18, keys: []string{"j"}},
		{name: "sums_scrolled", query: "search=u publisher=all", w: 90, h: 22, keys: []string{"pgdown", "l", "l", "l", "l", "l", "l"}},
		{name: "sums_of_floors", query: "country=FL,SU,MI", w: 100, h: 14},
		{name: "whole_record_50x20", query: "country=FL", w: 50, h: 20, keys: []string{"G", "enter"}},
		{name: "plain_record", query: "service=voice", w: 80, h: 30, options: tui.Options{Plain: true}, keys: []string{"enter"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, "view=records "+c.query, c.options).Press(c.keys...).String())
		})
	}
	t.Run("light", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 120, 36, "view=records pins=RU", tui.Options{Theme: "light"}).Press("down", "l").Styled())
	})
}

// drawnRecord is what stands on the screen for one record.
type drawnRecord struct {
	Index int // in the dataset
	Cells map[report.Field]drawnCell
}

// drawnCell is what stands under the head of a field, as a file writes it: of
// numbers the separators are left out, and what is not reported is empty.
type drawnCell struct {
	Text      string
	WorkedOut bool   // the mark stands behind it
	Unit      string // behind a number, where it is not that of its column
}

// readRecords reads the records off the screen.
func readRecords(d *tuitest.Desk) []drawnRecord {
	d.Helper()
	s := d.Scene()
	v, shown := s.Screen.(*records.Screen)
	if !shown {
		d.Fatalf("there are no records on the screen:\n%s", d)
	}
	lines := d.Screen()
	var drawn []drawnRecord
	for y := range min(v.Body.H, v.Listing.Len()-v.Top) {
		r := drawnRecord{v.Listing.At(v.Top + y), map[report.Field]drawnCell{}}
		for _, c := range v.Columns {
			cell := drawnCell{Text: tuitest.Cells(lines[v.Body.Y+y], c.X, c.W+1)}
			if c.Field.IsAmount() {
				cell.Text, cell.WorkedOut = strings.CutSuffix(cell.Text, string(d.Glyphs.WorkedOut))
				cell.Text, cell.Unit, _ = strings.Cut(cell.Text, " ")
				cell.Text = strings.ReplaceAll(strings.ReplaceAll(cell.Text, ",", ""), d.Glyphs.Range, "..")
				if cell.Text == string(d.Glyphs.Missing) {
					cell.Text = ""
				}
			}
			r.Cells[c.Field] = cell
		}
		drawn = append(drawn, r)
	}
	return drawn
}

// fieldUnderCursor is where h and l have led among the records.
func fieldUnderCursor(d *tuitest.Desk) report.Field {
	s := d.Scene()
	return s.Screen.(*records.Screen).Field
}

// onField goes to a field by the arrows.
func onField(d *tuitest.Desk, f report.Field) {
	d.Helper()
	d.Press(slices.Repeat([]string{"h"}, 20)...)
	for before := fieldUnderCursor(d); before != f; before = fieldUnderCursor(d) {
		if d.Press("l"); fieldUnderCursor(d) == before {
			d.Fatalf("%s cannot be reached:\n%s", f, d)
		}
	}
}

// isCut says whether a text stands whole, or cut with an ellipsis.
func isCut(d *tuitest.Desk, text, drawn string) bool {
	cut, ends := strings.CutSuffix(drawn, d.Glyphs.Ellipsis)
	return drawn == text || ends && strings.HasPrefix(text, strings.TrimSpace(cut))
}

// recordQueries ask for the made-up records in several orders.
var recordQueries = []string{
	"", "publisher=all type=all", "sort=-requests", "publisher=all sort=country", "search=land", "sort=-content period=2002-H1..", "type=all sort=note",
	"publisher=pigeon sort=-disclosed_percent", "by=service top=7",
}

func TestWhatIsDrawnIsWhatWasPrinted(t *testing.T) {
	records := tuitest.Records()
	random := rand.New(rand.NewPCG(1, 2))
	for i, query := range recordQueries {
		d := tuitest.Sit(t, 120, 36, "view=records "+query, tui.Options{ASCII: i%3 == 2})
		for range 12 {
			d.Resize(40+random.IntN(180), 10+random.IntN(40))
			for range random.IntN(8) {
				d.Press([]string{"l", "l", "h", "pgdown", "down", "G", "g"}[random.IntN(7)])
			}
			for _, drawn := range readRecords(d) {
				checkDrawn(t, d, drawn, records[drawn.Index])
			}
		}
	}
}

// checkDrawn compares what stands on the screen with a record.
func checkDrawn(t *testing.T, d *tuitest.Desk, drawn drawnRecord, r report.Record) {
	t.Helper()
	country, _ := d.Engine.Dataset().Country(r.Country)
	words := map[report.Field]string{
		report.PublisherField: r.Publisher, report.PeriodField: r.Period.String(), report.ServiceField: r.Service, report.CountryField: country.Name,
		report.TypeField: r.Type, report.SourceField: r.Source, report.NoteField: r.Note, report.StatusField: map[bool]string{true: "derived", false: "printed"}[r.Derived],
	}
	if len(drawn.Cells) == 0 {
		t.Errorf("nothing stands for %s %s", r.Country, r.Period)
	}
	for f, cell := range drawn.Cells {
		if want, isWord := words[f]; isWord {
			if cuttable := grid.Width(want) > 12; cell.Text != want && !(cuttable && isCut(d, want, cell.Text)) {
				t.Errorf("%d×%d %s: %s of %s %s stands as %q, it is %q", d.W, d.H, d.Query(), f, r.Country, r.Period, cell.Text, want)
			}
			continue
		}
		if want := r.Amount(f); cell.Text != want.String() {
			t.Errorf("%d×%d %s: %s of %s %s stands as %q, it is %q", d.W, d.H, d.Query(), f, r.Country, r.Period, cell.Text, want)
		} else if cell.WorkedOut != (r.Derived && want.Reported()) {
			t.Errorf("%s of %s %s: marked as worked out: %t", f, r.Country, r.Period, cell.WorkedOut)
		}
	}
}

func TestNoNumberOfARecordIsEverCut(t *testing.T) {
	for i, query := range []string{"", "publisher=all type=all sort=-requests", "country=RA,SU"} {
		d := tuitest.Sit(t, 120, 36, "view=records "+query, tui.Options{ASCII: i == 1})
		for w := scene.TinyWidth + i; w <= 200; w += 2 {
			d.Resize(w, 24)
			for _, key := range []string{"g", "l", "l", "l", "l"} {
				d.Press(key)
				for _, drawn := range readRecords(d) {
					r := d.Engine.Dataset().Record(drawn.Index)
					for f, cell := range drawn.Cells {
						if f.IsAmount() && cell.Text != r.Amount(f).String() && cell.Text != d.Glyphs.Ellipsis {
							t.Fatalf("%q %d cells wide: %s stands as %q, it is %q:\n%s", query, w, f, cell.Text, r.Amount(f), d)
						}
					}
				}
			}
		}
	}
}

func TestTheFieldUnderTheCursorIsInSight(t *testing.T) {
	for _, query := range recordQueries {
		for _, size := range [][2]int{{44, 16}, {60, 20}, {80, 24}, {120, 36}, {200, 50}} {
			d := tuitest.Sit(t, size[0], size[1], "view=records "+query, tui.Options{})
			seen := map[report.Field]bool{}
			for range 18 {
				f := fieldUnderCursor(d)
				cells := readRecords(d)[0].Cells
				if _, shown := cells[f]; !shown {
					t.Errorf("%q at %d×%d: %s is under the cursor and not on the screen:\n%s", query, d.W, d.H, f, d)
				}
				if _, shown := cells[report.CountryField]; !shown {
					t.Errorf("%q at %d×%d: whose records these are is not on the screen", query, d.W, d.H)
				}
				seen[f] = true
				d.Press("l")
			}
			if len(seen) != 18 {
				t.Errorf("%q: %d of 18 fields can be reached", query, len(seen))
			}
		}
	}
}

func TestRecordsAnswerWithTheOtherViews(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("down", "down", "7")
	if line := d.Selected(); !strings.Contains(line, "Erewhon") {
		t.Errorf("opened from the row of Erewhon, the cursor is on %q", line)
	}
	d.Press("down").Press("1")
	if line := d.Selected(); strings.Contains(line, "Erewhon") || !strings.Contains(line, "Freedonia") {
		t.Errorf("after the next record, that of Freedonia, the selected row is %q", line)
	}
	d.Press("7", "space")
	d.Shows("Pinned 1")
	dot := string(d.Glyphs.Entities[0])
	for _, line := range d.Screen()[5:25] {
		if strings.Contains(line, "Freedonia") != strings.Contains(line, dot) {
			t.Errorf("Freedonia is pinned, and a line is %q", line)
		}
	}
}

func TestRecordsOfTheSelectedRowAreMarked(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records sort=-requests", tui.Options{})
	for _, line := range d.Screen()[5:20] {
		if marked := strings.ContainsRune(line, d.Glyphs.VRule) || strings.ContainsRune(line, d.Glyphs.Cursor); marked != strings.Contains(line, "Ruritania") {
			t.Errorf("Ruritania is selected, and a line is %q", line)
		}
	}
}

func TestHeadsSortRecords(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records", tui.Options{}).Press("down", "down", "down")
	before := d.Selected()
	click := func(head string) *tuitest.Desk {
		_, y := d.Find("Country  ")
		return d.ClickAt(grid.Width(d.Screen()[y][:strings.Index(d.Screen()[y], head)])+1, y)
	}
	click("Requests").Asks("view=records sort=-requests")
	if now := d.Selected(); !sameWords(now, before) {
		t.Errorf("the cursor was on %q and is on %q", before, now)
	}
	d.Shows("Requests " + string(d.Glyphs.SortDown))
	click("Requests").Asks("view=records sort=requests")
	click("Country").Asks("view=records sort=country")
	d.Press("l", "S").Asks("view=records sort=service")
	d.Press("r").Asks("view=records sort=-service")
	d.Press("h", "h", "S").Asks("view=records")
}

// sameWords compares lines but for the room between words.
func sameWords(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

func TestAClickSelectsARecordAndAnotherOpensIt(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records", tui.Options{})
	x, y := d.Find("Freedonia")
	d.ClickAt(x, y)
	if line := d.Selected(); !strings.Contains(line, "Freedonia") || d.Scene().Busy {
		t.Errorf("one click: the cursor is on %q", line)
	}
	if fieldUnderCursor(d) != report.CountryField {
		t.Errorf("the cursor is on the field %s", fieldUnderCursor(d))
	}
	d.ClickAt(x, y).Shows("Freedonia (FR)", "Requests in 2001", "Typed in by hand.")
}

func TestTheWheelTurnsOverRecords(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records", tui.Options{}).Press("down", "down", "down", "down", "down", "down", "down")
	before := d.Selected()
	first := func() int { return d.Engine.Listing(d.Query()).Find(readRecords(d)[0].Index) }
	if d.Wheel(1); first() != scene.WheelStep || d.Selected() != before {
		t.Errorf("after a turn of the wheel the first record is %d, and the cursor is on %q after %q", first(), d.Selected(), before)
	}
	if d.Wheel(40); first()+len(readRecords(d)) != d.Engine.Listing(d.Query()).Len() {
		t.Errorf("at the end the first record on screen is %d", first())
	}
	if d.Selected() == "" {
		t.Error("the cursor is out of sight")
	}
	if d.Wheel(-80); first() != 0 {
		t.Errorf("at the beginning the first record on screen is %d", first())
	}
}

func TestARecordIsReadWhole(t *testing.T) {
	for _, key := range []string{"enter", "i"} {
		d := tuitest.Sit(t, 120, 50, "view=records service=voice country=UT", tui.Options{}).Press(key)
		d.Shows("Utopia (UT)", "Legal process (legal): Warrants and orders.", "Voice: Calls.", "300, worked out from the source", "not reported, which is never a zero",
			"the sum of two rows", "Requests in 2001", "https://example.org/2001", "Voice 2001 counts only requests that led to data.")
		d.Press("esc").Hides("Typed in by hand.")
	}
	d := tuitest.Sit(t, 120, 36, "view=records search=nowhere", tui.Options{}).Press("i")
	d.Shows("no record to open")
}

func TestNotesOfARecordAreThoseThatItLiesIn(t *testing.T) {
	for _, c := range []struct{ query, note, other string }{
		{"publisher=all search=pigeon", "", "Requests may ask"},
		{"country=RU", "Content means letters and calls.", "Voice 2001"},
		{"service=voice country=UT", "Voice 2001 counts only", "no note"},
	} {
		d := tuitest.Sit(t, 120, 60, "view=records "+c.query, tui.Options{}).Press("i")
		text := strings.Join(strings.Fields(strings.ReplaceAll(d.String(), "│", " ")), " ")
		if !strings.Contains(text, c.note) || strings.Contains(text, c.other) {
			t.Errorf("%s: the record is told with %q or without %q:\n%s", c.query, c.other, c.note, text)
		}
	}
}

func TestWhatIsListedIsAddedUp(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records period=2002-H1 service=mail country=RU,UT,RA", tui.Options{})
	lo, hi := 0, 0
	for _, r := range tuitest.Records() {
		if r.Publisher == "microsoft" && r.Period == (report.Period{Year: 2002, Half: 1}) && r.Service == "mail" && r.Type == "legal" && slices.Contains([]string{"RU", "UT", "RA"}, r.Country) {
			a, b := r.Counts[report.Requests].Bounds()
			lo, hi = lo+a, hi+b
		}
	}
	d.Shows(fmt.Sprintf(" %s–%s", d.Format.Count(int64(lo)), d.Format.Count(int64(hi))), "3 records")
	total := tuitest.Sit(t, 120, 36, "view=records", tui.Options{})
	want := total.Engine.Result(query.Query{}).Total
	total.Shows(total.Format.Figure(want.Figures[report.Requests], report.Requests), fmt.Sprintf("%d records", want.Records))
	filtered := tuitest.Sit(t, 120, 36, "view=records outcome=content", tui.Options{})
	filtered.Hides(filtered.Format.Figure(want.Figures[report.Requests], report.Requests))
	tuitest.Sit(t, 160, 50, "view=records type=all", tui.Options{}).Shows("not counted in totals")
}

// TestTheSumOfWhatIsListedStandsAboveThatOfAll looks for both sums under the
// requests wherever search or top hide records.
func TestTheSumOfWhatIsListedStandsAboveThatOfAll(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 14}} {
		for _, c := range []struct{ query, shown string }{{"search=erewhon", "4 shown"}, {"top=3", "first 3"}, {"search=nowhere", "0 shown"}} {
			d := tuitest.Sit(t, size[0], size[1], "view=records "+c.query, tui.Options{})
			q := d.Scene().Query
			own := d.Engine.ListedRequests(q)
			total := d.Engine.Result(query.Query{}).Total
			lines := strings.Split(d.String(), "\n")
			at := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, c.shown) })
			if at < 0 || at+1 == len(lines) {
				t.Errorf("%v %s: nothing says %q:\n%s", size, c.query, c.shown, d)
				continue
			}
			if want := d.Format.Figure(own, report.Requests); own.Reported && !strings.Contains(lines[at], " "+want) {
				t.Errorf("%v %s: what is shown does not add up to %s:\n%s", size, c.query, want, lines[at])
			}
			if want := fmt.Sprintf("%d records", total.Records); !strings.Contains(lines[at+1], want) || !strings.Contains(lines[at+1], d.Format.Figure(total.Figures[report.Requests], report.Requests)) {
				t.Errorf("%v %s: below stands no total of %s:\n%s", size, c.query, want, lines[at+1])
			}
		}
	}
	tuitest.Sit(t, 120, 36, "view=records", tui.Options{}).Hides(" shown")
}

func TestNoRecordSaysWhatToDo(t *testing.T) {
	tuitest.Sit(t, 80, 24, "view=records country=UT type=emergency period=2001", tui.Options{}).Shows("No record lies under these filters.", "0 removes them all")
	d := tuitest.Sit(t, 80, 24, "view=records search=nowhere", tui.Options{})
	d.Shows(`No record holds "nowhere"`, "esc ends the search")
	d.Press("down", "l", "G", "space", "S", "enter", "wheel")
	d.Press("esc").Hides("No record holds")
	tuitest.Sit(t, 80, 24, "view=records search=account", tui.Options{}).Shows("account is a column: sort=-accounts.")
}

func TestTheCellUnderTheCursorIsToldInFull(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records country=RA,SU period=2002-H1", tui.Options{})
	for f, want := range map[report.Field]string{
		report.RequestsField: "printed as a range", report.AccountsField: "as a range", report.TypeField: "Warrants and orders.", report.CountryField: "Rangeland (RA), North",
		report.ContentField: "not reported, which is never a zero", report.PublisherField: "Microsoft",
	} {
		onField(d.Press("g"), f)
		d.Shows(want, "https://example.org/2002")
	}
	onField(d, report.RequestsField)
	d.Press("down").Shows("suppressed")
}

func TestWhatWasWorkedOutIsSaidInWords(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records country=US period=2012 service=microsoft", tui.Options{Data: tuitest.Reports()})
	d.Shows("worked out: no data or rejected").Hides("derived: nothing")
	d.Press("enter").Shows("worked out: no data or rejected")
	for y, line := range d.Screen() {
		if strings.Contains(line, "_") || strings.Contains(line, "derived: nothing") {
			t.Errorf("line %d speaks as files do: %q", y, line)
		}
	}
}

func TestHiddenFieldsAreCountedByArrowsUnderTheHeads(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "view=records", tui.Options{Data: tuitest.Reports()})
	d.Shows("→").Hides("← +")
	for range 7 {
		d.Press("l")
	}
	d.Shows("← +", " →")
	for y, line := range d.Screen() {
		if at := strings.Index(line, " → "); at >= 0 && strings.Contains(line, "─") {
			head := d.Screen()[y-1]
			if end := grid.Width(strings.TrimRight(head, " ")); grid.Width(line[:at])+3 > end {
				t.Errorf("the sign %q hangs beyond the last head %q", line, head)
			}
		}
	}
}

func TestAHeardRecord(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records", tui.Options{Plain: true}).Press("down")
	if last := d.Heard(); !strings.HasPrefix(last, "record 2 of ") || !strings.Contains(last, "2001, Barataria") || !strings.Contains(last, "requests ") {
		t.Errorf("what is heard of the second record is %q", last)
	}
	d.Press("l", "l", "l", "l", "l")
	if last := d.Heard(); !strings.Contains(last, ", accounts ") || strings.Index(last, "accounts") > strings.Index(last, "Barataria") {
		t.Errorf("on the accounts, what is heard is %q", last)
	}
	if at := d.View().Cursor; at == nil || !strings.Contains(d.Screen()[at.Y], "Barataria") {
		t.Errorf("the terminal's cursor is at %v", at)
	}
	d.Press("S")
	if last := d.Heard(); !strings.Contains(last, "records by accounts, falling") {
		t.Errorf("after sorting, what is heard is %q", last)
	}
}

func TestDrawingRecordsChangesNothing(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=records publisher=all sort=country", tui.Options{}).Press("pgdown", "l", "down")
	before, top := d.Styled(), d.Session().Top
	for range 3 {
		if d.Styled() != before || d.Session().Top != top {
			t.Fatal("the second frame is not the first")
		}
	}
}
