package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// Who cannot see a picture is told what it shows, in its title, and what it comes to, in a sentence or
// two worked out from the same figures:
//
//	Microsoft: requests by country, 2012
//	Requests: the highest of 54 countries are … (12,227), … (11,434) and … (10,494). All together: 75,378.

// tellings are what each view is and says of its figures, in words.
var tellings = [query.NumViews]struct {
	what func(k *kit, q query.Query) string
	says func(k *kit, q query.Query) string
}{
	query.ExploreView: {what: (*kit).rowsTitle, says: (*kit).rowsTold},
	query.TrendView:   {what: inTitle("over time"), says: (*kit).linesTold},
	query.MapView:     {what: inTitle("on a map"), says: (*kit).mapTold},
	query.MatrixView:  {what: inTitle("over time, a cell each"), says: (*kit).cellsTold},
	query.CompareView: {what: inTitle("side by side"), says: (*kit).comparedTold},
	query.CountryView: {what: (*kit).countryTitle, says: (*kit).countryTold},
	query.RecordsView: {what: fixedTitle("the rows that the reports print"), says: (*kit).recordsTold},
	query.SourcesView: {what: fixedTitle("where the figures come from"), says: (*kit).sourcesTold},
}

func fixedTitle(text string) func(*kit, query.Query) string {
	return func(*kit, query.Query) string { return text }
}

func inTitle(how string) func(*kit, query.Query) string {
	return func(k *kit, q query.Query) string { return k.rowsTitle(q) + " " + how }
}

// described is the title of a picture of a question, and what the picture says.
func (k *kit) described(q query.Query) (title, says string) {
	view := tellings[q.View]
	title = view.what(k, q)
	if who := k.askedOf(q); who != "" {
		title = who + ": " + title
	}
	for _, by := range chipOrder {
		c := k.chip(q, by)
		if by != query.ByPublisher && c.set && !(by == query.ByCountry && q.View == query.CountryView) {
			title += ", " + c.value
		}
	}
	if q.Search != "" {
		title += fmt.Sprintf(", those with %q", q.Search)
	}
	return title, view.says(k, q)
}

// askedOf names the publishers that a question asks; more than a few are counted.
func (k *kit) askedOf(q query.Query) string {
	const few = 3
	var names []string
	for _, id := range k.engine.Publishers(q) {
		names = append(names, k.engine.Name(q, query.ByPublisher, id))
	}
	if len(names) > few {
		return fmt.Sprintf("%d companies", len(names))
	}
	return inSeries(names)
}

func (k *kit) rowsTitle(q query.Query) string {
	return lowerFirst(q.Measure.Label()) + " by " + rowWord(&q)
}

// noRecords is what is said of a view that has nothing to show.
const noRecords = "No record matches."

// figureTold is a figure in a sentence.
func (k *kit) figureTold(f answer.Figure, c report.Column) string {
	return strings.Join(figureWords(k.format, f, c), "")
}

// rowsTold says which rows are highest and what all come to; rows that are periods are told as a line.
func (k *kit) rowsTold(q query.Query) string {
	if q.By == query.ByPeriod {
		return k.linesTold(q)
	}
	const few = 3
	r, c := k.engine.Result(q), q.Measure
	if len(r.Rows) == 0 {
		return noRecords
	}
	var high []*answer.Row
	for i := range r.Rows {
		if row := &r.Rows[i]; row.Figures[c].Reported && (row.Rank > 0 || q.By == query.ByOutcome) {
			high = append(high, row)
		}
	}
	slices.SortStableFunc(high, func(a, b *answer.Row) int {
		return cmp.Compare(b.Figures[c].Value(c), a.Figures[c].Value(c))
	})
	var names []string
	for _, row := range high[:min(few, len(high))] {
		names = append(names, fmt.Sprintf("%s (%s)", rowName(r, row), k.figureTold(row.Figures[c], c)))
	}
	of := fmt.Sprintf("of %s %s", k.format.Count(int64(r.Itemised)), rowsWord(&q, r.Itemised))
	text := fmt.Sprintf("%s: the highest %s %s.", c.Title(q.Against), of, isAre(len(names), inSeries(names)))
	if len(names) == 0 {
		text = fmt.Sprintf("%s: not reported for any %s.", c.Title(q.Against), of)
	}
	if total := r.Total.Figures[c]; total.Reported {
		text += " All together: " + k.figureTold(total, c) + "."
	}
	if hidden := r.Groups - len(r.Rows); hidden > 0 {
		text += fmt.Sprintf(" %s of %s are shown.", k.format.Count(int64(len(r.Rows))), k.format.Count(int64(r.Groups)))
	}
	return text
}

