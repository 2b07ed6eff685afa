package tui_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// SitWith opens a dashboard that may do everything to a world.
func SitWith(t tuitest.Tester, w *tuitest.World, query string) *tuitest.Desk {
	return tuitest.Sit(t, 120, 36, query, tui.Options{Mouse: true, Powers: w.Powers()})
}

func TestCopyingSaysWhatItNeedsToPassWhatIsInBetween(t *testing.T) {
	for inside, says := range map[tui.Multiplexer]string{
		tui.NoMultiplexer: "the command daylight by=region sent to the terminal",
		tui.Tmux:          "sent to tmux, which needs set -g set-clipboard on: the command daylight by=region",
		tui.Screen:        "sent through screen to the terminal: the command daylight by=region",
	} {
		o := tui.Options{Inside: inside, Powers: tuitest.NewWorld().Powers()}
		d := tuitest.Sit(t, 120, 36, "by=region", o).Press("y").Shows(says)
		if d.Copied != "daylight by=region" {
			t.Errorf("copied is %q", d.Copied)
		}
		long := strings.Repeat("a row, ", 2000)
		o.Powers.Encode = func(string, *answer.Engine, query.Query) ([]byte, error) { return []byte(long), nil }
		if d := tuitest.Sit(t, 50, 20, "", o).Press("Y", "enter"); d.Copied != long {
			t.Errorf("a long table is copied as %d bytes of %d", len(d.Copied), len(long))
		} else if inside == tui.Tmux {
			d.Shows("set -g set-clipboard on")
		}
	}
}

func TestTheTableIsCopiedInTheFormThatWasChosen(t *testing.T) {
	d := SitWith(t, tuitest.NewWorld(), "by=region").Press("Y", "enter")
	if d.Copied != "markdown: 5 rows, 2 sources\n" {
		t.Errorf("copied is %q", d.Copied)
	}
	d.Press("Y", "down", "enter").Shows("the table sent to the terminal")
	if !strings.HasPrefix(d.Copied, "csv:") {
		t.Errorf("copied is %q", d.Copied)
	}
}

func TestTheViewOnScreenIsWhatIsCopiedAndExported(t *testing.T) {
	w := tuitest.NewWorld()
	o := tui.Options{Powers: w.Powers()}
	o.Powers.Encode = func(form string, _ *answer.Engine, q query.Query) ([]byte, error) {
		return []byte(form + " of " + q.String()), nil
	}
	for key, view := range query.Views() {
		d := tuitest.Sit(t, 120, 36, "by=region", o).Press(fmt.Sprint(key+1), "j")
		asked := d.Query().String()
		if d.Query().View != view {
			t.Fatalf("key %d shows %q", key+1, asked)
		}
		if d.Press("Y", "enter"); d.Copied != "markdown of "+asked {
			t.Errorf("in %s, copied is %q", view, d.Copied)
		}
		d.Press("e", "ctrl+u").Type("a view.json").Press("enter")
		if got := w.Files["a view.json"]; got != "json of "+asked {
			t.Errorf("in %s, the file holds %q", view, got)
		}
		delete(w.Files, "a view.json")
	}
}

func TestWhatIsTooLongForAClipboardIsNotSent(t *testing.T) {
	w := tuitest.NewWorld()
	o := tui.Options{Powers: w.Powers()}
	o.Powers.Encode = func(string, *answer.Engine, query.Query) ([]byte, error) { return make([]byte, 60_000), nil }
	d := tuitest.Sit(t, 120, 36, "", o).Press("Y", "enter")
	if d.Copied != "" {
		t.Errorf("%d bytes were sent", len(d.Copied))
	}
	d.Shows("too long to copy", "e writes it to a file")
	o.Powers.Encode = func(string, *answer.Engine, query.Query) ([]byte, error) { return nil, errors.New("no ink") }
	tuitest.Sit(t, 120, 36, "", o).Press("Y", "enter").Shows("could not be written as markdown: no ink")
	tuitest.Sit(t, 120, 36, "", o).Press("e", "enter").Shows("no ink")
}

