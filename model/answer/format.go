package answer

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"daylight/model/report"
)

// Format turns figures into the text that people read: 75,378, 0–499, ≥ 85, ≤ 12.0 %,
// ≈ 82.0 %, ≈ 89 % where the percentages it rests on are whole ones, (0.4 %) for a
// rate or a change that covers less than 95 % of the requests, and a dot for what is
// not reported. Every character of it is one cell wide.
type Format struct {
	ASCII bool // 0-499, >= 85, <= 12.0 %, ~ 82.0 %, and a full stop
}

// Figure prints a figure in full.
func (f Format) Figure(fig Figure, c report.Column) string {
	return f.figure(fig, c, plain)
}

// Short prints a figure in at most width cells: in full where that fits, then
// without spaces, then as 75.4k or 82%, then as 75k. Its marks and parentheses are
// never left out, and digits never cut off: a figure that does not fit becomes an ellipsis.
func (f Format) Short(fig Figure, c report.Column, width int) string {
	if width < 1 {
		return ""
	}
	return f.fitting(width, func(s style) string { return f.figure(fig, c, s) })
}

// fitting is a text in the fullest style that fits a width, else an ellipsis.
func (f Format) fitting(width int, in func(style) string) string {
	for s := plain; s <= twoDigits; s++ {
		if text := in(s); utf8.RuneCountInString(text) <= width {
			return text
		}
	}
	return f.pick("…", "#")
}

// Limit prints where a class of a rate or share ends: one that is too small for
// the decimals of a figure keeps its first two digits, 0.0025 %, as limits that all
// are <0.1 % tell nothing apart.
func (f Format) Limit(v float64, c report.Column) string {
	text := f.Figure(Figure{Reported: true, Rate: v, Covers: 1}, c)
	if !strings.HasPrefix(text, "<") || !c.IsFraction() {
		return text
	}
	percent := v * 100
	digits := strconv.FormatFloat(percent, 'f', 1-int(math.Floor(math.Log10(percent))), 64)
	return strings.TrimRight(digits, "0") + " %"
}

// Covered prints a part of one that a figure covers: 94.9 %. It is rounded down, so
// that what covers less than some limit, or less than all, never reads as if it were
// that much; what is not nothing is <0.1 % at least.
func (f Format) Covered(part float64) string {
	tenths := toward(part*1000, down)
	switch {
	case part < 1:
		tenths = min(tenths, 999)
	case part > 1:
		tenths = 1000
	}
	if part > 0 && tenths == 0 {
		return "<0.1 %"
	}
	return strconv.FormatFloat(tenths/10, 'f', 1, 64) + " %"
}

// Count prints a number of things with separators: 75,378.
func (f Format) Count(n int64) string { return separate(strconv.FormatInt(n, 10)) }

// style is how much room a figure takes.
type style uint8

const (
	plain       style = iota
	dense             // no spaces
	threeDigits       // of a count, and whole percentages
	twoDigits
)

// figure prints a figure in one style.
func (f Format) figure(fig Figure, c report.Column, s style) string {
	if !fig.Reported || !c.IsCount() && (math.IsNaN(fig.Rate) || math.IsInf(fig.Rate, 0)) {
		return f.pick("·", ".")
	}
	var text string
	switch {
	case c.IsCount():
		text = f.count(fig, s)
	case c.IsSigned():
		text = f.signed(fig, c, s)
	case fig.Marks.Has(WholePercent):
		text = separate(strconv.FormatFloat(fig.Rate*100, 'f', 0, 64)) + " %"
	case c.IsFraction():
		text = f.rounded(fig.Rate*100, s.decimals(c.Decimals()), 100) + " %"
	default:
		text = f.rounded(fig.Rate, s.decimals(c.Decimals()), math.Inf(1))
	}
	switch tiny, great := text[0] == '<', text[0] == '>'; {
	case fig.Marks.Has(Floor) && tiny:
		text = ">0" + text[len(text)-unitOf(text):] // at least a part of the last digit
	case fig.Marks.Has(Floor) && great, fig.Marks.Has(Ceiling) && tiny: // it says so itself
	case fig.Marks.Has(Ceiling) && great:
		text = "<100" + text[len(text)-unitOf(text):]
	case fig.bound() == About && (tiny || great):
	default:
		text = f.boundMark(fig.bound()) + text
	}
	if !c.IsCount() && fig.Partly() {
		text = "(" + text + ")"
	}
	return squeezed(text, s)
}

