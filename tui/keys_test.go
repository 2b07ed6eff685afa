package tui_test

import (
	"fmt"
	"image/color"
	"reflect"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// everyKey is all keys of the table, in its order.
func everyKey() []string {
	var keys []string
	for _, b := range tui.Keys() {
		keys = append(keys, b.Keys...)
	}
	return keys
}

// fieldKeys is all keys of a text field, as bubbles binds them.
func fieldKeys() []string {
	var keys []string
	fields := reflect.ValueOf(textinput.DefaultKeyMap())
	for i := range fields.NumField() {
		keys = append(keys, fields.Field(i).Interface().(key.Binding).Keys()...)
	}
	return keys
}

// Keys that lay something over the screen: those whose text field narrows a list
// to choose from, those with another text field, and those without.
var (
	pickers  = []string{"p", "s", "t", "o", "c", "d"}
	fields   = append([]string{"/", ":", "e", "w"}, pickers...)
	menus    = []string{"b", "m", "a", "N", "Y", "v"}
	texts    = []string{"i", "n", "?"}
	overlays = slices.Concat(fields, menus, texts)
)

func TestTheKeysOfOverlaysAreAllThatOpenOne(t *testing.T) {
	for _, key := range everyKey() {
		d := tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press(key)
		if opens := slices.Contains(overlays, key); opens != (d.Scene().Busy) && key != "ctrl+k" {
			t.Errorf("%s opens something: %v, the tests below count with %v", key, d.Scene().Busy, opens)
		}
	}
}

func TestNoTwoBindingsShareAKey(t *testing.T) {
	type at struct {
		key  string
		when uint8
	}
	seen := map[at]string{}
	for _, b := range tui.Keys() {
		for _, key := range b.Keys {
			if other, taken := seen[at{key, b.OnStage}]; taken {
				t.Errorf("%s is bound to %q and to %q", key, other, b.Long)
			}
			seen[at{key, b.OnStage}] = b.Long
		}
	}
}

func TestKeysOfTheTableAreWrittenAsTerminalsSendThem(t *testing.T) {
	for _, key := range everyKey() {
		if got := tuitest.Stroke(key).String(); got != key {
			t.Errorf("%s arrives as %q", key, got)
		}
	}
}

func TestHelpListsEveryBindingThatHasASentence(t *testing.T) {
	d := tuitest.Sit(t, 120, 200, "", tui.Options{}).Press("?")
	help := strings.Join(strings.Fields(strings.ReplaceAll(d.String(), "│", " ")), " ") // a sentence may go on in the next row
	for _, b := range tui.Keys() {
		if b.Long != "" && b.OnStage == 0 && !strings.Contains(help, b.Name+" "+b.Long) {
			t.Errorf("help does not say that %s is to %s", b.Name, b.Long)
		}
	}
}

func TestTheKeyLineUsesItsWidthAndAlwaysNamesHelp(t *testing.T) {
	for w := scene.TinyWidth; w <= 200; w++ {
		line := strings.TrimRight(tuitest.Sit(t, w, 30, "", tui.Options{}).Last(), " ")
		const longest = 16 // cells of a key and its word
		if w >= scene.NormalWidth && w <= 180 && grid.Width(line) < w-longest {
			t.Errorf("a line of %d cells ends at %d: %q", w, grid.Width(line), line)
		}
		if !strings.HasSuffix(line, "? help") {
			t.Errorf("a line of %d cells does not end with help: %q", w, line)
		}
	}
}

func TestTheViewsAndTheirKeysAreInSight(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
		for _, v := range query.Views() {
			d := tuitest.Sit(t, size[0], size[1], "", tui.Options{Mouse: true})
			name := v.Key() + " " + v.String()
			if size[0] < 90 { // all of them have no room for the blanks
				name = v.Key() + v.String()
			}
			d.Shows(name)
			if d.Click(name); d.Query().View != v {
				t.Errorf("a click on %s shows %s", v, d.Query().View)
			}
		}
	}
}

