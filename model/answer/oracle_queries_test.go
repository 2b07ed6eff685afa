package answer

// How two answers to one query are held against each other.

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model/report"
)

// closeTo says whether two numbers are the same but for rounding.
func closeTo(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b))
}

// coversOf says whether a column tells how many of the requests it covers.
func coversOf(c report.Column) bool {
	return !c.IsCount() && c != report.Share
}

// sameFigure holds two figures of a column against each other: counts and marks
// exactly, rates but for rounding.
func sameFigure(c report.Column, f, g Figure) bool {
	switch {
	case f.Reported != g.Reported || f.Marks != g.Marks:
		return false
	case !f.Reported:
		return true
	case c.IsCount():
		return f.Lo == g.Lo && f.Hi == g.Hi
	}
	return closeTo(f.Rate, g.Rate) && (!coversOf(c) || closeTo(f.Covers, g.Covers))
}

// showFigure prints a figure with all that is compared.
func showFigure(c report.Column, f Figure) string {
	if !f.Reported {
		return "not reported" + fmt.Sprintf(" %v", f.Marks.Names())
	}
	s := fmt.Sprintf("%d..%d", f.Lo, f.Hi)
	if !c.IsCount() {
		s = fmt.Sprintf("%.10g", f.Rate)
	}
	if coversOf(c) {
		s += fmt.Sprintf(" of %.10g", f.Covers)
	}
	if f.Marks.Has(WholePercent) {
		s += " whole percent"
	}
	return s + fmt.Sprintf(" %v", f.Marks.Names())
}

// differences says how an answer differs from the expected one, a line each.
func differences(want, got *Result) (lines []string) {
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if want.Groups != got.Groups || want.Itemised != got.Itemised {
		say("groups %d, itemised %d; want %d and %d", got.Groups, got.Itemised, want.Groups, want.Itemised)
	}
	if want.Uneven != got.Uneven {
		say("uneven %v, want %v", got.Uneven, want.Uneven)
	}
	sayFigures := func(name string, want, got Row) {
		if want.Records != got.Records {
			say("%s: %d records, want %d", name, got.Records, want.Records)
		}
		for c := range report.Column(report.NumColumns) {
			if f, g := want.Figures[c], got.Figures[c]; !sameFigure(c, f, g) {
				say("%s: %s is %s, want %s", name, c, showFigure(c, g), showFigure(c, f))
			}
		}
	}
	if want.Small != got.Small {
		say("%d rows are small, want %d", got.Small, want.Small)
	}
	sayRest := func(name string, want, got Row) {
		if !samePartial(want.Partial, got.Partial) {
			say("%s: partial %q, want %q", name, got.Partial, want.Partial)
		}
		if line := differentCompare(want.Compare, got.Compare); line != "" {
			say("%s: %s", name, line)
		}
	}
	sayFigures("total", want.Total, got.Total)
	sayRest("total", want.Total, got.Total)
	switch w, g := want.Shown, got.Shown; {
	case w != nil && g != nil:
		sayFigures("shown", *w, *g)
	case w != nil && w.Records > 0 || g != nil && (w == nil || g.Records > 0):
		say("shown %v, want %v", g, w)
	}
	for _, w := range want.Rows {
		i := slices.IndexFunc(got.Rows, func(r Row) bool { return r.ID == w.ID })
		if i < 0 {
			continue
		}
		g := got.Rows[i]
		sayFigures("row "+w.ID, w, g)
		sayRest("row "+w.ID, w, g)
		if w.Name != g.Name {
			say("row %s: name %q, want %q", w.ID, g.Name, w.Name)
		}
		if w.Rank != g.Rank && !nearTies(want) {
			say("row %s: rank %d, want %d", w.ID, g.Rank, w.Rank)
		}
	}
	if w, g := idsOf(want.Rows), idsOf(got.Rows); !slices.Equal(w, g) && !nearTies(want) {
		say("rows %s; want %s", joined(g), joined(w))
	}
	return lines
}

// samePartial holds the words for a year that is not all there against each other;
// which publishers are named beside it is a matter of style.
func samePartial(want, got string) bool {
	half, _, _ := strings.Cut(want, ";")
	other, _, _ := strings.Cut(got, ";")
	return half == other
}

// differentCompare says how what is compared differs. How what is left out is worded
// is a matter of style; that something is must be said.
func differentCompare(want, got *Compare) string {
	switch {
	case want == nil && (got == nil || !got.Base):
		return "" // of what is not reported, the reason may be told
	case want == nil || got == nil || want.Base != got.Base:
		return fmt.Sprintf("compares %+v, want %+v", got, want)
	case want.Base:
		return ""
	case !slices.Equal(want.Publishers, got.Publishers) || want.Of != got.Of || !closeTo(want.Covers, got.Covers):
		return fmt.Sprintf("compares %+v, want %+v", *got, *want)
	case len(want.Without) > 0 && len(got.Without) == 0:
		return "does not say what is left out"
	}
	return ""
}

func joined(ids []string) string { return strings.Join(ids, " ") }

func idsOf(rows []Row) (ids []string) {
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

// nearTies says whether rows differ, in what they are ordered or ranked by, only
// by rounding, so that either order is right.
func nearTies(r *Result) bool {
	order := r.Query.Order()
	for i, a := range r.Rows {
		for _, b := range r.Rows[:i] {
			for _, c := range []report.Column{order.Column, r.Query.Measure} {
				x, y := a.Figures[c], b.Figures[c]
				if !c.IsCount() && x.Reported && y.Reported && x.Rate != y.Rate && closeTo(x.Rate, y.Rate) {
					return true
				}
			}
		}
	}
	return false
}