// unitOf is how many bytes of a rate are its unit.
func unitOf(text string) int { return len(text) - len(strings.TrimSuffix(text, " %")) }

// AlignDigits makes room in figures that stand one below the other, each with its
// end at the right edge, so that their digits do too: where some of them stand in
// parentheses, the others end in a blank.
func AlignDigits(figures []string) {
	if !slices.ContainsFunc(figures, inParentheses) {
		return
	}
	for i, text := range figures {
		if text != "" && !inParentheses(text) {
			figures[i] = text + " "
		}
	}
}

func inParentheses(figure string) bool { return strings.HasSuffix(figure, ")") }

// decimals is how many a rate keeps in this style, of those it has in full.
func (s style) decimals(full int) int {
	if s >= threeDigits {
		return 0
	}
	return full
}

// count prints a count or a range of counts.
func (f Format) count(fig Figure, s style) string {
	low, high := toNearest, toNearest
	if fig.IsRange() {
		low, high = down, up
	}
	if fig.Marks.Has(Floor) {
		low = down // what is rounded up is no lower bound
	}
	text := f.number(fig.Lo, s, low)
	if fig.IsRange() {
		text += f.pick("–", "-") + f.number(fig.Hi, s, high)
	}
	return text
}

// number prints a whole number: in full, or in two or three digits and a unit.
func (f Format) number(n int64, s style, way rounding) string {
	digits := 3
	switch s {
	case plain, dense:
		return f.Count(n)
	case twoDigits:
		digits = 2
	}
	return abbreviate(n, digits, way)
}

// signed prints what compares with its sign, and what it was scaled by: +12.3 %,
// −1,234 ÷ 2. A number of things is whole, or ends in the half that a year halved
// leaves.
func (f Format) signed(fig Figure, c report.Column, s style) string {
	size := math.Abs(fig.Rate)
	var text string
	switch {
	case c.IsFraction():
		text = separate(strconv.FormatFloat(size*100, 'f', s.decimals(c.Decimals()), 64)) + " %"
	case s >= threeDigits:
		way := fig.bound().outward(fig.Rate < 0)
		text = f.number(int64(toward(size, way)), s, way)
	case math.Abs(size-math.Floor(size)-0.5) < 1e-6:
		text = separate(strconv.FormatFloat(math.Floor(size)+0.5, 'f', 1, 64))
	default:
		text = separate(strconv.FormatFloat(size, 'f', 0, 64))
	}
	switch {
	case strings.Trim(text, "0. %") == "":
	case fig.Rate < 0:
		text = f.pick("−", "-") + text
	default:
		text = "+" + text
	}
	if fig.Marks.Has(Halved) {
		text += f.pick(" ÷ 2", " /2")
	}
	return text
}

// rounded prints a rate that is at most whole. One that is not 0, or not the
// whole, never looks as if it were.
func (f Format) rounded(x float64, decimals int, whole float64) string {
	step := math.Pow10(-decimals)
	text := separate(strconv.FormatFloat(x, 'f', decimals, 64))
	switch {
	case x > 0 && x < step && strings.Trim(text, "0.") == "":
		return "<" + strconv.FormatFloat(step, 'f', decimals, 64)
	case x < whole && text == strconv.FormatFloat(whole, 'f', decimals, 64):
		return ">" + strconv.FormatFloat(whole-step, 'f', decimals, 64)
	}
	return text
}

func (f Format) pick(unicode, ascii string) string {
	if f.ASCII {
		return ascii
	}
	return unicode
}