func TestAViewIsExportedInTheFormThatItsNameEndsWith(t *testing.T) {
	w := tuitest.NewWorld()
	d := SitWith(t, w, "period=2002-H1").Press("e")
	d.Shows("daylight-period-2002-H1.csv", "csv, json, md, svg")
	d.Press("enter").Shows("written to daylight-period-2002-H1.csv")
	if got := w.Files["daylight-period-2002-H1.csv"]; got != "csv: 34 rows, 1 sources\n" {
		t.Errorf("the file holds %q", got)
	}
	for _, form := range []string{"json", "md"} {
		d.Press("e", "ctrl+u").Type("a view." + form).Press("enter").Shows("written to a view." + form)
	}
	d.Press("e", "ctrl+u").Type("a view.svg").Press("enter").Shows("Draw it", "▸ as figure", "as screen")
	d.Press("down", "enter").Shows("written to a view.svg")
	if got := w.Files["a view.svg"]; !strings.HasPrefix(got, "<svg") || !strings.Contains(got, "Ruritania") || strings.Contains(got, "Export to") {
		t.Errorf("the picture begins with %.80q", got)
	}
	if got := w.Files["a view.md"]; !strings.HasPrefix(got, "markdown:") {
		t.Errorf("a file named .md holds %q", got)
	}
}

func TestAPictureIsTheScreenOrAFigure(t *testing.T) {
	w := tuitest.NewWorld()
	o := tuitest.Everything()
	o.Powers, o.Theme = w.Powers(), "tritanopia"
	d := tuitest.Sit(t, 120, 36, "period=2002-H1", o)
	d.Press("e").Shows("is the screen, or a figure fit to print")
	d.Press("ctrl+u").Type("print.svg").Press("enter", "esc").Shows("Export to", "print.svg")
	d.Press("enter", "enter").Shows("written to print.svg")
	if got := w.Files["print.svg"]; got != "figure: 34 rows in tritanopia-light\n" {
		t.Errorf("the figure, which is for paper, is %q", got)
	}
	d.Press("e", "ctrl+u").Type("print.svg").Press("enter", "enter").Shows("The file exists")
	w.Files["print.svg"] = "precious"
	if d.Press("down", "enter").Shows("written to print.svg"); !strings.HasPrefix(w.Files["print.svg"], "figure:") {
		t.Errorf("what replaces the file is %.40q", w.Files["print.svg"])
	}
	o.Powers.Figure = func(*answer.Engine, query.Query, theme.Theme) ([]byte, error) { return nil, errors.New("no paper") }
	tuitest.Sit(t, 120, 36, "", o).Press("e", "ctrl+u").Type("b.svg").Press("enter", "enter").Shows("no paper")
	o.Powers.Figure = nil
	tuitest.Sit(t, 120, 36, "", o).Press("e", "ctrl+u").Type("b.svg").Press("enter").Shows("written to b.svg")
}

func TestAPathMayBeAsLongAsPathsAre(t *testing.T) {
	w := tuitest.NewWorld()
	path := strings.Repeat("a folder/", 100) + "view.csv"
	SitWith(t, w, "").Press("e", "ctrl+u").Type(path).Press("enter").Shows("written to a folder/")
	if _, there := w.Files[path]; !there {
		t.Error("nothing was written there")
	}
}

