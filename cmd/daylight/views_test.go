package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/data"
	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
)

// seat is somebody at a dashboard that may do what it may at a real console.
type seat struct {
	m     *tui.Model
	data  *report.Dataset
	store *store
	last  string // what was sent to the clipboard
}

func sit(t *testing.T, text string) *seat {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	q, err := query.Parse(text, d)
	if err != nil {
		t.Fatal(err)
	}
	c := &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: readEnvironment(nil), store: newStore(t.TempDir())}
	m, err := tui.New(tui.Options{Data: d, Query: q, Powers: c.powers()})
	if err != nil {
		t.Fatal(err)
	}
	s := &seat{m: m, data: d, store: c.store}
	s.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	return s
}

// send gives a message to the dashboard, and carries out what it answers.
func (s *seat) send(msg tea.Msg) {
	_, cmd := s.m.Update(msg)
	for cmd != nil {
		answer := cmd()
		if raw, ok := answer.(tea.RawMsg); ok {
			s.last = copied(fmt.Sprint(raw.Msg))
			return
		}
		_, cmd = s.m.Update(answer)
	}
}

// copied is what a sequence puts on the terminal's clipboard.
func copied(sequence string) string {
	text, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(strings.TrimPrefix(sequence, "\x1b]52;c;"), "\a"))
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// typed types text, letter by letter; a word between angles is a key.
func (s *seat) typed(keys ...string) {
	named := map[string]tea.Key{
		"<enter>": {Code: tea.KeyEnter}, "<down>": {Code: tea.KeyDown}, "<clear>": {Code: 'u', Mod: tea.ModCtrl},
	}
	for _, k := range keys {
		if key, ok := named[k]; ok {
			s.send(tea.KeyPressMsg(key))
			continue
		}
		for _, letter := range k {
			s.send(tea.KeyPressMsg{Code: letter, Text: string(letter)})
		}
	}
}

// The same question gives the same bytes, on whichever way it is asked.
func TestAViewIsTheSameOnEveryWayOut(t *testing.T) {
	questions := []string{"country=GB,US period=2012..2014-H1", "", "by=type type=all publisher=apple pins=account,device", "by=period"}
	if testing.Short() {
		questions = questions[:1]
	}
	for _, text := range questions {
		for key, view := range query.Views() {
			t.Run(view.String()+" "+text, func(t *testing.T) {
				s := sit(t, text)
				s.typed(fmt.Sprint(key+1), "j", " ", "j", " ") // and with rows pinned and selected
				asked := s.m.Session().Query.Canonical(s.data)
				if asked.View != view {
					t.Fatalf("key %d shows %s", key+1, asked.View)
				}
				shown := map[string]string{}
				for _, form := range print.Forms() {
					shown[form] = output(t, "show", asked.String(), "--format", form)
				}
				for end, form := range map[string]string{"csv": "csv", "json": "json", "md": "markdown"} {
					file := filepath.Join(t.TempDir(), "view."+end)
					s.typed("e", "<clear>", file, "<enter>")
					if got, err := os.ReadFile(file); err != nil || string(got) != shown[form] {
						t.Errorf("e writes another %s than show prints (%v)", form, err)
					}
				}
				for _, form := range []string{"markdown", "csv"} {
					s.last = ""
					if s.typed("Y"); form == "csv" {
						s.typed("<down>")
					}
					s.typed("<enter>")
					if tooLong := len(shown[form]) > 56_000; s.last != shown[form] && !tooLong {
						t.Errorf("Y copies another %s than show prints", form)
					}
				}
				s.typed("y")
				words, isCommand := strings.CutPrefix(s.last, "daylight")
				words = strings.ReplaceAll(words, "'", "") // which no question here has
				if !isCommand || output(t, "show", words, "--format", "json") != shown["json"] {
					t.Errorf("the command %q asks something else", s.last)
				}
				s.typed("w", "kept", "<enter>")
				kept, err := s.store.views()
				if err != nil || len(kept) != 1 || output(t, "show", kept[0].Query, "--format", "csv") != shown["csv"] {
					t.Errorf("the saved view %v asks something else (%v)", kept, err)
				}
			})
		}
	}
}