// separate puts commas between the thousands of a decimal number.
func separate(digits string) string {
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	start := 0
	if strings.HasPrefix(whole, "-") {
		start = 1
	}
	if len(whole)-start <= 3 {
		return digits
	}
	var b strings.Builder
	b.Grow(len(digits) + len(whole)/3)
	b.WriteString(whole[:start])
	for i := start; i < len(whole); i++ {
		if i > start && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if hasFraction {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}

// rounding is the way in which a number loses its digits.
type rounding uint8

const (
	toNearest rounding = iota
	down
	up
)

// abbreviate prints n ≥ 0 in at most so many digits and a unit: 75.4k, 137k,
// 1.2M. Zeros after the point are left out.
func abbreviate(n int64, digits int, way rounding) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	// Cut n to its first digits; n ≈ head × 10^tail.
	limit := int64(math.Pow10(digits))
	head, unit, tail := n, int64(1), 0
	for head >= limit {
		unit *= 10
		tail++
		head = n / unit
	}
	rest := n - head*unit
	if way == up && rest > 0 || way == toNearest && rest*2 >= unit && unit > 1 {
		head++
		if head == limit {
			head /= 10
			tail++
		}
	}
	power := 0
	for tail > 0 || head >= 1000 {
		// Move the point by thousands until what stands before it is short.
		if len(strconv.FormatInt(head, 10))+tail <= 3 {
			break
		}
		tail -= 3
		power++
	}
	text := strconv.FormatInt(head, 10)
	if tail >= 0 {
		text += strings.Repeat("0", tail)
	} else {
		at := len(text) + tail
		text = strings.TrimRight(text[:at]+"."+text[at:], "0")
		text = strings.TrimSuffix(text, ".")
	}
	return text + []string{"", "k", "M", "G", "T", "P", "E"}[power]
}

// Sign is a mark that figures carry, with what it means, in full and in a word or two.
type Sign struct{ Mark, Means, Brief string }

// Seen are the kinds of marks of some figures. The zero value has seen none.
type Seen struct {
	marks           Marks
	missing, partly bool
}

// Add looks at a figure of a column.
func (s *Seen) Add(f Figure, c report.Column) {
	s.marks |= f.Marks
	s.missing = s.missing || !f.Reported
	s.partly = s.partly || !c.IsCount() && f.Partly()
}

// Signs explains the marks that were seen, in the order of Marks.
func (f Format) Signs(seen Seen) []Sign {
	var signs []Sign
	for _, s := range []struct {
		stands                      bool
		unicode, ascii, says, brief string
	}{
		{seen.missing, "·", ".", "not reported", "not reported"},
		{seen.marks.Has(Floor), "≥", ">=", floorMeans, "at least"},
		{seen.marks.Has(Ceiling), "≤", "<=", ceilingMeans, "at most"},
		{seen.marks.Has(Approx), "≈", "~", "about: " + aboutMeans, "about"},
		{seen.partly, "( )", "( )", "covers less than 95 % of the requests", "covers < 95 %"},
		{seen.marks.Has(Halved), "÷ 2", "/2", "against a longer period, scaled by its length", "scaled"},
	} {
		if s.stands {
			signs = append(signs, Sign{f.pick(s.unicode, s.ascii), s.says, s.brief})
		}
	}
	return signs
}

// SignsIn explains the marks of the figures in a text.
func (f Format) SignsIn(text string) []Sign {
	return slices.DeleteFunc(f.Signs(Seen{marks: Floor | Ceiling | Approx, partly: true}), func(s Sign) bool {
		mark, _, _ := strings.Cut(s.Mark, " ")
		return !strings.Contains(text, mark)
	})
}

// What bounds mean, and what an approximation rests on.
const (
	floorMeans   = "at least: some records do not report it"
	ceilingMeans = "at most: some records do not report what it is set against"
	aboutMeans   = "it rests on a range or a printed percentage, or adds what unlike publishers measure"
)

// Explain says in words what the marks of a figure mean, one phrase a mark, in the
// order of Marks; that a count is a range, first.
func (f Figure) Explain(c report.Column) []string {
	var why []string
	for _, s := range []struct {
		holds bool
		says  string
	}{
		{c.IsCount() && f.IsRange(), "printed as a range"},
		{f.Marks.Has(Floor), floorMeans},
		{f.Marks.Has(Ceiling), ceilingMeans},
		{f.Marks.Has(Approx), "approximate: " + aboutMeans},
		{f.Marks.Has(WholePercent), "the percentages are printed without decimals"},
		{!c.IsCount() && f.Covers > 0 && f.Covers < 1, "covers " + Format{}.Covered(f.Covers) + " of requests"},
		{f.Marks.Has(Halved), "against a longer period, scaled to the same length"},
	} {
		if s.holds {
			why = append(why, s.says)
		}
	}
	return why
}