func TestAnExportSaysWhatIsWrongAndAsksBeforeItReplaces(t *testing.T) {
	w := tuitest.NewWorld()
	w.Files["taken.csv"] = "precious"
	d := SitWith(t, w, "").Press("e", "ctrl+u").Type("view.doc").Press("enter")
	d.Shows(`"view.doc" ends in no known form`, "Export to")
	d.Press("ctrl+u").Type("taken.csv").Press("enter").Shows("The file exists", "▸ leave it")
	if d.Press("enter"); w.Files["taken.csv"] != "precious" {
		t.Fatal("a file was replaced though nobody said so")
	}
	d.Shows("taken.csv was left as it is")
	if d.Press("e", "ctrl+u").Type("taken.csv").Press("enter", "esc"); w.Files["taken.csv"] != "precious" {
		t.Fatal("a file was replaced after esc")
	}
	d.Press("e", "ctrl+u").Type("taken.csv").Press("enter", "down", "enter").Shows("written to taken.csv")
	if w.Files["taken.csv"] == "precious" {
		t.Error("the file was not replaced")
	}
	w.Broken = errors.New("the disk is full")
	d.Press("e", "enter").Shows("not written: the disk is full")
}

func TestAViewIsSavedAndOpenedAndDeleted(t *testing.T) {
	w := tuitest.NewWorld()
	d := SitWith(t, w, "period=2002-H1 by=region")
	d.Press("v").Shows("no view is saved yet")
	d.Press("w", "enter").Shows("a view needs a name")
	d.Type(" my  view ").Press("enter").Shows(`saved as "my view"`)
	if len(w.Kept) != 1 || w.Kept[0] != (tui.SavedView{"my view", "period=2002-H1 by=region"}) {
		t.Fatalf("kept is %v", w.Kept)
	}
	d.Press("0", "b", "home", "enter").Asks("")
	before := d.String()
	d.Press("v").Shows("my view", "No region")
	d.Press("esc")
	if d.Asks(""); d.String() != before {
		t.Errorf("esc leaves another screen:\n%s", d)
	}
	d.Press("v", "enter").Asks("period=2002-H1 by=region")
	d.Press("u").Asks("")
	d.Press("w").Type("my view").Press("enter").Shows("The name is taken")
	d.Press("enter")
	if w.Kept[0].Query != "period=2002-H1 by=region" {
		t.Error("a view was replaced though nobody said so")
	}
	d.Press("w").Type("my view").Press("enter", "down", "enter")
	if len(w.Kept) != 1 || w.Kept[0].Query == "period=2002-H1 by=region" {
		t.Errorf("the view was not replaced: %v", w.Kept)
	}
	d.Press(":").Type("delete view").Press("enter").Shows("Delete a saved view")
	d.Press("enter")
	if len(w.Kept) != 1 {
		t.Error("a view was deleted though nobody said so")
	}
	d.Press(":").Type("delete view").Press("enter", "down", "enter").Shows(`view "my view" deleted`)
	if len(w.Kept) != 0 {
		t.Errorf("kept is %v", w.Kept)
	}
	w.Broken = errors.New("the disk is full")
	d.Press("w").Type("x").Press("enter").Shows("the disk is full")
}

func TestEscLeavesTheQuestionOnTopAndShowsWhatItWasAskedFrom(t *testing.T) {
	w := tuitest.NewWorld()
	w.Kept = []tui.SavedView{{"mine", "period=2002-H1"}}
	for _, c := range []struct {
		opens                 []string
		asked, askedOn, typed string
	}{
		{opens: []string{"w", "m", "i", "n", "e", "enter"}, asked: "Save this view as", askedOn: "The name is taken", typed: "› mine"},
		{opens: []string{"N", "end", "enter"}, asked: "another number", askedOn: "1 hides none."},
		{opens: []string{":", "d", "e", "l", "e", "t", "e", "enter"}, asked: "Anything", askedOn: "Delete a saved view", typed: "› delete"},
	} {
		d := SitWith(t, w, "")
		d.Press(c.opens...).Shows(c.askedOn).Hides(c.asked)
		d.Press("esc").Shows(c.asked, c.typed).Hides(c.askedOn)
		d.Press("enter").Shows(c.askedOn)
		d.ClickAt(0, 0).Shows(c.asked).Hides(c.askedOn) // beside the box
		if d.Press("esc"); d.Scene().Busy {
			t.Errorf("%s: the second esc leaves something open:\n%s", c.asked, d)
		}
	}
	d := SitWith(t, w, "").Press("w").Type("mine").Press("enter", "enter")
	if d.Scene().Busy || w.Kept[0].Query != "period=2002-H1" {
		t.Errorf("an answer leaves open what asked for it:\n%s", d)
	}
}