// isAre puts the verb before a list of so many.
func isAre(n int, list string) string {
	if n == 1 {
		return "is " + list
	}
	return "are " + list
}

// told is a figure of a line or a cell, with its place.
type told struct {
	row    answer.Row
	period report.Period
	figure answer.Figure
	whole  bool // the period is all there
}

// alongside are the figures of a row of a panel in the periods that were asked for.
func alongside(p *answer.Panel, row int) []told {
	var list []told
	for t, cell := range p.Cells[row] {
		if cell != nil && cell.Figure.Reported && (p.Chosen[t] || !slices.Contains(p.Chosen, true)) {
			at := told{period: p.Periods[t], figure: cell.Figure, whole: p.Totals[t].Partial == ""}
			if row < len(p.Rows) {
				at.row = p.Rows[row]
			}
			list = append(list, at)
		}
	}
	return list
}

// extremes are the lowest and the highest of some figures, of equal ones the first. A year among
// half-years would be the highest for being twice as long, and half a year the lowest among years: they
// are left out, and of tells so.
func extremes(q query.Query, list []told) (lowest, highest told, of string) {
	alike := slices.DeleteFunc(slices.Clone(list), func(at told) bool { return isLong(q, at) || !at.whole })
	if n := len(alike); n > 0 && n < len(list) {
		list, of = alike, "of half-years "
		if q.Grain == query.Years {
			of = "of whole years "
		}
	}
	by := func(a, b told) int { return cmp.Compare(a.figure.Value(q.Measure), b.figure.Value(q.Measure)) }
	return slices.MinFunc(list, by), slices.MaxFunc(list, by), of
}

// isLong says whether a count is that of a whole year where others are of halves.
func isLong(q query.Query, at told) bool {
	return q.Grain != query.Years && q.Measure.IsCount() && at.period.Half == 0
}

// toldIn is "12,227 in 2012", with what must be known of that period: that it is longer than others, or
// not all there.
func (k *kit) toldIn(q query.Query, at told) string {
	text := k.figureTold(at.figure, q.Measure) + " in " + at.period.String()
	if isLong(q, at) {
		text += " (12 months)"
	}
	if q.Grain == query.Years {
		if row := k.engine.RowIn(q, at.period, at.row.ID); row != nil && row.Partial != "" {
			text += " (" + row.Partial + ")"
		}
	}
	return text
}

