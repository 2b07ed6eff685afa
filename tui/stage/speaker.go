package stage

import (
	"fmt"
	"strconv"

	"daylight/model"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// Speaker lays out what the one who speaks sees in a second terminal, and keeps the last:
//
//	The first report                                    slide 4 / 9
//
//	▀█  ▀▀█   ▀▀█ █▀█   of 10:00, this slide until 12:00
//	 █  █▀▀ ▪ ▀▀█ █ █   +1:20 behind
//	▀▀▀ ▀▀▀ ▪ ▀▀▀ ▀▀▀   exploring on stage, enter returns to the slide
//	───────────────────────────────────────────────────────────────
//	Breathe. Say what the         On stage
//	bars are before what            Who asked
//	they show.                    ▸ The United States … (to come, dim)
//
//	                              Next
//	                                Ten years
type Speaker struct {
	File string // of the story, for what is wrong in it
	kept Sight
	of   speakerKey
}

// Sight is what the one who speaks sees, laid out on a screen of a size.
type Sight struct {
	Foot             grid.Rect // of the last line, for keys and what is said
	head, clock      grid.Rect
	rule, wall       grid.Rect
	notes            grid.Rect
	slide, next      grid.Rect
	digits           grid.Blocks // of the timer; noDigits where it has no room for them
	told, shown, due []line      // the notes, the slide and the one after it
}

// speakerKey is all that a sight depends on.
type speakerKey struct {
	story  *model.Story
	at     int
	step   int // where what is to come is said in words
	w, h   int
	theme  string
	format [2]bool
}

const (
	leastDesk   = 30 // cells of the slide beside the notes …
	mostNotes   = 72 // … which are no wider, because they are read in passing
	nextRows    = 5  // of the slide after, at most: its head and its first lines
	gapOfWall   = 5
	wideDigits  = 110 // from so many cells on, and …
	highDigits  = 34  // … so many rows, digits are as large as there are
	smallDigits = 18  // rows from which on there are digits at all
)

// Lay lays out where a talk stands on a screen of a size.
func (s *Speaker) Lay(k *scene.Kit, t *model.Talk, w, h int) *Sight {
	as := speakerKey{story: t.Story, at: t.Slide, w: w, h: h, theme: k.Theme.Name, format: [...]bool{k.Glyphs.ASCII, k.Plain}}
	if k.Plain {
		as.step = t.Step
	}
	if s.of != as {
		s.kept, s.of = s.lay(k, t, w, h), as
	}
	return &s.kept
}

func (s *Speaker) lay(k *scene.Kit, t *model.Talk, w, h int) (v Sight) {
	step, rest := scene.StepFor(w, h), grid.Rect{W: w, H: h}
	v.digits = noDigits
	if h > 3 {
		v.Foot, rest = rest.TakeBottom(1)
	}
	if step >= scene.Normal && h >= airyHeight {
		_, rest = rest.TakeTop(1)
	}
	if step >= scene.Narrow {
		edge := 1
		if w >= besideWidth {
			edge = 3
		}
		rest, v.Foot = rest.Inset(edge, 0), v.Foot.Inset(edge, 0)
	}
	v.head, rest = rest.TakeTop(1)
	rows := 1 // of the clock: what it says, and whether the talk is off its path
	switch {
	case step <= scene.List:
	case k.Plain:
		rows = 2
	case h >= highDigits && w >= wideDigits:
		v.digits = sizes(k)[0]
	case h >= smallDigits:
		v.digits = sizes(k)[0]
		if v.digits == grid.Wholes {
			v.digits = grid.Halves
		}
	case h >= scene.ListHeight:
		rows = 2
	}
	if v.digits != noDigits {
		_, rest = rest.TakeTop(1)
		rows = v.digits.Rows()
	}
	v.clock, rest = rest.TakeTop(rows)
	if step > scene.List && !k.Plain {
		v.rule, rest = rest.TakeTop(1)
	}
	if h >= airyHeight && (step >= scene.Normal || h >= scene.TallHeight) {
		_, rest = rest.TakeTop(1)
		_, rest = rest.TakeBottom(1)
	}
	v.notes = rest
	switch {
	case k.Plain || step <= scene.List:
	case step >= scene.Normal:
		width := max(min(max(rest.W*2/5, leastDesk), mostText), min(rest.W-mostNotes-gapOfWall, belowText))
		v.slide, v.notes = rest.TakeRight(width)
		v.wall, v.notes = v.notes.TakeRight(gapOfWall)
		v.wall = grid.Rect{X: v.wall.X + gapOfWall/2, Y: v.wall.Y, W: 1, H: v.wall.H}
	case rest.H >= leastLive:
		v.slide, v.notes = rest.TakeBottom(rest.H / 2)
	}
	v.notes.W = min(v.notes.W, mostNotes)
	s.fill(k, t, &v)
	if !v.slide.Empty() {
		room := max(min(rowsOf(v.due), nextRows), v.slide.H-rowsOf(v.shown)-1)
		v.next, v.slide = v.slide.TakeBottom(min(room, v.slide.H/2))
		_, v.slide = v.slide.TakeBottom(1)
		if spare := v.slide.H - rowsOf(v.shown); spare > 0 { // the next stands close below
			v.next.Y -= spare
			v.next.H += spare
		}
	}
	return v
}

// marginal is how many cells before the text of a slide its marks take.
const marginal = 2

// axesLine is the step of the line that stands for the figures of a view which opens with its axes.
const axesLine = -1

// fill writes the notes and the two slides.
func (s *Speaker) fill(k *scene.Kit, t *model.Talk, v *Sight) {
	now := t.Now()
	if now == nil {
		return
	}
	notes := writer{Kit: k, width: v.notes.W, size: noDigits}
	for i := range now.Notes {
		if i > 0 {
			notes.lines = append(notes.lines, line{})
		}
		notes.block(&now.Notes[i])
	}
	if len(now.Notes) == 0 {
		notes.lines = plainLine("no notes for this slide", k.Theme.Dim)
	}
	v.told = notes.lines
	if v.slide.Empty() && !k.Plain {
		return
	}
	width := v.slide.W - marginal
	if k.Plain {
		width = v.notes.W - grid.Width(toCome)
	}
	v.shown = append(plainLine("On stage", k.Theme.Accent), s.slideOf(k, now, width)...)
	v.due = plainLine("Next", k.Theme.Accent)
	if i := t.Slide + 1; i < len(t.Story.Slides) {
		v.due = append(v.due, s.slideOf(k, &t.Story.Slides[i], width)...)
	} else {
		v.due = append(v.due, plainLine("this is the last slide", k.Theme.Dim)...)
	}
	if k.Plain { // it is read from top to bottom
		for i, is := range reveals(v.shown, now, t.Step) {
			if is != onStage && begins(v.shown, i) {
				v.shown[i].spans = append([]grid.Span{{Text: toCome, Style: k.Theme.Text}}, v.shown[i].spans...)
			}
		}
		for _, more := range [][]line{v.shown, v.due} {
			v.told = append(append(v.told, line{}), more...)
		}
		v.shown, v.due = nil, nil
	}
}

// slideOf writes the text of a slide, and what its view shows.
func (s *Speaker) slideOf(k *scene.Kit, slide *model.Slide, width int) []line {
	w := writer{Kit: k, width: max(width, 1), size: noDigits}
	if slide.Broken() {
		w.problems(s.File, slide)
		return w.lines
	}
	w.blocks(slide)
	if slide.Live == nil {
		return w.lines
	}
	if len(w.lines) > 0 {
		w.lines = append(w.lines, line{})
	}
	view := "view: " + k.Engine.Headline(slide.Live.Query).Fit(longest, k.Format)
	for _, row := range grid.WrapLines(view, w.width) {
		w.lines = append(w.lines, plainLine(row, k.Theme.Dim)...)
	}
	if slide.OnlyAxes(0) {
		w.lines = append(w.lines, line{step: axesLine, spans: []grid.Span{{Text: "and its figures", Style: k.Theme.Dim}}})
	}
	return w.lines
}

// longest is as many cells as a headline may take, in several rows.
const longest = 200

func plainLine(text string, st grid.Style) []line {
	return []line{{spans: []grid.Span{{Text: text, Style: st}}}}
}

// Lines is how many lines the notes have, and Height how many have room.
func (v *Sight) Lines() int { return rowsOf(v.told) }

// Height is how many lines of the notes have room.
func (v *Sight) Height() int {
	if v.Lines() > v.notes.H && v.notes.H > 2 {
		return v.notes.H - 1 // the last says how many there are
	}
	return v.notes.H
}

// ReadAt is where a screen reader begins: at the notes.
func (v *Sight) ReadAt() (x, y int) { return v.notes.X, v.notes.Y }

// Draw draws where a talk stands, and the notes from a line on.
func (v *Sight) Draw(k *scene.Kit, f *grid.Frame, t *model.Talk, top int) {
	if t.Now() == nil {
		return
	}
	count := fmt.Sprintf("slide %d / %d", t.Slide+1, len(t.Story.Slides))
	used := f.TextRight(v.head, count, k.Theme.Strong)
	title, _ := v.head.TakeLeft(v.head.W - used - 3)
	f.Text(title, t.Story.Title, k.Theme.Dim)
	v.drawClock(k, f, t)
	f.HLine(v.rule.X, v.rule.Y, v.rule.W, k.Glyphs.Rule, k.Theme.Rule)
	f.VLine(v.wall.X, v.wall.Y, v.wall.H, k.Glyphs.VRule, k.Theme.Rule)
	v.drawNotes(k, f, top)
	v.drawSlide(k, f, t)
	v.drawNext(k, f)
}

// drawClock draws the timer, what it stands against, and whether the talk has left its path.
func (v *Sight) drawClock(k *scene.Kit, f *grid.Frame, t *model.Talk) {
	spent, rest := minutes(t.Spent/1000), v.clock
	if v.digits == noDigits {
		off := fitting(rest.W-grid.Width(spent)-2, offPath(t))
		says := joined(", ", spent+" "+plan(t)[1], fitting(max(rest.W-grid.Width(spent+plan(t)[1])-3, 0), standing(k, t)))
		switch {
		case off != "" && rest.H == 1: // it comes first
			f.Text(rest, joined(", ", spent, off), k.Theme.Strong)
		default:
			f.Text(rest.Row(0), says, k.Theme.Strong)
			f.Text(rest.Row(1), off, k.Theme.Strong)
		}
		return
	}
	_, rest = rest.TakeLeft(f.Blocks(rest, spent, v.digits, k.Theme.Strong) + 3)
	_, rest = rest.TakeTop((v.digits.Rows() - 3) / 2)
	f.Text(rest.Row(0), fitting(rest.W, plan(t)), k.Theme.Text)
	f.Text(rest.Row(1), fitting(rest.W, standing(k, t)), k.Theme.Text)
	f.Text(rest.Row(2), fitting(rest.W, offPath(t)), k.Theme.Strong.Reverse())
}

// fitting is the first text that has room, else the last.
func fitting(width int, texts [2]string) string {
	if grid.Width(texts[0]) <= width {
		return texts[0]
	}
	return texts[1]
}

// plan says how long the talk may take and when this slide should end, at length and in short.
func plan(t *model.Talk) [2]string {
	if t.Story.Planned == 0 {
		return [...]string{"without a plan", "without a plan"}
	}
	brief := "of " + minutes(t.Story.Planned)
	if t.Slide+1 == len(t.Story.Slides) {
		return [...]string{brief, brief}
	}
	return [...]string{brief + ", this slide until " + minutes(t.Story.Due(t.Slide+1)), brief}
}

// standing says how far a talk is ahead of its plan or behind it, in words, and why its timer does not
// run.
func standing(k *scene.Kit, t *model.Talk) [2]string {
	how := "on time"
	switch late := t.Behind(); {
	case !t.Running && t.Spent == 0:
		return [...]string{"C starts the clock", "C starts it"}
	case t.Story.Planned == 0:
		how = ""
	case late > 0:
		how = minutes(late) + " behind"
	case late < 0:
		how = minutes(-late) + " ahead"
	}
	switch {
	case !t.Running:
		return [...]string{joined(", ", how, "stopped: C goes on"), joined(", ", how, "stopped")}
	case t.Exploring:
		return [...]string{joined(", ", how, "waits while exploring"), joined(", ", how, "waits")}
	}
	return [...]string{how, how}
}

// offPath says in which way the first screen shows no slide, "" where it shows one.
func offPath(t *model.Talk) [2]string {
	switch {
	case t.Blank:
		return [...]string{"the screen on stage is blank, B shows it again", "blank, B shows it"}
	case t.Exploring:
		return [...]string{"exploring on stage, enter returns to slide " + strconv.Itoa(t.Slide+1), "exploring, enter returns"}
	}
	return [2]string{}
}

// joined joins the texts that say something.
func joined(by string, texts ...string) (all string) {
	for _, text := range texts {
		if text == "" {
			continue
		}
		if all != "" {
			all += by
		}
		all += text
	}
	return all
}

// drawNotes draws the notes from a line on, and says how many there are where they have no room.
func (v *Sight) drawNotes(k *scene.Kit, f *grid.Frame, top int) {
	height, n := v.Height(), v.Lines()
	top = max(0, min(top, n-height))
	for y := range min(height, n-top) {
		v.told[top+y].draw(f, v.notes.Row(y))
	}
	if n > height && height < v.notes.H {
		text := fmt.Sprintf("%c%c %d%s%d of %d lines", k.Glyphs.Up, k.Glyphs.Down, top+1, k.Glyphs.Range, min(top+height, n), n)
		f.Text(v.notes.Row(height), text, k.Theme.Dim)
	}
}

// drawSlide draws the slide that is on stage: what is to come of it dim, with a sign before each reveal. Where it is
// longer than its place, the next reveal is in sight.
func (v *Sight) drawSlide(k *scene.Kit, f *grid.Frame, t *model.Talk) {
	lines := reveals(v.shown, t.Now(), t.Step)
	last := 0 // what comes next, else what has come last
	for i, is := range lines {
		if is == coming || is == onStage && v.shown[i].step > 0 {
			last = i + 1
		}
	}
	from := max(0, min(last-v.slide.H, len(lines)-v.slide.H))
	for y := range min(v.slide.H, len(lines)-from) {
		i := from + y
		margin, text := v.slide.Row(y).TakeLeft(marginal)
		switch l := &v.shown[i]; {
		case i == 0: // the word over it
			l.draw(f, v.slide.Row(y))
		case lines[i] == onStage:
			l.draw(f, text)
		default:
			f.Spans(text, quiet(l.spans, k.Theme.Faint)...)
			switch {
			case !begins(v.shown, i):
			case lines[i] == coming:
				f.Rune(margin.X, margin.Y, k.Glyphs.Cursor, k.Theme.Accent)
			default:
				f.Rune(margin.X, margin.Y, k.Glyphs.Dot, k.Theme.Dim)
			}
		}
	}
}

// toCome is said before a line that is not on the screen yet.
const toCome = "to come: "

// reveal is whether a line of a slide is on the screen.
type reveal uint8

const (
	onStage reveal = iota
	coming         // with the next step
	later
)

// reveals says of each line of a slide whether it is on the screen at a step.
func reveals(lines []line, slide *model.Slide, step int) []reveal {
	are := make([]reveal, len(lines))
	revealed, axes := slide.Revealed(step), slide.OnlyAxes(step)
	for i := range lines {
		switch of := lines[i].step; {
		case of == axesLine && axes, of == revealed+1 && !axes:
			are[i] = coming
		case of > revealed:
			are[i] = later
		}
	}
	return are
}

// begins says whether a line is the first of its reveal, or of a part of it.
func begins(lines []line, i int) bool {
	return len(lines[i].spans) > 0 && (i == 0 || lines[i-1].step != lines[i].step || len(lines[i-1].spans) == 0)
}

// quiet is text in one quiet style.
func quiet(spans []grid.Span, st grid.Style) []grid.Span {
	all := make([]grid.Span, len(spans))
	for i, s := range spans {
		all[i] = grid.Span{Text: s.Text, Style: st}
	}
	return all
}

// drawNext draws how the next slide begins.
func (v *Sight) drawNext(k *scene.Kit, f *grid.Frame) {
	for i := range min(len(v.due), v.next.H) {
		text := v.next.Row(i)
		if i == 0 {
			v.due[i].draw(f, text)
			continue
		}
		_, text = text.TakeLeft(marginal)
		f.Spans(text, quiet(v.due[i].spans, k.Theme.Dim)...)
	}
}