// What show prints for people on a narrow terminal is no wider, and says what it leaves out.
func TestTablesAreCutToTheTerminalAndSaySo(t *testing.T) {
	e := onReports(t)
	for _, view := range query.Views() {
		for _, query := range []string{"", "by=period", "publisher=all top=7", "by=outcome", "period=2012 measure=content_rate", "pins=FR"} {
			whole := printedOn(t, e, 0, "view="+view.String()+" "+query)
			for _, width := range []int{40, 80, 120, 300} {
				text := printedOn(t, e, width, "view="+view.String()+" "+query)
				for line := range strings.Lines(text) {
					if n := len([]rune(strings.TrimRight(line, "\n"))); n > width && strings.Contains(line, " ") && !strings.Contains(line, "http") {
						t.Errorf("%s %s: %d cells on %d: %s", view, query, n, width, line)
					}
				}
				if view.OfPublishers() {
					continue // heads that are years stand over many signs: a test of its own holds them
				}
				missing := heads(text) < heads(whole)
				if told := strings.Contains(text, "columns left out:") || strings.Contains(text, "periods shown:"); told != missing {
					t.Errorf("%s %s on %d cells: columns are missing: %v, told: %v\n%.600s", view, query, width, missing, told, text)
				}
			}
		}
	}
}

// Where there is no room for all periods, the latest stay, in order, behind what they are together.
func TestOfPeriodsThatHaveNoRoomTheLatestStay(t *testing.T) {
	e := onReports(t)
	head := regexp.MustCompile(`(?m)^Country +All periods ▾ .*$`)
	period := regexp.MustCompile(`\d{4}(-H\d)?`)
	for _, query := range []string{"view=trend", "view=matrix", "view=matrix publisher=all"} {
		all := period.FindAllString(head.FindString(printedOn(t, e, 0, query)), -1)
		for _, width := range []int{60, 80, 120} {
			text := printedOn(t, e, width, query)
			got := period.FindAllString(head.FindString(text), -1)
			if len(got) == 0 || len(got) >= len(all) || !slices.Equal(got, all[len(all)-len(got):]) {
				t.Errorf("%s on %d cells prints %v of %v", query, width, got, all)
			}
			if said := fmt.Sprintf("the latest %d of %d periods shown", len(got), len(all)); !strings.Contains(strings.ReplaceAll(text, "\n", " "), said) {
				t.Errorf("%s on %d cells does not say %q:\n%s", query, width, said, text)
			}
		}
	}
}

// On a terminal the figures that were asked for stay in sight: what must be known of them is brief, and
// says how much more there is.
func TestATableOnATerminalIsNotDrivenOutOfSightByItsSources(t *testing.T) {
	e := onReports(t)
	for _, query := range []string{"top=10", "view=trend top=10", "view=records top=10", "publisher=all top=10", "top=10 period=2012"} {
		whole, brief := printedOn(t, e, 0, query), printedOn(t, e, 120, query)
		if n := strings.Count(brief, "\n"); n > 36 {
			t.Errorf("%s prints %d lines on a terminal:\n%s", query, n, brief)
		}
		if strings.Contains(whole, "| less") || !strings.Contains(whole, "\nSources\n") {
			t.Errorf("%s leaves something out of a file:\n%.2000s", query, whole)
		}
		if lacks := !strings.Contains(brief, "\nSources\n"); lacks != regexp.MustCompile(`\d+ sources: add \| less`).MatchString(brief) {
			t.Errorf("%s lacks sources on a terminal: %v, and does not say so:\n%s", query, lacks, brief)
		}
		signs := brief[:strings.Index(brief, "──")]
		for _, sign := range regexp.MustCompile(`[†‡§¶]+\d*`).FindAllString(signs, -1) {
			if !strings.Contains(brief, "\n"+sign+" ") {
				t.Errorf("%s: a head has the sign %s, which nothing explains:\n%s", query, sign, brief)
			}
		}
	}
}

// heads is how many columns a table has: the heads above its first rule.
func heads(text string) int {
	above, _, ruled := strings.Cut(text, "\n──")
	if !ruled {
		return 0
	}
	line := above[strings.LastIndexByte(above, '\n')+1:]
	return len(regexp.MustCompile(`\s{2,}`).Split(strings.TrimSpace(line), -1))
}

// onReports is an engine on the built-in reports.
func onReports(t *testing.T) *answer.Engine {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return answer.NewEngine(d)
}

// printedOn is what show prints for people in a width.
func printedOn(t *testing.T, e *answer.Engine, width int, asked string) string {
	t.Helper()
	q, err := query.Parse(asked, e.Dataset())
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	p := newPrinter(&text, false)
	p.width = width
	printView(p, print.View(e, q))
	if err := p.out.Flush(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}
