package model

// Queries drawn at random, and how two answers to one query are held against
// each other.

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// vocabulary is what a drawn query may name.
type vocabulary struct {
	ids      map[Dimension][]string
	periods  []Period
	searches []string
	top      int
}

// vocabularyOf lists the words of a dataset.
func vocabularyOf(d *Dataset) vocabulary {
	v := vocabulary{ids: map[Dimension][]string{ByRegion: {"none"}}, periods: slices.Clone(d.Periods), top: 4}
	add := func(b Dimension, id string) {
		if !slices.Contains(v.ids[b], id) {
			v.ids[b] = append(v.ids[b], id)
		}
	}
	for _, p := range d.Publishers {
		add(ByPublisher, p.ID)
	}
	for _, s := range d.Series {
		add(ByService, s.Service.ID)
		add(ByType, s.Type.ID)
	}
	for i := range d.Len() {
		add(ByCountry, d.Record(i).Country)
	}
	for _, c := range d.Countries {
		if c.Region != "" {
			add(ByRegion, c.Region)
		}
	}
	for _, c := range Outcomes() {
		add(ByOutcome, c.String())
	}
	for _, m := range d.Members {
		add(ByGroup, m.Group)
	}
	if len(d.Members) > 0 {
		add(ByGroup, NoGroup)
	}
	for _, ids := range v.ids {
		slices.Sort(ids)
	}
	for _, year := range []int{1999, 2000, 2001, 2002} {
		v.periods = append(v.periods, Period{year, 0}, Period{year, 1}, Period{year, 2})
	}
	v.searches = []string{"UNI", "turk", "brit", "zz", "none", "item", "mail", "2001", "h1", "a", "not there"}
	return v
}

// draw draws a query, all its keys at once, most left out.
func (v vocabulary) draw(t *rapid.T) Query {
	return rapid.Custom(v.query).Draw(t, "query")
}

func (v vocabulary) query(t *rapid.T) Query {
	q := Query{By: rapid.SampledFrom(Dimensions()).Draw(t, "by"), Measure: rapid.SampledFrom(Measures()).Draw(t, "measure")}
	for _, b := range Dimensions() {
		if f := q.Filter(b); f != nil && oneIn(t, 4, "filter "+b.String()) {
			*f = v.drawFilter(t, b)
		}
	}
	if oneIn(t, 2, "filter period") {
		q.Period = v.drawPeriods(t)
	}
	if rapid.Bool().Draw(t, "sort") {
		q.Sort = Sort{Set: true, Descending: rapid.Bool().Draw(t, "descending")}
		if q.Sort.Key = oneIn(t, 4, "sort by name"); !q.Sort.Key {
			q.Sort.Column = rapid.SampledFrom(columns).Draw(t, "sort column")
		}
	}
	if oneIn(t, 4, "whole years") {
		q.Grain = Years
	}
	switch {
	case oneIn(t, 4, "against the year before"):
		q.Against.Year = true
	case oneIn(t, 4, "against one period"):
		q.Against.Period = rapid.SampledFrom(v.periods).Draw(t, "against")
	}
	if oneIn(t, 4, "minimum") {
		q.Min = rapid.IntRange(1, 25).Draw(t, "min")
	}
	if ids := v.ids[q.By]; len(ids) > 0 && oneIn(t, 6, "pinned") {
		q.Pins = []string{rapid.SampledFrom(ids).Draw(t, "pin")}
	}
	if oneIn(t, 4, "cut") {
		q.Top = rapid.IntRange(1, v.top).Draw(t, "top")
	}
	if oneIn(t, 5, "search for") {
		q.Search = rapid.SampledFrom(v.searches).Draw(t, "search")
	}
	return q
}

// columns are all the columns there are.
var columns = append(append([]Column{Requests, Accounts}, Outcomes()...),
	Share, DisclosedRate, ContentRate, RejectedRate, PerMillion, AccountsPerRequest, Change, Difference, AccountsPerMillion)

func (v vocabulary) drawFilter(t *rapid.T, b Dimension) Filter {
	f := Filter{Mode: rapid.SampledFrom([]FilterMode{Only, Except, All}).Draw(t, "mode of "+b.String())}
	ids := v.ids[b]
	if f.Mode == All || len(ids) == 0 {
		return Filter{Mode: All}
	}
	f.IDs = rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, min(4, len(ids)), rapid.ID).Draw(t, b.String())
	slices.Sort(f.IDs)
	return f
}

// drawPeriods draws single periods, ranges and open ends, sorted as a query is.
func (v vocabulary) drawPeriods(t *rapid.T) PeriodFilter {
	f := PeriodFilter{Except: oneIn(t, 6, "all periods but")}
	for range rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(t, "ranges") {
		r := PeriodRange{From: rapid.SampledFrom(v.periods).Draw(t, "from")}
		r.To = r.From
		switch rapid.SampledFrom([]string{"one", "one", "closed", "closed", "open before", "open after"}).Draw(t, "range") {
		case "open before":
			r.From = Period{}
		case "open after":
			r.To = Period{}
		case "closed":
			to := rapid.SampledFrom(v.periods).Draw(t, "to")
			if to.Start() >= r.From.Start() && to.End() >= r.From.End() {
				r.To = to
			}
		}
		if !slices.Contains(f.Ranges, r) {
			f.Ranges = append(f.Ranges, r)
		}
	}
	slices.SortFunc(f.Ranges, func(a, b PeriodRange) int {
		if c := a.Span().From - b.Span().From; c != 0 {
			return c
		}
		return a.Span().To - b.Span().To
	})
	return f
}

// closeTo says whether two numbers are the same but for rounding.
func closeTo(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b))
}

// coversOf says whether a column tells how many of the requests it covers.
func coversOf(c Column) bool {
	switch c {
	case DisclosedRate, ContentRate, RejectedRate, AccountsPerRequest, PerMillion, AccountsPerMillion, Change, Difference:
		return true
	}
	return false
}

// sameFigure holds two figures of a column against each other: counts and marks
// exactly, rates but for rounding.
func sameFigure(c Column, f, g Figure) bool {
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
func showFigure(c Column, f Figure) string {
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
		for c := range Column(NumColumns) {
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
			for _, c := range []Column{order.Column, r.Query.Measure} {
				x, y := a.Figures[c], b.Figures[c]
				if !c.IsCount() && x.Reported && y.Reported && x.Rate != y.Rate && closeTo(x.Rate, y.Rate) {
					return true
				}
			}
		}
	}
	return false
}

// spelled prints a query: as text, and field by field.
func spelled(q Query) string {
	type fields Query // without String
	return fmt.Sprintf("%v\n%+v", q, fields(q))
}
