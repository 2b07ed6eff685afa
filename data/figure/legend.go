package figure

import (
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
)

// entry is a line of a legend: a patch of a fill or a small drawing, and what it means.
type entry struct {
	fill, edge, text string
	draw             func(x, y, side float64)
}

// legend writes entries beside each other, in as many lines as they need.
func (f *figure) legend(entries []entry) {
	if len(entries) == 0 {
		return
	}
	t, side := f.small(), 0.8*f.u
	x := f.x
	for _, e := range entries {
		lines := t.wrap(e.text, f.w-1.5*side)
		w := 0.0
		for _, line := range lines {
			w = max(w, t.width(line))
		}
		if x > f.x && x+1.5*side+w > f.x+f.w {
			x, f.y = f.x, f.y+t.height()
		}
		if e.draw != nil {
			e.draw(x, f.y+0.05*f.u, side)
		} else if e.edge != "" {
			f.hollow(x, f.y+0.05*f.u, side, side, e.edge)
		} else {
			f.rect(x, f.y+0.05*f.u, side, side, e.fill)
		}
		bottom := f.lines(x+1.5*side, f.y-0.05*f.u, lines, t)
		if len(lines) > 1 {
			f.y = bottom - t.height()
		}
		x += 1.5*side + w + 1.4*f.u
	}
	f.y += t.height() + 0.5*f.u
}

// part is one outcome of a bar.
type part struct {
	lo, hi float64 // it is known between the two
	column report.Column
}

// parts are the outcomes of a row that a bar shows, in the order of all views. What is
// pending is not known either, and goes with the unspecified.
func parts(r *answer.Row) (list []part) {
	requests := r.Figures[report.Requests]
	if !requests.Reported {
		return nil
	}
	for _, c := range report.Outcomes() {
		o := r.Figures[c]
		if c == report.Unspecified {
			pending := r.Figures[report.Pending]
			o.Reported, o.Lo, o.Hi = o.Reported || pending.Reported, o.Lo+pending.Lo, o.Hi+pending.Hi
		}
		if c != report.Pending && o.Reported && o.Hi > 0 {
			list = append(list, part{float64(o.Lo), float64(o.Hi), c})
		}
	}
	if len(list) == 0 && requests.Hi > 0 {
		list = append(list, part{float64(requests.Lo), float64(requests.Hi), report.Unspecified})
	}
	return list
}

// outcomeLegend explains the colours of the outcomes that some rows have.
func (f *figure) outcomeLegend(rows []answer.Row) {
	has := map[report.Column]bool{}
	for i := range rows {
		for _, p := range parts(&rows[i]) {
			has[p.column] = true
		}
	}
	var entries []entry
	for _, c := range report.Outcomes() {
		if has[c] {
			entries = append(entries, entry{fill: f.o.Outcomes[c], text: outcomeWords(c)})
		}
	}
	f.legend(entries)
}

// outcomeWords is what an outcome is called in a legend.
func outcomeWords(c report.Column) string {
	if c == report.Nothing {
		return "nothing disclosed, not split further"
	}
	return strings.ToLower(c.Label())
}

// ends are the least and the greatest that a figure of a column may be.
func ends(f answer.Figure, c report.Column) (lo, hi float64) {
	if c.IsCount() {
		return float64(f.Lo), float64(f.Hi)
	}
	return f.Rate, f.Rate
}

// logs says whether a column can stand on a logarithmic scale.
func logs(c report.Column) bool { return !c.IsFraction() && !c.IsSigned() }

// colorOf is the colour of a column: that of its outcome, where it is one or the rate
// of one; else that of a single series, which means nothing.
func (f *figure) colorOf(c report.Column) string {
	if outcome, ok := c.Outcome(); ok {
		c = outcome
	}
	if c.IsOutcome() {
		return f.o.Outcomes[c]
	}
	return f.o.Amount
}

// outcomeNamed is the outcome that is a row, where rows are outcomes.
func outcomeNamed(id string) report.Column {
	for _, c := range report.Outcomes() {
		if c.String() == id {
			return c
		}
	}
	return report.Requests
}

// half is the sign of what is drawn at half its value.
func (f *figure) half() string {
	if f.o.Format.ASCII {
		return "/2"
	}
	return "÷ 2"
}

// has says what the foot must explain, once.
func (f *figure) has(text string) {
	if !slices.Contains(f.explain, text) {
		f.explain = append(f.explain, text)
	}
}

// What drawings may need explained.
const (
	hatchWords  = "striped: between the two ends of a range"
	hollowWords = "hollow: a year that is not all there"
	halvedWords = ": a year among half-years is drawn at half its value, for six months"
	breakWords  = "dashed line: what is counted changed there, see the note of its number"
	othersWords = "dotted line: from there on not the same publishers report"
	logWords    = "logarithmic scale: equal distances are equal factors"
	floorWords  = "a striped end: at least so much"
)