// linesTold says from where to where each line goes, and how high one alone.
func (k *kit) linesTold(q query.Query) string {
	var rows []answer.Row
	if q.By != query.ByPeriod {
		rows = k.engine.Few(q)
	}
	p := k.engine.Panel(q, rows)
	var lines []string
	for i := range p.Cells {
		list := alongside(p, i)
		name := ""
		if q.By != query.ByPeriod {
			name = p.Rows[i].Name + " "
		}
		switch n := len(list); {
		case n == 0 && name != "":
			lines = append(lines, name+"not reported")
		case n == 0:
		case n == 1:
			lines = append(lines, name+k.toldIn(q, list[0]))
		default:
			line := fmt.Sprintf("%sfrom %s to %s", name, k.toldIn(q, list[0]), k.toldIn(q, list[n-1]))
			if len(p.Cells) == 1 {
				low, high, of := extremes(q, list)
				line += fmt.Sprintf(", %sthe lowest %s, the highest %s", of, k.toldIn(q, low), k.toldIn(q, high))
			}
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return noRecords
	}
	return q.Measure.Title(q.Against) + ": " + strings.Join(lines, "; ") + "."
}

// cellsTold says which cells of the matrix are the highest and the lowest.
func (k *kit) cellsTold(q query.Query) string {
	if q.By == query.ByPeriod {
		return k.linesTold(q)
	}
	p := k.engine.Panel(q, k.engine.Result(q).Rows)
	var list []told
	for i := range p.Cells {
		list = append(list, alongside(p, i)...)
	}
	if len(list) == 0 {
		return noRecords
	}
	low, high, of := extremes(q, list)
	return fmt.Sprintf("%s of %s %s: %sthe highest is %s, %s, the lowest %s, %s.", q.Measure.Title(q.Against),
		k.format.Count(int64(len(p.Rows))), rowsWord(&q, len(p.Rows)), of,
		high.row.Name, k.toldIn(q, high), low.row.Name, k.toldIn(q, low))
}

// mapTold says which countries are highest and what the colours mean.
func (k *kit) mapTold(q query.Query) string {
	q.By = query.ByCountry
	text := k.rowsTold(q)
	classes := k.engine.Classes(q)
	var limits []string
	for _, c := range classes.List {
		limits = append(limits, k.limits(c, q.Measure, 12))
	}
	if len(limits) > 1 {
		text += " Colours tell classes apart: " + inSeries(limits) + "."
	}
	if n := classes.NotReported; n > 0 {
		text += fmt.Sprintf(" Not reported: %d.", n)
	}
	return text
}

// comparedTold sets the rows against the one that they are compared with.
func (k *kit) comparedTold(q query.Query) string {
	c := k.engine.Compared(q)
	if c.Reference < 0 {
		return noRecords
	}
	const room = 60
	var others []string
	for i := range c.Rows {
		text := c.Rows[i].Name + " " + k.figureTold(c.Figure(i, q.Measure), q.Measure)
		if d := c.Difference(i, q.Measure); d.Reported {
			text += " (" + k.format.Versus(d, q.Measure, room) + ")"
		}
		if i != c.Reference {
			others = append(others, text)
		}
	}
	text := fmt.Sprintf("%s of %s: %s", q.Measure.Title(q.Against), c.Rows[c.Reference].Name, k.figureTold(c.Figure(c.Reference, q.Measure), q.Measure))
	if len(others) > 0 {
		text += "; against it " + inSeries(others)
	}
	return text + "."
}

func (k *kit) countryTitle(q query.Query) string {
	if p := k.engine.Profile(q); p.Subject.Code != "" {
		return "the profile of " + p.Subject.Name
	}
	return "the profile of a country"
}

// countryTold says where a country stands, and what came of its requests most often.
func (k *kit) countryTold(q query.Query) string {
	p, c := k.engine.Profile(q), q.Measure
	if p.Subject.Code == "" {
		return noRecords
	}
	if p.Row == nil {
		return k.missingWords(p)[0]
	}
	text := fmt.Sprintf("%s: %s %s", p.Subject.Name, lowerFirst(c.Title(q.Against)), k.figureTold(p.Row.Figures[c], c))
	if place, of, _ := p.Place(c); place > 0 {
		text += fmt.Sprintf(", rank %d of %d", place, of)
	}
	if share := p.Row.Figures[report.Share]; share.Reported && c != report.Share {
		text += ", " + k.figureTold(share, report.Share) + " of all requests"
	}
	text += "."
	var most *answer.Outcome
	for i := range p.Outcomes {
		if o := &p.Outcomes[i]; o.Fraction.Reported && (most == nil || o.Fraction.Rate > most.Fraction.Rate) {
			most = o
		}
	}
	if most != nil {
		text += fmt.Sprintf(" Most often: %s, %s.", strings.ToLower(most.Column.Label()), k.figureTold(most.Fraction, report.Share))
	}
	return text
}

// recordsTold says how many records there are and what their requests come to.
func (k *kit) recordsTold(q query.Query) string {
	if k.engine.Listing(q).Len() == 0 {
		return noRecords
	}
	text := k.recordsHeard(q)
	if sum := k.engine.ListedRequests(q); sum.Reported {
		text += "; requests all together: " + k.figureTold(sum, report.Requests)
	}
	return text + "."
}

// sourcesTold says how many sources there are and from when.
func (k *kit) sourcesTold(q query.Query) string {
	sources := k.engine.Sources(q)
	var days []string
	for _, s := range sources {
		if s.Published != "" {
			days = append(days, s.Published)
		}
	}
	word := "sources"
	switch len(sources) {
	case 0:
		return noRecords
	case 1:
		word = "source"
	}
	text := fmt.Sprintf("The figures come from %d %s", len(sources), word)
	if len(days) > 0 {
		text += ", published " + slices.Min(days)
		if first, last := slices.Min(days), slices.Max(days); first != last {
			text += " to " + last
		}
	}
	if n := len(sources) - len(days); n > 0 {
		text += fmt.Sprintf("; %d of them without a date", n)
	}
	return text + "."
}
