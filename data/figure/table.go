package figure

import (
	"fmt"
	"slices"
	"strings"

	"daylight/data/print"
	"daylight/model/report"
)

// sheet is a table that is being laid out: the words before, figures at the right edge
// of their columns.
//
//	Country     Requests   Content %      heads, wrapped
//	──────────────────────────────────
//	            ▁▂▅▃▂▁     ▃▅▂▁           rows of pictures, if any
//	Germany        9,105      0.0 %       lines
//	──────────────────────────────────
//	54 countries  75,378      2.1 %       sums
type sheet struct {
	*figure
	t        *print.Table
	size     float64 // of its text, where that has room
	gap      float64 // between columns, at least
	pictures []picture
	fill     func(line, column int) string // what is behind a cell; "" for nothing
	ink      func(column int) string       // the colour of a head; "" for that of all
	header   func(text string) string      // how a head is written
	lineOf   func(line int) string         // the row that a line is of; nil where lines are none …
	columnOf func(column int) string       // … and the same of a column

	font    font
	part    []int     // the columns that stand beside each other
	between float64   // them
	left    []float64 // where each of them begins …
	width   []float64 // … and how wide it is
}

// picture is a row of small drawings over a table.
type picture struct {
	label  string
	height float64
	shows  func(column int) bool // whether a column has one
	draw   func(column int, x, y, w float64)
}

// words says whether a column holds words; the names do.
func (s *sheet) words(column int) bool { return column == 0 || s.t.Heads[column-1].Words }

// head is the text above a column, with the number of the note on the break before it.
func (s *sheet) head(column int) string {
	if column == 0 {
		return s.t.Name
	}
	h := &s.t.Heads[column-1]
	text := h.Text
	if s.header != nil {
		text = s.header(text)
	}
	if n := s.number(h.BreakAt); n != "" {
		text += " " + n
		s.has(numberedWords)
	}
	return text
}

// numberedWords explain a number at the head of a column or before a line.
const numberedWords = "a number in brackets: what is counted changed there, see the note of that number"

// text is what stands in a column of a line.
func (s *sheet) cell(line *print.Line, column int) string {
	if column == 0 {
		name := line.Name
		if n := s.number(line.BreakAt); n != "" {
			name += " " + n
			s.has(numberedWords)
		}
		return name
	}
	return line.Cells[column-1].Text
}

// needs is how wide a column has to be at least, and how wide it would be.
func (s *sheet) needs(column int) (least, natural float64) {
	const word = 9 // in ems: a longer word breaks
	bold := s.font.strong()
	look := func(text string, t font) {
		w := t.width(text)
		natural = max(natural, w)
		if s.words(column) {
			w = min(t.longest(text), word*t.size)
		}
		least = max(least, w)
	}
	for i := range s.t.Lines {
		look(s.cell(&s.t.Lines[i], column), s.fontOf(i, column))
	}
	for i := range s.t.Sums {
		look(report.Capital(s.cell(&s.t.Sums[i], column)), bold)
	}
	if column == 0 {
		for _, p := range s.pictures {
			look(p.label, s.font)
		}
	}
	heads := bold.longest(s.head(column))
	return max(least, min(heads, word*bold.size)), max(natural, heads)
}

// fontOf is the font of a cell.
func (s *sheet) fontOf(line, column int) font {
	switch {
	case s.lineOf != nil:
		return s.of(s.lineOf(line), s.font)
	case s.columnOf != nil && column > 0:
		return s.of(s.columnOf(column), s.font)
	}
	return s.font
}

// The least size of the text of a table, and how the size is tried, as parts of that of
// other text.
const (
	smallest = 0.72
	smaller  = 0.04
	crowded  = 0.82 // the most where words take several lines
)

// fits finds the greatest font in which all columns have room beside each other, and
// says whether there is one.
func (s *sheet) fits() bool {
	s.part = nil
	for i := range len(s.t.Heads) + 1 {
		s.part = append(s.part, i)
	}
	for _, whole := range [...]bool{true, false} { // rather small than in many lines
		for size := s.size; size >= smallest; size -= smaller {
			s.font = font{size: size * s.u, fill: s.o.Text}
			if least, natural := s.divide(); natural <= s.w || !whole && size < crowded && least <= s.w {
				return true
			}
		}
	}
	return false
}