func TestCtrlCQuitsFromEveryState(t *testing.T) {
	for _, s := range states {
		for _, key := range append([]string{""}, overlays...) {
			for _, size := range [][2]int{{1, 1}, {80, 24}} {
				d := tuitest.Sit(t, size[0], size[1], s.query, tuitest.Everything()).Press(s.keys...)
				if key != "" {
					d.Press(key)
				}
				if d.Press("ctrl+c"); !d.Quit {
					t.Errorf("%s, then %s, then ctrl+c: still here", s.name, key)
				}
			}
		}
	}
}

func TestQQuitsWhereNoTextIsTyped(t *testing.T) {
	if d := tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press("q"); !d.Quit {
		t.Error("q does not quit")
	}
	for _, key := range texts {
		d := tuitest.Sit(t, 120, 36, "", tuitest.Everything())
		before := d.String()
		if d.Press(key, "q"); d.Quit || d.String() != before {
			t.Errorf("q does not leave what %s opened, and only that", key)
		}
		if d.Press("q"); !d.Quit {
			t.Errorf("after %s and q, q does not quit", key)
		}
	}
	for _, key := range slices.Concat(menus, fields) {
		if d := tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press(key, "q"); d.Quit || !d.Scene().Busy {
			t.Errorf("q is not text in the field that %s opened", key)
		}
	}
}

func TestEveryPrintableKeyIsTextInATextField(t *testing.T) {
	var letters []string
	for r := ' '; r <= '~'; r++ {
		letters = append(letters, string(r))
	}
	letters = append(letters, "é", "蓬", "Ω")
	for i, key := range slices.Concat(fields, menus) {
		d := tuitest.Sit(t, 80, 24, "", tuitest.Everything()).Press(key)
		for _, letter := range letters {
			if i > 3 && !slices.Contains(everyKey(), letter) {
				continue // what one picker takes, all take; but none may obey a key
			}
			if slices.Contains(pickers, key) && (letter == " " || letter == "!") {
				continue // they choose
			}
			d.Type("x" + letter + "x")
			d.Shows("x" + letter + "x")
			d.Press("backspace", "backspace", "backspace")
		}
	}
}

func TestEscClosesWhatLiesOverTheScreenAndLeavesTheSession(t *testing.T) {
	for _, s := range []struct {
		query string
		keys  []string
	}{
		{"", nil},
		{"period=2002-H1 country!=RU by=region measure=accounts", []string{"j", "l"}},
		{"search=lan select=AT sort=-accounts", []string{"tab", "l"}},
		{"country=UT type=emergency period=2001", nil},
		{"by=period", []string{"G", "enter", "tab"}},
		{"view=trend pins=RU,ER", []string{"h", "j"}},
		{"view=map", []string{"j", "l"}},
		{"view=matrix by=region", []string{"h", "j", "z"}},
		{"view=compare", []string{"l", "j"}},
		{"view=country", []string{"l", "j", "j"}},
		{"view=records", []string{"G", "k", "l"}},
		{"view=sources", []string{"l", "j"}},
	} {
		d := tuitest.Sit(t, 80, 24, s.query, tuitest.Everything()).Press(s.keys...)
		d.Hush()
		here, before, screen := *d.Model, d.State(), d.Styled()
		for _, key := range overlays {
			for _, then := range [][]string{{}, {"down", "space", "down", "space"}, {"a", "n", "space", "!"}, {"ctrl+a", "pgdown", "up"}, {"x", "y", "z"}} {
				*d.Model = here
				if d.Press(key); !d.Scene().Busy {
					continue // it says why there is nothing to open
				}
				if d.Styled() == screen {
					t.Errorf("%q: %s shows nothing", s.query, key)
				}
				for _, k := range then {
					if !d.Scene().Busy || key == "/" && (k == "down" || k == "up") {
						break // arrows keep the search and move on
					}
					if k == "space" && slices.Contains(menus, key) {
						continue // it chooses
					}
					d.Press(k)
				}
				if d.Scene().Busy {
					d.Press("esc")
				}
				if d.Scene().Busy {
					t.Errorf("%q: %s %v: esc does not close", s.query, key, then)
				}
				if !reflect.DeepEqual(before, d.State()) || d.Styled() != screen {
					t.Errorf("%q: %s %v esc does not leave the session as it was: %q became %q", s.query, key, then, before.Query, d.Query())
				}
			}
		}
	}
}

