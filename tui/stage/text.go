package stage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"daylight/model"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// line is a row of text, or a figure in block digits over several.
type line struct {
	step   int // it is shown from so many reveals on
	spans  []grid.Span
	digits string // in block digits; the spans stand behind them, in the middle
	size   grid.Blocks
	style  grid.Style // of the digits
}

func (l *line) rows() int {
	switch {
	case l.digits == "":
		return 1
	case l.size != grid.Halves && strings.Contains(l.digits, ","): // which hangs lower
		return l.size.Rows() + 1
	}
	return l.size.Rows()
}

func (l *line) draw(f *grid.Frame, r grid.Rect) {
	if l.digits == "" {
		f.Spans(r, l.spans...)
		return
	}
	_, behind := r.TakeLeft(f.Blocks(r, l.digits, l.size, l.style) + 2)
	f.Spans(behind.Row(l.size.Rows()/2), l.spans...)
}

func rowsOf(lines []line) (n int) {
	for i := range lines {
		n += lines[i].rows()
	}
	return n
}

// noDigits is the size of figures where block digits have no room: as text.
const noDigits = grid.Blocks(255)

// sizes are the sizes of digits that may be drawn, the largest first.
func sizes(k *scene.Kit) []grid.Blocks {
	switch {
	case k.Plain:
		return []grid.Blocks{noDigits}
	case k.Glyphs.ASCII:
		return []grid.Blocks{grid.Marks, noDigits}
	}
	return []grid.Blocks{grid.Wholes, grid.Halves, noDigits}
}

// writer writes the text of a slide in rows of a width.
type writer struct {
	*scene.Kit
	width int
	size  grid.Blocks // the largest of its digits
	lines []line
	marks string // all figures, for their marks
}

// blocks writes all blocks, an empty row between them but between items of a list.
func (w *writer) blocks(slide *model.Slide) {
	for i := range slide.Blocks {
		b := &slide.Blocks[i]
		if i > 0 && !(b.Kind == model.Item && slide.Blocks[i-1].Kind == model.Item) {
			w.lines = append(w.lines, line{step: b.Step})
		}
		w.block(b)
	}
}

func (w *writer) block(b *model.Block) {
	switch b.Kind {
	case model.Heading:
		w.wrap(b, w.Theme.Strong, "", "")
	case model.BigNumber:
		w.bigNumber(b)
	case model.Item:
		sign := "-"
		if !w.Plain {
			sign = string(w.Glyphs.Picked)
		}
		if b.Number > 0 {
			sign = strconv.Itoa(b.Number) + "."
		}
		first := strings.Repeat("  ", min(b.Level, 4)) + sign + " "
		w.wrap(b, w.Theme.Text, first, strings.Repeat(" ", grid.Width(first)))
	case model.Quotation:
		w.wrap(b, w.Theme.Text, string(w.Glyphs.Tile)+" ", string(w.Glyphs.Tile)+" ")
	case model.Code:
		for _, span := range b.Spans {
			for text := range strings.SplitSeq(strings.TrimSuffix(span.Text, "\n"), "\n") {
				w.lines = append(w.lines, line{step: b.Step, spans: []grid.Span{{Text: "  " + text, Style: w.Theme.Dim}}})
			}
		}
	default:
		w.wrap(b, w.Theme.Text, "", "")
	}
}

// text is what a span says: itself, or its figure, worked out.
func (w *writer) text(s *model.Span) string {
	if s.Quote == nil {
		return s.Text
	}
	text, err := w.Engine.Quoted(*s.Quote, w.Format)
	if err != nil {
		return "not reported"
	}
	w.marks += text
	return text
}

// styled is how a span looks in a block of a style.
func (w *writer) styled(s *model.Span, st grid.Style) grid.Style {
	switch {
	case s.Quote != nil || s.Strong:
		st = w.Theme.Strong
	case s.Code:
		return st.On(w.Theme.Band).With(w.Theme.BandAttr)
	}
	if s.Emphasis {
		st = st.Underline()
	}
	return st
}

// wrap writes a block as text, broken between words. First stands before its first row, and then
// before the others.
func (w *writer) wrap(b *model.Block, st grid.Style, first, then string) {
	spans := make([]grid.Span, 0, len(b.Spans))
	for i := range b.Spans {
		text := w.text(&b.Spans[i])
		if b.Spans[i].Quote != nil {
			text = held.Replace(text)
		}
		spans = append(spans, grid.Span{Text: text, Style: w.styled(&b.Spans[i], st)})
	}
	lead := first
	for _, row := range wrapped(spans, w.width-grid.Width(first)) {
		w.lines = append(w.lines, line{step: b.Step, spans: append([]grid.Span{{Text: lead, Style: w.Theme.Dim}}, row...)})
		lead = then
	}
}

// glue is a blank at which no row is broken, while a text is wrapped: a figure stays with its marks and
// its unit.
const glue = "\u2800"

var held = strings.NewReplacer(" %", glue+"%", "≥ ", "≥"+glue, "≤ ", "≤"+glue, "≈ ", "≈"+glue, ">= ", ">="+glue, "<= ", "<="+glue, "~ ", "~"+glue, " ÷ 2", glue+"÷"+glue+"2", " /2", glue+"/2")

