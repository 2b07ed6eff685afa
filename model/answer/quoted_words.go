package answer

import (
	"math"
	"strconv"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// How a figure is written in a text. Its marks stand in every form, as signs or as words:
//
//	plain       ≥ 75,378        ≈ 82.0 %       (−4.7 % ÷ 2)
//	thousands   ≥ 75 thousand
//	short       ≥75.3k          ≈82%           (−5%÷2)
//	percent                     ≈ 82 %         (−5 % ÷ 2)
//	words       at least seventy-five thousand
//	                            about four in five
//
// What is rounded in words says "about". It is never further from the figure than
// inWords, in parts of it; a bound is rounded to its own side, so that it stays true.

// inWords is how far words may be from the figure that they say, in parts of the figure
// or, of a rate, of what it lacks to all.
const inWords = 0.05

// quoted writes a figure in one of the forms of a quote.
func (f Format) quoted(fig Figure, c report.Column, form query.QuoteForm) string {
	switch form {
	case query.QuoteShort:
		if !c.IsCount() && !c.IsFraction() && !c.IsSigned() && math.Abs(fig.Rate) < 10 {
			return f.Figure(fig, c) // 1.4 accounts a request are not one
		}
		return f.figure(fig, c, threeDigits)
	case query.QuotePercent:
		return f.wholePercent(fig, c)
	case query.QuoteThousands:
		return f.thousands(fig, c)
	case query.QuoteWords:
		return f.words(fig, c)
	}
	return f.Figure(fig, c)
}

// wholePercent prints a part of one without decimals. What would look like none or all, and
// is not, keeps them.
func (f Format) wholePercent(fig Figure, c report.Column) string {
	n := toward(math.Abs(fig.Rate)*100, fig.bound().outward(fig.Rate < 0))
	if n == 0 && fig.Rate != 0 || n == 100 && fig.Rate != 1 && !c.IsSigned() {
		return f.Figure(fig, c)
	}
	text := separate(strconv.FormatFloat(n, 'f', 0, 64)) + " %"
	switch {
	case c.IsSigned() && fig.Rate < 0:
		text = f.pick("−", "-") + text
	case c.IsSigned() && fig.Rate > 0:
		text = "+" + text
	}
	if fig.Marks.Has(Halved) {
		text += f.pick(" ÷ 2", " /2")
	}
	return enclosed(f.boundMark(fig.bound())+text, fig)
}

// enclosed puts what does not stand for all requests in parentheses.
func enclosed(text string, fig Figure) string {
	if fig.Partly() {
		return "(" + text + ")"
	}
	return text
}

// thousands prints a count in thousands or millions, in two digits at least. One of which
// less than a thousand is known stays as it is.
func (f Format) thousands(fig Figure, c report.Column) string {
	low, high := fig.ends()
	lo, unit := inThousands(fig.Lo, low)
	text := lo
	if fig.IsRange() {
		hi, same := inThousands(fig.Hi, high)
		if same != unit {
			return f.Figure(fig, c)
		}
		text += f.pick("–", "-") + hi
	}
	if unit == "" {
		return f.Figure(fig, c)
	}
	return f.boundMark(fig.bound()) + text + " " + unit
}

// ends are the ways in which the ends of a count are rounded, so that it stays true.
func (fig Figure) ends() (low, high rounding) {
	switch {
	case fig.IsRange():
		return down, up
	case fig.Marks.Has(Floor):
		return down, down
	}
	return toNearest, toNearest
}

// inThousands is a number in thousands or millions, and which.
func inThousands(n int64, way rounding) (digits, unit string) {
	for _, u := range []struct {
		size float64
		word string
	}{{1e6, "million"}, {1e3, "thousand"}} {
		if float64(n) < u.size {
			continue
		}
		x := float64(n) / u.size
		if x >= 10 {
			return separate(strconv.FormatFloat(toward(x, way), 'f', 0, 64)), u.word
		}
		return strings.TrimSuffix(strconv.FormatFloat(toward(x*10, way)/10, 'f', 1, 64), ".0"), u.word
	}
	return strconv.FormatInt(n, 10), ""
}

// words writes a figure in words.
func (f Format) words(fig Figure, c report.Column) string {
	low, high := fig.ends()
	switch {
	case c.IsCount() && fig.IsRange():
		text := "between " + spelled(rounded(float64(fig.Lo), low)) + " and " + spelled(rounded(float64(fig.Hi), high))
		if fig.bound() != Exactly {
			text = boundWords[fig.bound()] + text
		}
		return text
	case c.IsCount():
		n := rounded(float64(fig.Lo), low)
		return said(spelled(n), n == fig.Lo, fig)
	case c.IsFraction():
		text, exact := partInWords(fig.Rate, fig.bound())
		return said(text, exact, fig)
	}
	text, exact := rateInWords(fig.Rate, fig.bound().outward(false))
	return said(text, exact, fig)
}

// boundWords are the marks of bounds in words.
var boundWords = [...]string{Exactly: "", About: "about ", AtLeast: "at least ", AtMost: "at most "}

// said puts the marks of a figure around its words.
func said(text string, exact bool, fig Figure) string {
	bound := fig.bound()
	if bound == Exactly && !exact {
		bound = About
	}
	return enclosed(boundWords[bound]+text, fig)
}

// rounded is a number in as few digits as are near enough: in one where that is within half of
// inWords, else in more. Small ones are whole.
func rounded(x float64, way rounding) int64 {
	n := toward(x, way)
	for digits := 0; n > 20; digits++ {
		unit := math.Pow10(max(0, int(math.Log10(n))-digits))
		near := inWords
		if digits == 0 {
			near /= 2
		}
		if r := toward(x/unit, way) * unit; unit == 1 || math.Abs(r-x) <= near*x {
			return int64(r)
		}
	}
	return int64(n)
}

// partInWords writes a part of one as so many in so many: in the fewest that are near enough.
func partInWords(x float64, bound Bound) (text string, exact bool) {
	switch {
	case x == 0:
		return "none", true
	case x == 1:
		return "all", true
	}
	near := func(y float64) bool {
		switch {
		case bound == AtLeast && y > x+1e-12, bound == AtMost && y < x-1e-12:
			return false
		case bound == AtLeast || bound == AtMost:
			return math.Abs(y-x) <= min(2*inWords*x, 0.03)
		}
		return math.Abs(y-x) <= inWords*x && math.Abs(y-x) <= 2*inWords*(1-x)+0.005
	}
	best, of, off := 0, 0, math.Inf(1)
	for n := 2; n <= 10 && best == 0; n++ {
		for m := 1; m < n; m++ {
			if y := float64(m) / float64(n); near(y) && math.Abs(y-x) < off {
				best, of, off = m, n, math.Abs(y-x)
			}
		}
	}
	switch {
	case best == 1 && of == 2:
		return "half", off < 1e-9
	case best > 0:
		return spelled(int64(best)) + " in " + spelled(int64(of)), off < 1e-9
	case x < 0.1:
		n := oneIn(x, bound)
		return "one in " + spelled(n), math.Abs(1/float64(n)-x) < 1e-9
	}
	n := toward(100*x, bound.outward(false))
	if n <= 0 || n >= 100 {
		n = min(max(n, 1), 99) // more than ninety-nine in a hundred is no hundred
		if bound == Exactly || bound == About {
			return map[bool]string{true: "more than ", false: "less than "}[n == 99] + spelled(int64(n)) + " in a hundred", true
		}
	}
	return spelled(int64(n)) + " in a hundred", math.Abs(n/100-x) < 1e-9
}

// oneIn is the number of which a small part is one: a round one where it is near enough.
func oneIn(x float64, bound Bound) int64 {
	way := toNearest
	switch bound {
	case AtLeast:
		way = up // of more, one is less
	case AtMost:
		way = down
	}
	n := 1 / x
	unit := math.Pow10(int(math.Floor(math.Log10(n))))
	for _, step := range []float64{unit, unit / 2, unit / 10} {
		r := toward(n/step, way) * step
		if math.Abs(1/r-x) <= inWords*x || step == unit/10 {
			return int64(math.Round(r))
		}
	}
	return int64(math.Round(n))
}

// rateInWords writes a number of things for each of another.
func rateInWords(x float64, way rounding) (text string, exact bool) {
	if x >= 20 {
		n := rounded(x, way)
		return spelled(n), float64(n) == x
	}
	tenths := toward(x*10, way)
	if tenths == 0 && x > 0 {
		return "less than one in ten", true
	}
	whole, tenth := int64(tenths)/10, int64(tenths)%10
	if text = spelled(whole); tenth > 0 {
		text += " point " + spelled(tenth)
	}
	return text, math.Abs(tenths/10-x) < 1e-9
}

var (
	small = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens  = strings.Fields("zero ten twenty thirty forty fifty sixty seventy eighty ninety")
	great = []struct {
		size int64
		word string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}, {100, "hundred"}}
)

// spelled writes a number that is not negative in words: "one hundred and forty thousand".
func spelled(n int64) string {
	if n < 20 {
		return small[n]
	}
	for _, g := range great {
		if n < g.size {
			continue
		}
		text, rest := spelled(n/g.size)+" "+g.word, n%g.size
		switch {
		case rest == 0:
			return text
		case rest < 100:
			return text + " and " + spelled(rest)
		}
		return text + " " + spelled(rest)
	}
	if n%10 == 0 {
		return tens[n/10]
	}
	return tens[n/10] + "-" + small[n%10]
}

// ordinals are the words of places that are not made from the number by "th".
var ordinals = map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}

// ordinal writes a place in words: "twenty-third".
func ordinal(n int64) string {
	text := spelled(n)
	at := strings.LastIndexAny(text, " -") + 1
	last := text[at:]
	switch irregular, is := ordinals[last]; {
	case is:
		last = irregular
	case strings.HasSuffix(last, "y"):
		last = strings.TrimSuffix(last, "y") + "ieth"
	default:
		last += "th"
	}
	return text[:at] + last
}
