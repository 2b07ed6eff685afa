package scene

import (
	"fmt"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// While periods run by, the one on the screen is written in block digits in every view, and beside it
// stands where in the range it is:
//
//	Requests to Microsoft by country, 2012                   ☼ daylight
//	The United States asked most: 12,227 of    ▀▀█ █▀█ ▀█  ▀▀█    ▄   ▀▀█
//	75,378 (16.2 %); content in 12.6 %         █▀▀ █ █  █  █▀▀   ▀▀▀  █▀▀
//	●○┊○○○○○○○┊○○○○  P stops  , . steps        ▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀    ▀   ▀▀▀
//
// Where block digits have no room, the period stands before the dots. Nothing else moves from one
// period to the next but what the figures move: widths and rows are kept for all of them.
const (
	playHeight      = 20 // for block digits …
	playHeightASCII = 24 // … and for those of characters, which are higher
)

// NoRecordWord stands where a row only keeps its place, while others run by.
const NoRecordWord = "no record"

// Plays is what runs by; nil for nothing, and where another period is only looked at.
func (s *Scene) Plays() *model.Playback {
	if s.Session.Play == nil || s.Query.By != query.ByPeriod && !s.Query.Playing.On() {
		return nil
	}
	return s.Session.Play
}

// HalvesAll says whether all rows are of a year among the half-years that run by, so that counts are
// drawn as half of them.
func (s *Scene) HalvesAll() bool {
	return s.Query.By != query.ByPeriod && s.Plays() != nil && s.Plays().Halved()
}

// PlaysUneven says whether that is so of one of the periods that run by.
func (s *Scene) PlaysUneven() bool {
	return s.Query.By != query.ByPeriod && s.Plays() != nil && s.Plays().Uneven()
}

// Reach is how far the figures of a column go in any of the periods that run by, of all rows or of
// some; 0 where none runs by.
func (s *Scene) Reach(c report.Column, ids ...string) float64 {
	if s.Plays() == nil {
		return 0
	}
	return s.Engine.Reach(s.Query, ids, c)
}

// Shape is what tables have room for: while periods run by, what any of them has.
func (s *Scene) Shape() answer.Shape {
	if s.Query.Playing.On() {
		return s.Engine.Shape(s.Query)
	}
	return answer.Shape{Columns: s.Sheet.Columns, Splits: s.Result.Splits(), Hides: s.Result.Shown != nil}
}

// playedDate is the period that runs by, for block digits.
func (s *Scene) playedDate(p *model.Playback) (text string, size grid.Blocks) {
	least := playHeight
	if size = grid.Halves; s.Glyphs.ASCII {
		size, least = grid.Marks, playHeightASCII
	} else if s.Large() && s.H >= highHeight && s.widestPeriod(p, grid.Wholes) <= s.W*mostPeriod/100 {
		size = grid.Wholes
	}
	step, room := StepFor(s.W, s.H), s.W-2-leastFinding
	if s.Bare && step == Narrow { // beside the text of a slide they have lines of their own
		step, room = Normal, s.W
	}
	if s.Plain || step < Normal || s.H < least || s.widestPeriod(p, size) > room {
		return "", 0
	}
	return s.periodText(p, p.Period()), size
}

// periodText is one of the periods that run by, with what its counts are divided by.
func (s *Scene) periodText(p *model.Playback, at report.Period) string {
	if answer.Halves(p.Periods, at) {
		return at.String() + " " + s.Glyphs.Halved
	}
	return at.String()
}

// widestPeriod is how many cells any of them takes: it stands still in the room for all.
func (s *Scene) widestPeriod(p *model.Playback, size grid.Blocks) (widest int) {
	for _, at := range p.Periods {
		widest = max(widest, size.Width(s.periodText(p, at)))
	}
	return widest
}

// DrawPlay draws where the period on the screen stands among those that run by, and what goes on.
func (s *Scene) DrawPlay(f *grid.Frame) {
	p, at := s.Plays(), s.Panes.Play
	if p == nil || at.Empty() {
		return
	}
	if s.Plain {
		f.Text(at, s.PlayTold(p), s.Theme.Text)
		return
	}
	if s.Panes.Period.Empty() {
		used := 0
		for _, other := range p.Periods {
			used = max(used, grid.Width(s.periodText(p, other)))
		}
		f.Text(at, s.periodText(p, p.Period()), s.Theme.Strong)
		_, at = at.TakeLeft(used + 2)
	}
	used := s.drawDots(f, at, p)
	if s.Bare && !p.Halted { // no key is told on a slide
		return
	}
	_, at = at.TakeLeft(used + 2)
	for _, spans := range s.playKeys(p) {
		if grid.SpansWidth(spans...) <= at.W {
			f.Spans(at, spans...)
			return
		}
	}
}

// drawDots draws a dot for each period, those that have run by filled, and a line at each break,
// and returns the cells that they take. Where they have no room, several periods share one.
func (s *Scene) drawDots(f *grid.Frame, r grid.Rect, p *model.Playback) (used int) {
	n := len(p.Periods)
	marks := 0
	for _, breaks := range p.Broken {
		marks += min(len(breaks), 1)
	}
	marked := n+marks <= r.W
	share := max(1, (n+r.W-1)/max(r.W, 1))
	x := r.X
	for i := 0; i < n; i += share {
		if marked && len(p.Broken[i]) > 0 {
			f.Rune(x, r.Y, s.Glyphs.Break, s.Theme.Dim)
			x++
		}
		here, played := p.At >= i && p.At < i+share, i <= p.At
		if p.Back {
			played = i+share > p.At
		}
		glyph, st := s.Glyphs.Hollow, s.Theme.Dim
		switch {
		case here:
			glyph, st = s.Glyphs.Entities[0], s.Theme.Accent
		case played:
			glyph = s.Glyphs.Entities[0]
		}
		if x >= r.X+r.W {
			break
		}
		f.Rune(x, r.Y, glyph, st)
		x++
	}
	return x - r.X
}

// playKeys are the keys of what goes on, in more words and in fewer.
func (s *Scene) playKeys(p *model.Playback) [][]grid.Span {
	var pairs [][]string
	switch {
	case p.Running:
		pairs = [][]string{{"P", "stops", ", .", "step", "< >", "slower, faster"}, {"P", "stops", ", .", "step"}, {"P", "stops"}}
	case s.Session.Still:
		pairs = [][]string{{", .", "step", "esc", "ends"}, {", .", "step"}}
	case p.Halted:
		over := "P"
		if p.Back {
			over = "R"
		}
		pairs = [][]string{{over, "goes over the break", ", .", "step", "esc", "ends"}, {over, "goes over the break"}, {over, "goes on"}}
	case p.Ended():
		pairs = [][]string{{"P", "plays again", "R", "back", "esc", "ends"}, {"P", "again", "esc", "ends"}, {"P", "again"}}
	default:
		pairs = [][]string{{"P", "plays", "R", "plays back", ", .", "step", "esc", "ends"}, {"P", "plays", ", .", "step", "esc", "ends"}, {"P", "plays"}}
	}
	var all [][]grid.Span
	for _, words := range pairs {
		var spans []grid.Span
		for i := 0; i < len(words); i += 2 {
			if i > 0 {
				spans = append(spans, grid.Span{Text: "   "})
			}
			spans = append(spans, grid.Span{Text: words[i], Style: s.Theme.Key}, grid.Span{Text: " " + words[i+1], Style: s.Theme.Dim})
		}
		all = append(all, spans)
	}
	return all
}

// PlayTold says which period runs by, of how many, for who hears it.
func (k *Kit) PlayTold(p *model.Playback) string {
	text := fmt.Sprintf("%s, period %d of %d", p.Period(), p.At+1, len(p.Periods))
	if p.Halved() {
		text += ", twelve months among half-years of six"
	}
	switch {
	case p.Halted:
		text += ", stopped before a break"
	case !p.Running:
		text += ", stopped"
	}
	return text
}

// BreakTold says which break lies beside the period on the screen, and what it is; "" for none.
func (k *Kit) BreakTold(p *model.Playback) string {
	var texts []string
	for _, b := range p.Breaks {
		texts = append(texts, b.Note.Text)
	}
	if len(texts) == 0 {
		return ""
	}
	return fmt.Sprintf("Counted differently from %s on: %s", p.Breaks[0].At, strings.Join(texts, " "))
}

// halvedWhilePlaying says how a year among half-years is drawn, "" where none runs by.
func (s *Scene) halvedWhilePlaying() string {
	if !s.HalvesAll() {
		return ""
	}
	return fmt.Sprintf("%s: %s is twelve months among half-years. What is drawn of its counts is half of them; figures stand as printed.", s.Glyphs.Halved, s.Plays().Period())
}

// drawBreak tells of the break beside the period on the screen, whole where it has room: n has all of it.
func (s *Scene) drawBreak(f *grid.Frame, r grid.Rect, p *model.Playback) {
	lines := grid.WrapLines(s.BreakTold(p), r.W)
	if len(lines) > r.H {
		rest := strings.Join(lines[r.H-1:], " ")
		lines = append(lines[:r.H-1], grid.Cut(rest, r.W, s.Glyphs.Ellipsis))
	}
	for y, line := range lines {
		f.Text(r.Row(y), line, s.Theme.Strong)
	}
}