func TestASavedViewThatMeansNothingHereSaysSo(t *testing.T) {
	w := tuitest.NewWorld()
	w.Kept = []tui.SavedView{{"old", "country=XX9"}}
	d := SitWith(t, w, "").Press("v", "enter")
	d.Shows(`view "old" cannot be opened`)
	d.Asks("")
}

func TestSettingsAreRemembered(t *testing.T) {
	w := tuitest.NewWorld()
	d := SitWith(t, w, "").Press("M")
	if !w.Settings.NoMouse || w.Settings.Theme != "" {
		t.Errorf("after M the settings are %+v", w.Settings)
	}
	d.Press("T")
	if w.Settings.Theme != d.Theme.Name || !w.Settings.NoMouse {
		t.Errorf("after T the settings are %+v", w.Settings)
	}
	w.Broken = errors.New("the disk is full")
	d.Press("T").Shows("the disk is full")
}

func TestCtrlZSuspendsWhereThatIsPossible(t *testing.T) {
	o := tui.Options{}
	o.Powers.Suspend = func() tea.Msg { return tea.SuspendMsg{} }
	for _, key := range append([]string{""}, "c", "/", "?", "m") {
		d := tuitest.Sit(t, 120, 36, "", o)
		if key != "" {
			d.Press(key)
		}
		_, cmd := d.Update(tuitest.Stroke("ctrl+z"))
		if cmd == nil {
			t.Errorf("after %q, ctrl+z does nothing", key)
		} else if _, ok := cmd().(tea.SuspendMsg); !ok {
			t.Errorf("after %q, ctrl+z asks for something else", key)
		}
	}
}

func TestEverythingCanBeDoneByName(t *testing.T) {
	d := SitWith(t, tuitest.NewWorld(), "").Press(":").Type("group by service").Press("enter")
	d.Asks("by=service")
	d.Press(":").Type("measure: accounts").Press("enter").Asks("by=service measure=accounts")
	d.Press(":").Type("theme: light").Press("enter").Shows("theme light")
	d.Press(":").Type("all keys").Press("enter").Shows("─ Keys ─")
	d.Press("esc", ":").Type("choose countries").Press("enter").Shows("─ Country ─")
	if d.Press("esc", ":").Type("quit").Press("enter"); !d.Quit {
		t.Error("quit, typed, does not quit")
	}
}

func TestThePaletteOffersEveryBindingThatNeedsNoPlace(t *testing.T) {
	for _, b := range tui.Keys() {
		name := b.Named
		if name == "" {
			name = b.Long
		}
		if name == "" || b.Here || b.OnStage != 0 {
			continue
		}
		d := SitWith(t, tuitest.NewWorld(), "").Press(":").Type(name)
		if !strings.Contains(d.String(), "▸ "+tuitest.CutTo(name, 50)) {
			t.Errorf("typing %q does not find it:\n%s", name, d)
		}
	}
}

func TestAQuestionTypedIntoThePaletteIsShownBehindAndAsked(t *testing.T) {
	d := SitWith(t, tuitest.NewWorld(), "").Press(":").Type("by=region period=2001")
	d.Shows("Region", "Period 2001", "ask period=2001 by=region")
	d.Asks("")
	d.Press("enter").Asks("period=2001 by=region")
	d.Press("u").Asks("")
	d.Press(":").Type("by=regoin ").Shows("regoin")
	d.Press("enter").Asks("")
}