// parts divides the columns among tables that stand one below the other, each with the
// names first, so that all have room.
func (s *sheet) parts() ([][]int, error) {
	if s.fits() {
		return [][]int{s.part}, nil
	}
	s.font.size = min(s.size, 0.85) * s.u
	var parts [][]int
	part := []int{0}
	for i := 1; i <= len(s.t.Heads); i++ {
		s.part = append(part, i)
		if least, _ := s.divide(); least > s.w {
			if len(part) == 1 {
				return nil, &SizeError{fmt.Sprintf("this table needs a width of %.0f pixels, not %d", least+2*s.x+1, s.o.Width)}
			}
			parts = append(parts, part)
			part = []int{0}
			i--
			continue
		}
		part = append(part, i)
	}
	s.has("the columns go on in further tables with the same lines")
	return append(parts, part), nil
}

// divide gives each column its width and place, and says how much all need at
// least, and without words in several lines.
func (s *sheet) divide() (least, natural float64) {
	n := len(s.part)
	s.width, s.left = make([]float64, n), make([]float64, n)
	gaps := s.gap * s.font.size * float64(n-1)
	want := gaps
	least = gaps
	low := make([]float64, n)
	for i := range n {
		low[i], s.width[i] = s.needs(s.part[i])
		least, want = least+low[i], want+s.width[i]
	}
	natural = want
	if want > s.w { // the widest give way first, down to one width
		fits := func(limit float64) float64 {
			sum := gaps
			for i := range n {
				sum += max(low[i], min(s.width[i], limit))
			}
			return sum
		}
		few, most := 0.0, s.w
		for range 40 {
			if mid := (few + most) / 2; fits(mid) <= s.w {
				few = mid
			} else {
				most = mid
			}
		}
		for i := range n {
			s.width[i] = max(low[i], min(s.width[i], few))
		}
		want = s.w
	}
	gap := s.gap * s.font.size
	if n > 1 {
		gap += min(max(s.w-want, 0)/float64(n-1), 2.5*s.font.size)
	}
	s.between = gap
	x := s.x
	for i := range n {
		s.left[i] = x
		x += s.width[i] + gap
	}
	return least, natural
}

// right is where the table ends.
func (s *sheet) right() float64 { return s.left[len(s.left)-1] + s.width[len(s.width)-1] }

// put writes the text of a column, by its place in the part, from a top, and says where
// it ends.
func (s *sheet) put(at int, text string, top float64, t font) float64 {
	lines := t.wrap(text, s.width[at])
	if s.words(s.part[at]) {
		return s.lines(s.left[at], top, lines, t)
	}
	return s.lines(s.left[at]+s.width[at], top, lines, t.at(end))
}

func (s *sheet) draw() error {
	parts, err := s.parts()
	if err != nil {
		return err
	}
	for i, part := range parts {
		if i > 0 {
			s.y += 0.8 * s.u
		}
		s.part = part
		s.divide()
		s.drawPart()
	}
	return nil
}