func TestNoKeyIsDead(t *testing.T) {
	starts := append(states[:0:0], states...)
	starts = append(starts, struct {
		name, query string
		keys        []string
	}{"in the middle", "", []string{"j", "j", "l", "b", "down", "enter", "j", "enter", "u", "l"}})
	starts = append(starts, struct {
		name, query string
		keys        []string
	}{"in another view with pins", "view=matrix", []string{"j", "space", "j", "space"}})
	for _, key := range append(everyKey(), "ctrl+z") {
		alive := false
		for _, s := range starts {
			d := tuitest.Sit(t, 120, 24, s.query, tuitest.Everything()).Press(s.keys...)
			if d.Scene().Busy {
				continue
			}
			before := d.View()
			d.Press(key)
			after := d.View()
			alive = d.Quit || before.Content != after.Content || before.MouseMode != after.MouseMode
			if alive {
				break
			}
		}
		if !alive {
			t.Errorf("%s does nothing anywhere", key)
		}
	}
}

func TestEveryKeyDoesSomethingOrSaysWhyInEveryView(t *testing.T) {
	moves := map[string]string{ // each with its opposite: one of them has nowhere to go at an end
		"down": "up", "j": "k", "right": "left", "l": "h", "pgdown": "pgup", "ctrl+d": "ctrl+u", "ctrl+f": "ctrl+b", "g": "G", "home": "end",
	}
	for key, back := range moves {
		moves[back] = key
	}
	queries := []string{"", "by=period scale=percent", "pins=RU,UT,ER scale=log", "country=UT", "country=UT type=emergency period=2001"}
	for _, view := range query.Views() {
		for i, text := range queries {
			sizes := [][2]int{{120, 40}, {50, 20}, {30, 8}}
			for _, size := range append(sizes[:1:1], sizes[1+(int(view)+i)%2]) { // and each view, and each question, on both small ones
				o := tuitest.Everything()
				o.Plain = i == 0 && size[0] == 120 || i == 1 && size[0] == 30
				d := tuitest.Sit(t, size[0], size[1], text, o).Press(fmt.Sprint(int(view)+1), "j", "j", "l", "l", "f1")
				here, before := *d.Model, d.View()
				answers := func(key string) bool {
					defer func() { *d.Model, d.Quit = here, false }()
					d.Press(key)
					after := d.View()
					return d.Quit || after.Content != before.Content || after.MouseMode != before.MouseMode
				}
				for _, key := range everyKey() {
					back, moves := moves[key]
					switch {
					case key == "esc": // at the top it does nothing
					case moves && (len(d.Scene().Result.Rows) < 2 || view == query.SourcesView || answers(back)):
					case !answers(key):
						t.Errorf("%q in %s at %v: %s does nothing, and nothing says why:\n%s", text, view, size, key, d)
					}
				}
			}
		}
	}
}

func TestAKeyThatCannotSaysWhy(t *testing.T) {
	const nothing = "country=UT type=emergency period=2001"
	for _, c := range []struct {
		query string
		keys  []string
		says  string
	}{
		{"", []string{"u"}, "nothing to undo"},
		{"", []string{"U"}, "nothing to redo"},
		{"period=2001", []string{"["}, "2001 is the first period"},
		{"period=2003-H1", []string{"]"}, "2003-H1 is the last period"},
		{nothing, []string{"i"}, "no figure to explain here"},
		{"view=sources search=nowhere", []string{"i"}, "nothing to read here"},
		{nothing, []string{"enter"}, "no row to open"},
		{"", []string{"ctrl+z"}, "cannot be suspended"},
		{"", []string{"Y"}, "cannot copy tables"},
		{"", []string{"e"}, "cannot write files"},
		{"", []string{"v"}, "has no saved views"},
		{"", []string{"w"}, "cannot save views"},
		{"", []string{"x"}, "no row is pinned"},
		{"", []string{"0"}, "no filter is set"},
		{"view=map", []string{"3"}, "the map view is on the screen"},
		{"view=map", []string{"%"}, "the map view has no scale"},
		{"view=country", []string{"S"}, "the country view has no column to sort by"},
		{"view=compare", []string{"z"}, "the compare view has the whole screen"},
		{"view=trend", []string{"tab"}, "the trend view is one pane"},
		{"view=trend by=period", []string{"S"}, "periods stand in the order of time"},
		{"view=matrix", []string{"z"}, "all periods have room"},
		{"view=sources", []string{"r"}, "the sources view has an order of its own"},
		{"view=sources", []string{"space"}, "sources are no rows"},
		{"", []string{"tab", "tab", "h", "h", "h", "h", "h", "h", "h", "enter"}, "Requests are all there are"},
	} {
		d := tuitest.Sit(t, 120, 36, c.query, tui.Options{})
		question := d.Query()
		d.Press(c.keys...)
		if line := d.Last(); !strings.Contains(line, c.says) {
			t.Errorf("%q, %v: the screen says %q, want %q", c.query, c.keys, line, c.says)
		}
		if !d.Query().Equal(question) {
			t.Errorf("%q, %v: the question became %q", c.query, c.keys, d.Query())
		}
	}
}