func TestTabCompletesTheWordOfAQuestion(t *testing.T) {
	d := SitWith(t, tuitest.NewWorld(), "").Press(":").Type("by=serv").Press("tab")
	d.Shows("› by=service")
	d.Press("enter")
	if d.Scene().Busy {
		d.Press("enter")
	}
	d.Asks("by=service")
}

func TestTypingBringsThePalettesCursorBackToTheBest(t *testing.T) {
	d := SitWith(t, tuitest.NewWorld(), "").Press(":", "down", "down", "down").Type("theme: light").Press("enter")
	d.Shows("theme light")
	d.Press(":").Type("by=").Press("down", "down", "enter").Shows("› by=")
}

func TestAHintTeachesUntilItWasUnderstood(t *testing.T) {
	o := tui.Options{Hint: true}
	d := tuitest.Sit(t, 120, 36, "", o)
	lines := d.Scene().Body.H
	teaches := ""
	for _, b := range tui.Keys() {
		if b.Teaches && teaches == "" {
			teaches = b.Keys[0]
		}
	}
	hint := strings.TrimSpace(d.Screen()[d.Scene().Hint.Y])
	if hint == "" || !strings.Contains(hint, teaches) {
		t.Errorf("the hint is %q", hint)
	}
	d.Press("j", "k").Shows(hint)
	d.Press(teaches).Hides(hint)
	if now := d.Scene().Body.H; now != lines+1 {
		t.Errorf("the row of the hint is not given back: %d rows, before %d", now, lines)
	}
	tuitest.Sit(t, 120, 36, "", tui.Options{}).Hides(hint)
}

func TestAHintNamesWhatItStepsThrough(t *testing.T) {
	for w := scene.NarrowWidth; w <= 160; w++ {
		d := tuitest.Sit(t, w, 36, "", tui.Options{Hint: true})
		before, _, found := strings.Cut(d.Screen()[d.Scene().Hint.Y], "steps through")
		if found && !strings.Contains(before+d.Screen()[d.Scene().Hint.Y], "reports") {
			t.Errorf("at %d cells the hint does not say through what: %q", w, d.Screen()[d.Scene().Hint.Y])
		}
	}
}

func TestAnotherViewIsHeardByItsName(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "service=mail", tui.Options{Plain: true})
	for i, v := range query.Views()[1:] {
		d.Press(fmt.Sprint(i + 2)).Shows(v.String() + ": ")
	}
}

func TestThePlainScreenIsTextAloneAndTheCursorStandsWhereOneReads(t *testing.T) {
	for _, keys := range [][]string{{}, {"j", "j"}, {"G"}, {"b", "down", "enter"}, {"c"}, {"?"}, {":"}, {"%"}} {
		d := tuitest.Sit(t, 120, 36, "", tui.Options{Plain: true}).Press(keys...)
		for _, line := range d.Screen() {
			if strings.ContainsAny(line, "#|") || strings.Contains(line, "---") || strings.Contains(line, "===") {
				t.Errorf("after %v: marks to be looked at: %q", keys, line)
			}
		}
		at := d.View().Cursor
		if at == nil {
			t.Fatalf("after %v the terminal's cursor stands nowhere", keys)
		}
		if !d.Scene().Busy {
			row := d.Scene().Result.Rows[d.Scene().Cursor]
			if line := d.Screen()[at.Y]; !strings.HasPrefix(line, " > "+tuitest.CutTo(row.Name, 20)) {
				t.Errorf("after %v the terminal's cursor stands at %q, the selected row is %s", keys, line, row.Name)
			}
			if said := d.Heard(); !slices.Contains(keys, "%") && !slices.Contains(keys, "enter") && !strings.Contains(said, fmt.Sprintf("row %d of %d", d.Scene().Cursor+1, len(d.Scene().Result.Rows))) {
				t.Errorf("after %v the last line says %q", keys, said)
			}
		}
	}
}