// wrapped breaks spans into rows, between the words of all of them together.
func wrapped(spans []grid.Span, width int) (rows [][]grid.Span) {
	var all strings.Builder
	for i := range spans {
		spans[i].Text = cleaned(spans[i].Text)
		all.WriteString(spans[i].Text)
	}
	text := all.String()
	at, span, left := 0, 0, ""
	if len(spans) > 0 {
		left = spans[0].Text
	}
	take := func(n int, into *[]grid.Span) { // the next n bytes of the spans
		for n > 0 && span < len(spans) {
			piece := left[:min(n, len(left))]
			if left, n = left[len(piece):], n-len(piece); into != nil && piece != "" {
				*into = append(*into, grid.Span{Text: strings.ReplaceAll(piece, glue, " "), Style: spans[span].Style})
			}
			if left == "" {
				if span++; span < len(spans) {
					left = spans[span].Text
				}
			}
		}
	}
	for _, row := range grid.WrapLines(text, max(width, 1)) {
		skipped := max(strings.Index(text[at:], row), 0) // blanks where rows were broken
		take(skipped, nil)
		var pieces []grid.Span
		take(len(row), &pieces)
		at += skipped + len(row)
		rows = append(rows, pieces)
	}
	return rows
}

// cleaned is text without what a terminal could obey, line breaks kept.
func cleaned(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r != '\n' && unicode.IsControl(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
}

// bigNumber writes one figure alone, its digits as large as they fit and the words behind them.
func (w *writer) bigNumber(b *model.Block) {
	text := ""
	for i := range b.Spans {
		text += w.text(&b.Spans[i])
	}
	digits, words := parted(text)
	if digits != "" && w.size != noDigits {
		of := sizes(w.Kit)
		for _, size := range of[slices.Index(of, w.size) : len(of)-1] {
			l := line{step: b.Step, digits: digits, size: size, style: w.Theme.Strong}
			used := size.Width(digits)
			if words != "" {
				l.spans = []grid.Span{{Text: words, Style: w.Theme.Strong}}
				used += 2 + grid.Width(words)
			}
			if used <= w.width {
				w.lines = append(w.lines, l)
				return
			}
		}
	}
	w.wrap(b, w.Theme.Strong, "", "")
}

// parted splits a figure into what block digits can write, to the last digit and what belongs to it, and
// the words behind.
func parted(text string) (digits, words string) {
	last := strings.LastIndexAny(text, "0123456789")
	if last < 0 || strings.ContainsFunc(text[:last], unicode.IsLetter) {
		return "", text
	}
	end := last + 1
	for end < len(text) {
		rest := strings.TrimLeft(text[end:], " ")
		if rest == "" || !strings.ContainsRune("%)", rune(rest[0])) {
			break
		}
		end = len(text) - len(rest) + 1
	}
	return text[:end], strings.TrimSpace(text[end:])
}

// problems says what is wrong with a slide that cannot be shown.
func (w *writer) problems(file string, slide *model.Slide) {
	title := "This slide has a mistake"
	if len(slide.Problems) > 1 {
		title = fmt.Sprintf("This slide has %d mistakes", len(slide.Problems))
	}
	w.lines = append(w.lines, line{spans: []grid.Span{{Text: title, Style: w.Theme.Strong}}})
	for _, p := range slide.Problems {
		w.lines = append(w.lines, line{})
		for _, row := range wrapped([]grid.Span{{Text: Place(file, p), Style: w.Theme.Text}}, w.width) {
			w.lines = append(w.lines, line{spans: row})
		}
	}
}

// most rows that say what backs a slide.
const mostBacking = 3

// backing says where the figures of a slide come from, and what the marks of those in its text mean.
func (w *writer) backing(slide *model.Slide) []string {
	if slide.Broken() {
		return nil
	}
	text := named(sourcesOf(w.Kit, slide))
	for _, sign := range w.Format.SignsIn(w.marks) {
		text += "   " + sign.Mark + " " + sign.Brief
	}
	if text == "" {
		return nil
	}
	rows := grid.WrapLines(strings.TrimSpace(text), w.width)
	if len(rows) > mostBacking {
		rows = rows[:mostBacking]
		rows[mostBacking-1] = grid.Cut(rows[mostBacking-1]+w.Glyphs.Ellipsis, w.width, w.Glyphs.Ellipsis)
	}
	return rows
}

// named names sources in a line: of each publisher its report, or what its reports have in common.
func named(sources []report.Source) string {
	var publishers []string
	titles := map[string][]string{}
	for _, s := range sources {
		if titles[s.Publisher] == nil {
			publishers = append(publishers, s.Publisher)
		}
		titles[s.Publisher] = append(titles[s.Publisher], s.Title)
	}
	switch {
	case len(publishers) == 0:
		return ""
	case len(publishers) > 2:
		return fmt.Sprintf("%s: %d sources", report.JoinWords(publishers), len(sources))
	}
	for i, p := range publishers {
		of := titles[p]
		publishers[i] = p + ", " + common(of)
		if len(of) > 1 {
			publishers[i] += fmt.Sprintf(" (%d tables)", len(of))
		}
	}
	return strings.Join(publishers, "; ")
}

// common is how all titles begin, in whole words.
func common(titles []string) string {
	words := strings.Fields(titles[0])
	for _, title := range titles[1:] {
		other := strings.Fields(title)
		n := 0
		for n < len(words) && n < len(other) && strings.Trim(words[n], ",;:") == strings.Trim(other[n], ",;:") {
			n++
		}
		words = words[:n]
	}
	return strings.TrimRight(strings.Join(words, " "), ",;: ")
}

// Text is the text of a slide as lines, with what backs it, for who reads it off a stage.
func Text(k *scene.Kit, file string, slide *model.Slide, width int) (lines []string) {
	w := writer{Kit: k, width: width, size: noDigits}
	if slide.Broken() {
		w.problems(file, slide)
	} else {
		w.blocks(slide)
	}
	for i := range w.lines {
		var text strings.Builder
		for _, span := range w.lines[i].spans {
			text.WriteString(span.Text)
		}
		lines = append(lines, strings.TrimRight(text.String(), " "))
	}
	if backing := w.backing(slide); len(backing) > 0 {
		lines = append(append(lines, ""), backing...)
	}
	return lines
}