func TestWhatHasNoPlaceOnAScreenIsSaid(t *testing.T) {
	for _, c := range []struct {
		query string
		w, h  int
		keys  []string
		says  string
	}{
		{"", 36, 9, []string{"r"}, "ordered by requests, rising"},
		{"view=map", 120, 36, []string{"r"}, "ordered by requests per million people, rising"},
		{"view=compare", 120, 36, []string{"j", "S"}, "ordered by share, falling"},
		{"", 36, 9, []string{"%"}, "scale: log"},
		{"", 50, 20, []string{"space", "j", "space"}, "2 rows are pinned: 5 compares them"},
		{"pins=RU", 50, 20, []string{"x"}, "no row is pinned any more"},
	} {
		d := tuitest.Sit(t, c.w, c.h, c.query, tuitest.Everything()).Press(c.keys...)
		if line := d.Last(); !strings.Contains(line, c.says) {
			t.Errorf("%q at %d×%d, %v: the screen says %q, want %q", c.query, c.w, c.h, c.keys, line, c.says)
		}
	}
}

func TestAViewWithoutRoomActsOnTheRowsThatStandForIt(t *testing.T) {
	for _, view := range query.Views()[:int(query.RecordsView)] {
		d := tuitest.Sit(t, 36, 9, "view="+view.String()+" pins=ER,UT", tuitest.Everything()).Press("G", "k")
		rows := d.Scene().Result.Rows
		want := rows[len(rows)-2]
		if !strings.HasPrefix(d.Selected(), want.Name) {
			t.Errorf("in %s, G and k lead to %q, not %q", view, d.Selected(), want.Name)
		}
		if d.Press("space"); !slices.Contains(d.Query().Pins, want.ID) {
			t.Errorf("in %s, space pins %v, not %s", view, d.Query().Pins, want.ID)
		}
	}
	d := tuitest.Sit(t, 120, 36, "view=map", tui.Options{}) // no country has a place
	if here := d.Cursor(); d.Press("l").Cursor() == here {
		t.Error("on a map that stands as rows, right does not move over columns")
	}
}

func TestWhatWasSaidStandsUntilTheNextKey(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("u")
	d.Shows("nothing to undo")
	d.Press("j").Hides("nothing to undo")
}

