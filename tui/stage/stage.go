// Package stage lays out and draws a slide of a story: its text, what backs it, and how far the talk
// has come. The view at its side is the dashboard's own; this package says only where it stands.
//
//	wide                                          narrow
//
//	The first report      ┌──────────────────┐    The first report
//	                      │                  │    75,378 requests …
//	75,378 requests …     │     the view     │    Microsoft, 2012
//	                      │                  │    ┌─────────────────┐
//	Microsoft, 2012       └──────────────────┘    │     the view    │
//	━━━━━━━━━━───────────────────── 4 / 9         └─────────────────┘
//	                                              ━━━━━━━────── 4 / 9
package stage

import (
	"fmt"

	"daylight/model"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

const (
	besideWidth  = 100 // from so many cells on, the view stands at the side of the text …
	narrowBeside = 76  // … and from so many, where it would have few rows below it
	goodLive     = 12  // rows of a view below its text that are not few
	leastLive    = 8   // … and the fewest
	leastText    = 30  // cells of text beside a view …
	mostText     = 60  // … and of any text: longer lines are hard to read from afar
	belowText    = 76  // of text above a view
	textPart     = 35  // percent of the width that text beside a view takes
	airyHeight   = 28  // from so many rows on, the first and the last but one stay empty
)

// Slide is a slide laid out on a screen of a size.
type Slide struct {
	Text    grid.Rect // of its text, from its first line to what backs it
	Live    grid.Rect // of the view; empty where the slide has none, or no room for it
	Foot    grid.Rect // of the line that says how far the talk has come
	lines   []line
	backing []string  // where the figures come from, and what their marks mean
	back    grid.Rect // where that stands
	over    int       // rows of its text that have no room
}

// Stage lays out slides, and keeps the last.
type Stage struct {
	File string // of the story, for what is wrong in it
	kept Slide
	of   key
}

// key is all that a slide depends on.
type key struct {
	slide        *model.Slide
	w, h         int
	large, plain bool
	theme        string
	ascii        bool
}

// Lay lays out a slide on a screen of a size. Large wants room for a view with large things.
func (s *Stage) Lay(k *scene.Kit, slide *model.Slide, w, h int, large bool) *Slide {
	as := key{slide, w, h, large, k.Plain, k.Theme.Name, k.Glyphs.ASCII}
	if s.of != as {
		s.kept, s.of = s.lay(k, slide, w, h, large), as
	}
	return &s.kept
}

// Misfit says what of a slide, with all its reveals, has no room on a screen; "" where all has.
func (s *Stage) Misfit(k *scene.Kit, slide *model.Slide, w, h int) string {
	laid := s.Lay(k, slide, w, h, slide.Live != nil && slide.Live.Large)
	switch {
	case laid.over > 0:
		return fmt.Sprintf("at %s its text is %d %s too long", k.SizeWords(w, h), laid.over, scene.Plural("row", laid.over))
	case slide.Live != nil && !slide.Broken() && laid.Live.Empty():
		return fmt.Sprintf("at %s its view has no room below its text", k.SizeWords(w, h))
	}
	return ""
}

func (s *Stage) lay(k *scene.Kit, slide *model.Slide, w, h int, large bool) (laid Slide) {
	rest := grid.Rect{W: w, H: h}
	laid.Foot, rest = rest.TakeBottom(1)
	if h >= airyHeight {
		_, rest = rest.TakeTop(1)
		_, rest = rest.TakeBottom(1)
	}
	switch {
	case w >= besideWidth:
		rest, laid.Foot = rest.Inset(3, 0), laid.Foot.Inset(3, 0)
	case w >= scene.NarrowWidth:
		rest, laid.Foot = rest.Inset(1, 0), laid.Foot.Inset(1, 0)
	}
	if slide.Live == nil || slide.Broken() {
		return s.alone(k, slide, laid, rest)
	}
	below := s.below(k, slide, laid, rest)
	if k.Plain || w < narrowBeside || w < besideWidth && below.over <= 0 && below.Live.H >= goodLive {
		return below
	}
	if beside := s.beside(k, slide, laid, rest, large); beside.over <= 0 || below.over > 0 {
		return beside
	}
	return below
}

// alone lays out text without a view, a little above the middle.
func (s *Stage) alone(k *scene.Kit, slide *model.Slide, laid Slide, rest grid.Rect) Slide {
	_, rest = rest.TakeLeft(max(rest.W-mostText, 0) / 2)
	rest, _ = rest.TakeLeft(mostText)
	s.fill(k, slide, &laid, rest)
	if free := rest.H - laid.rows(); free > 0 {
		_, rest = rest.TakeTop(free / 3)
		rest.H = laid.rows()
	}
	return laid.standing(rest)
}

// beside lays out text with its view at the side.
func (s *Stage) beside(k *scene.Kit, slide *model.Slide, laid Slide, rest grid.Rect, large bool) Slide {
	width, gap := min(max(rest.W*textPart/100, leastText), mostText), 4
	if rest.W < besideWidth-6 {
		gap = 2
	}
	if large { // which needs a view of some width
		width = min(width, max(rest.W-gap-scene.LargeWidth, leastText))
	}
	text, live := rest.TakeLeft(width)
	_, laid.Live = live.TakeLeft(gap)
	s.fill(k, slide, &laid, text)
	return laid.standing(text)
}

// below lays out text with its view under it, which is left out where it has no room.
func (s *Stage) below(k *scene.Kit, slide *model.Slide, laid Slide, rest grid.Rect) Slide {
	text, _ := rest.TakeLeft(belowText)
	text.H = max(text.H-leastLive-1, 0)
	s.fill(k, slide, &laid, text)
	text.H = min(laid.rows(), rest.H)
	gap := 1
	if len(laid.backing) > 0 && laid.Foot.Y < airyHeight-1 { // a row of the view says more
		gap = 0
	}
	if _, laid.Live = rest.TakeTop(text.H + gap); laid.Live.H < leastLive {
		text.H, laid.Live = rest.H, grid.Rect{}
		s.fill(k, slide, &laid, text)
	}
	return laid.standing(text)
}

// standing puts the text in its place, what backs it at the foot of that.
func (s Slide) standing(at grid.Rect) Slide {
	s.back, s.Text = at.TakeBottom(len(s.backing))
	if len(s.backing) > 0 {
		_, s.Text = s.Text.TakeBottom(1)
	}
	return s
}

// rows is how many rows the text takes, with what backs it.
func (s *Slide) rows() int {
	n := rowsOf(s.lines)
	if len(s.backing) > 0 {
		n += 1 + len(s.backing)
	}
	return n
}

// fill lays out the text of a slide in the room it has: digits are as large as leaves room for all.
func (s *Stage) fill(k *scene.Kit, slide *model.Slide, laid *Slide, at grid.Rect) {
	for _, size := range sizes(k) {
		w := writer{Kit: k, width: at.W, size: size}
		if slide.Broken() {
			w.problems(s.File, slide)
		} else {
			w.blocks(slide)
		}
		laid.lines, laid.backing = w.lines, w.backing(slide)
		if laid.over = laid.rows() - at.H; laid.over <= 0 {
			return
		}
	}
	if spare := at.H - rowsOf(laid.lines); spare < 1+len(laid.backing) { // the text comes first
		laid.backing = laid.backing[:max(min(spare-1, len(laid.backing)), 0)]
		if n := len(laid.backing); n > 0 { // which goes on
			laid.backing[n-1] = grid.Cut(laid.backing[n-1], at.W-grid.Width(k.Glyphs.Ellipsis), "") + k.Glyphs.Ellipsis
		}
	}
}

// Draw draws the text of a slide with the reveals that have come. Where it is longer than its place,
// the last of them is in sight.
func (s *Slide) Draw(k *scene.Kit, f *grid.Frame, revealed int) {
	shown, last, rows := 0, 0, 0
	for i := range s.lines {
		rows += s.lines[i].rows()
		if s.lines[i].step <= revealed {
			shown, last = i+1, rows
		}
	}
	from := 0
	for last > s.Text.H && from < shown-1 {
		last -= s.lines[from].rows()
		from++
	}
	rest := s.Text
	for i := range s.lines[from:] {
		l := &s.lines[from+i]
		var at grid.Rect
		if at, rest = rest.TakeTop(l.rows()); l.step <= revealed {
			l.draw(f, at)
		}
	}
	for y, text := range s.backing {
		f.Text(s.back.Row(y), text, k.Theme.Dim)
	}
}

// DrawFoot draws how far a talk has come: a line along the foot, the number of the slide, and the time.
func (s *Slide) DrawFoot(k *scene.Kit, f *grid.Frame, t *model.Talk) {
	n := len(t.Story.Slides)
	text := fmt.Sprintf("%d / %d", t.Slide+1, n)
	if clock := Clock(t); clock != "" && grid.Width(clock)+grid.Width(text)+6 <= s.Foot.W {
		text = clock + "   " + text
	}
	used := f.TextRight(s.Foot, text, k.Theme.Dim)
	line := s.Foot
	line.W -= used + 2
	if k.Plain || line.W < 4 {
		return
	}
	whole := t.Now().Whole() + 1
	done := line.W * (t.Slide*whole + t.Step + 1) / (n * whole)
	f.HLine(line.X, line.Y, line.W, k.Glyphs.Rule, k.Theme.Rule)
	f.HLine(line.X, line.Y, done, k.Glyphs.HeavyRule, k.Theme.Accent)
}

// Clock is the time of a talk in words, "" where its timer was never started.
func Clock(t *model.Talk) string {
	if !t.Running && t.Spent == 0 {
		return ""
	}
	text := minutes(t.Spent / 1000)
	if t.Story.Planned > 0 {
		text += " of " + minutes(t.Story.Planned)
	}
	switch late := t.Behind(); {
	case late > 0:
		text += ", " + minutes(late) + " behind"
	case late < 0:
		text += ", " + minutes(-late) + " ahead"
	}
	if !t.Ticking() {
		text += ", paused"
	}
	return text
}

// minutes writes seconds as a clock does.
func minutes(seconds int) string { return fmt.Sprintf("%d:%02d", seconds/60, seconds%60) }

// Place writes a mistake as check does.
func Place(file string, p model.Problem) string {
	return fmt.Sprintf("%s:%d:%d: error: %s", file, p.Line, p.Column, p.Text)
}

// sourcesOf names the sources of the figures of a slide, the publisher before its reports.
func sourcesOf(k *scene.Kit, slide *model.Slide) (sources []report.Source) {
	seen := map[string]bool{}
	add := func(list []report.Source) {
		for _, s := range list {
			if !seen[s.ID] {
				seen[s.ID] = true
				sources = append(sources, s)
			}
		}
	}
	for i := range slide.Blocks {
		for _, span := range slide.Blocks[i].Spans {
			if span.Quote != nil {
				add(k.Engine.QuoteSources(*span.Quote))
			}
		}
	}
	if slide.Live != nil {
		add(k.Engine.Sources(slide.Live.Query))
	}
	return sources
}