// drawPart draws the columns of one part.
func (s *sheet) drawPart() {
	bold := s.font.strong()
	// Heads stand on one line at their feet.
	most := 0
	heads := make([][]string, len(s.part))
	for i, c := range s.part {
		heads[i] = bold.wrap(s.head(c), s.width[i])
		most = max(most, len(heads[i]))
	}
	for i, c := range s.part {
		t := bold
		if i > 0 && s.ink != nil {
			t = t.in(s.ink(c))
		}
		s.put(i, s.head(c), s.y+float64(most-len(heads[i]))*bold.height(), t)
	}
	s.y += float64(most)*bold.height() + 0.25*s.u
	s.line(s.x, s.y, s.right(), s.y, 1.2, s.o.Dim)
	s.y += 0.3 * s.u
	for _, p := range s.pictures {
		if !slices.ContainsFunc(s.part[1:], p.shows) {
			continue
		}
		label := s.font.wrap(p.label, s.width[0])
		words := float64(len(label)) * s.font.height()
		high := max(p.height, words)
		s.lines(s.left[0], s.y+(high-words)/2, label, s.font)
		for i, c := range s.part[1:] {
			if p.shows(c) {
				s.reveal(func() { p.draw(c, s.left[i+1], s.y+(high-p.height)/2, s.width[i+1]) })
			}
		}
		s.y += high + 0.5*s.u
	}
	for i := range s.t.Lines {
		s.drawLine(i, &s.t.Lines[i])
	}
	if len(s.t.Sums) > 0 {
		s.y += 0.15 * s.u
		s.line(s.x, s.y, s.right(), s.y, 1.2, s.o.Dim)
		s.y += 0.25 * s.u
	}
	for i := range s.t.Sums {
		bottom := s.y
		s.reveal(func() {
			for at, c := range s.part {
				bottom = max(bottom, s.put(at, report.Capital(s.cell(&s.t.Sums[i], c)), s.y, bold))
			}
		})
		s.y = bottom + 0.15*s.u
	}
	s.y += 0.4 * s.u
}

// drawLine writes one line, with a thin rule below.
func (s *sheet) drawLine(i int, line *print.Line) {
	high := s.font.height()
	for at, c := range s.part {
		high = max(high, float64(len(s.fontOf(i, c).wrap(s.cell(line, c), s.width[at])))*s.font.height())
	}
	pad := 0.14 * s.font.size
	s.put(0, s.cell(line, 0), s.y+pad, s.fontOf(i, 0))
	s.reveal(func() { s.drawCells(i, line, high, pad) })
	if s.lineOf != nil && s.strong(s.lineOf(i)) {
		s.frame(s.left[0]-0.3*s.u, s.y-1, s.right()-s.left[0]+0.6*s.u, high+2*pad+1, s.o.Text)
	}
	s.y += high + 2*pad
	if s.fill == nil {
		s.line(s.x, s.y, s.right(), s.y, 0.5, s.o.Rule)
	}
}

// drawCells writes what stands in one line beside its name.
func (s *sheet) drawCells(i int, line *print.Line, high, pad float64) {
	for at, c := range s.part[1:] {
		at++
		t := s.fontOf(i, c)
		if line.Cells[c-1].Faint {
			t = t.in(s.o.Dim)
		}
		if s.fill != nil {
			if fill := s.fill(i, c-1); fill != "" {
				edge := min(s.gap*s.font.size/2, s.between)
				from := s.left[at] - s.between + edge
				s.rect(from, s.y, s.left[at]+s.width[at]+edge-from-1, high+2*pad-1, fill)
				t = t.in(on(fill))
			}
		}
		s.put(at, s.cell(line, c), s.y+pad, t)
	}
}

// records draws the rows of the reports as they are printed.
func (f *figure) records() error {
	if len(f.table.Lines) == 0 {
		f.nothing()
		return nil
	}
	s := &sheet{figure: f, t: f.table, size: 0.9, gap: 0.9}
	return s.draw()
}

// sources lists what is here of publishers, and where the figures come from, each source
// with how it was obtained.
func (f *figure) sources() error {
	if len(f.doc.Sources) == 0 {
		f.nothing()
	}
	t := f.plain()
	for i := range f.doc.Held {
		h := &f.doc.Held[i]
		f.paragraph(h.Title(), t.strong())
		for _, text := range h.Says() {
			f.paragraph(text, f.small())
		}
		f.y += 0.8 * f.u
	}
	for _, s := range f.doc.Sources {
		f.paragraph(report.Capital(s.Title), t.strong())
		for _, text := range report.NonEmpty(strings.Join(report.NonEmpty(s.Publisher, s.Published), ", "), s.URL, s.Obtained) {
			f.paragraph(text, f.small())
		}
		f.y += 0.8 * f.u
	}
	return nil
}