// happen makes one thing happen at a desk: a key, a turn of the wheel, a click,
// a paste, another size, a message of the terminal. Any three numbers are one.
func happen(d *tuitest.Desk, kind, a, b byte) {
	keys := slices.Concat(everyKey(), fieldKeys(), []string{"space", "!", "x", "é", "f1", "alt+x"})
	x, y := int(a)*d.W/200, int(b)*d.H/200
	switch kind % 16 {
	case 0:
		d.Resize(int(a), int(b)%70)
	case 1:
		d.ClickAt(x, y)
	case 2:
		d.ClickAt(x, y).ClickAt(x, y)
	case 3:
		d.Wheel(int(a)%7 - 3)
	case 4:
		switch a % 8 {
		case 0:
			d.Send(tea.PasteMsg{Content: strings.Repeat("pa\x1b[31mste\n", int(b))})
		case 1:
			d.Send(tea.BackgroundColorMsg{Color: color.Gray{Y: b}})
		case 2:
			d.Send(tea.FocusMsg{}, tea.BlurMsg{}, nil)
		case 3:
			d.Send(tea.MouseMotionMsg{X: x, Y: y}, tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
		case 4:
			d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseButton(b % 12)})
		case 5:
			d.Send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseButton(b % 12)})
		case 6:
			d.Send(tea.MouseClickMsg{X: -x - 1, Y: int(b) * 100, Button: tea.MouseLeft})
		case 7:
			d.Send(tea.KeyReleaseMsg(tuitest.Stroke(keys[int(b)%len(keys)])))
		}
	case 5:
		d.Type(string([]rune{rune(a), 0x300 + rune(b)}))
		// A key of another alphabet, as a terminal sends it that tells its place.
		elsewhere := tea.KeyPressMsg{Code: 0x400 + rune(a), BaseCode: ' ' + rune(b)%95, Mod: tea.KeyMod(a) & (tea.ModShift | tea.ModAlt | tea.ModCtrl)}
		if elsewhere.Mod <= tea.ModShift {
			elsewhere.Text = string(elsewhere.Code)
		}
		d.Send(elsewhere)
	default:
		key := keys[(int(a)<<8|int(b))%len(keys)]
		if key == "q" && kind%16 != 6 {
			key = "j" // else it is soon over
		}
		d.Press(key)
	}
}

// sane fails unless the screen is as large as the window and the cursor is in
// sight of it.
func sane(d *tuitest.Desk) {
	d.Helper()
	if d.Quit || d.W <= 0 || d.H <= 0 {
		return
	}
	d.Screen()
	s := d.Rows()
	n := len(s.Result.Rows)
	if s.Cursor < -1 || s.Cursor >= n || n > 0 && s.Cursor < 0 {
		d.Fatalf("the cursor is on row %d of %d", s.Cursor, n)
	}
	if s.Top < 0 || s.Top > max(0, n-1) {
		d.Fatalf("the first row on screen is %d of %d", s.Top, n)
	}
	if s.AsRows && n > 0 /* other screens scroll by lines of their own */ && !s.Body.Empty() && (s.Cursor < s.Top || s.Cursor >= s.Top+s.Body.H) {
		d.Fatalf("row %d is selected, rows %d to %d are on screen", s.Cursor, s.Top, s.Top+s.Body.H-1)
	}
	q, err := query.Parse(d.Query().String(), d.Engine.Dataset())
	if q.Playing = d.Query().Playing; err != nil || !q.Equal(d.Query()) { // no text says what runs by
		d.Fatalf("the question %q is not one: %v", d.Query(), err)
	}
}

func TestWhateverHappensTheScreenIsSane(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		query := rapid.SampledFrom([]string{"", "by=period", "publisher=all by=outcome", "search=lan", "period=2002-H1 measure=change", "top=3 scale=log"}).Draw(r, "question")
		o := tuitest.Everything()
		o.ASCII, o.Plain, o.Hint = rapid.Bool().Draw(r, "ascii"), rapid.Bool().Draw(r, "plain"), rapid.Bool().Draw(r, "hint")
		d := tuitest.Sit(r, 80, 24, query, o)
		for range rapid.IntRange(1, 40).Draw(r, "events") {
			event := rapid.SliceOfN(rapid.Byte(), 3, 3).Draw(r, "event")
			happen(d, event[0], event[1], event[2])
			sane(d)
			if d.Quit {
				return
			}
		}
		if d.Press("ctrl+c"); !d.Quit {
			r.Fatal("ctrl+c does not quit")
		}
	})
}

func FuzzKeys(f *testing.F) {
	f.Add([]byte("\x06\x00\x00\x06\x00\x01"))
	f.Add([]byte("\x00\x10\x05\x01\x20\x20\x04\x00\xff"))
	f.Add([]byte("\x07\x00\x04\x05\x61\x00\x03\x06\x00\x00\x28\x08"))
	f.Fuzz(func(t *testing.T, events []byte) {
		d := tuitest.Sit(t, 80, 24, "", tuitest.Everything())
		for len(events) >= 3 && !d.Quit {
			happen(d, events[0], events[1], events[2])
			sane(d)
			events = events[3:]
		}
	})
}
