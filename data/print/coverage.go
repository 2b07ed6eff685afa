package print

import (
	"fmt"
	"slices"
	"strconv"

	"daylight/model/answer"
	"daylight/model/report"
)

// Who reports what has no sums: it is printed as the state of each thing that a report
// could print, publisher by publisher and period by period.

// gatherCoverage finds the publishers of the coverage view, and the sources of those that
// its search and its top leave.
func gatherCoverage(p *Document) {
	p.choose(nil)
	p.covers = p.engine.Coverage(p.Query)
	found := map[string]bool{}
	for _, r := range p.covers.Reporters {
		for _, slot := range r.Slots {
			for _, id := range slot.Sources {
				found[id] = true
			}
		}
	}
	p.Sources = slices.DeleteFunc(slices.Clone(p.Sources), func(s report.Source) bool { return !found[s.ID] })
}

func countReporters(p *Document) (shown, of int) { return len(p.covers.Reporters), p.covers.Of }

// asked are the columns that are told of each publisher: all that reports print, and the
// measure where it is none of them.
func (p *Document) asked() (columns []report.Column) {
	for c := range report.Column(report.NumPrinted) {
		columns = append(columns, c)
	}
	if !slices.Contains(columns, p.covers.Measure) {
		columns = append(columns, p.covers.Measure)
	}
	return columns
}

// coverageData has a line for each publisher, period and column. A year that is printed as
// one is one period.
func coverageData(p *Document) relation {
	return relation{columns: []string{"publisher", "name", "period", "column", "state", "source"}, lines: func(yield func([]value) bool) {
		columns := p.asked()
		line := make([]value, 6)
		for i := range p.covers.Reporters {
			r := &p.covers.Reporters[i]
			for at := range r.Slots {
				slot := &r.Slots[at]
				line[0], line[1], line[2], line[5] = text(r.ID), text(r.Name), term(slot.Period.String()), words(slot.Sources)
				for _, c := range columns {
					line[3], line[4] = term(c.String()), term(p.stateOf(r, c, at).String())
					if !yield(line) {
						return
					}
				}
			}
		}
	}}
}

// stateOf is the state of a column in a slot of a publisher. One that it never prints is
// as the others are where there are no records.
func (p *Document) stateOf(r *answer.Reporter, c report.Column, at int) answer.Covered {
	if i := slices.Index(r.Columns, c); i >= 0 {
		return r.Cells[i][at].Covered
	}
	if c != p.covers.Measure && r.Slots[at].Records > 0 {
		return answer.NotPrinted
	}
	return r.Line[at].Covered
}

// reporters say of each publisher since when it reports, where its reports have gaps, and
// how many days after a period each came out.
func reporters(p *Document) (name string, objects [][]byte) {
	orNull := func(of report.Period) []byte {
		if of == (report.Period{}) {
			return []byte("null")
		}
		return quote(of.String())
	}
	inline := func(objects [][]byte) (list []byte) {
		for i, o := range objects {
			if i > 0 {
				list = append(list, ", "...)
			}
			list = append(list, o...)
		}
		return append(append([]byte{'['}, list...), ']')
	}
	for _, r := range p.covers.Reporters {
		var gaps, lags [][]byte
		for _, g := range r.Gaps {
			gaps = append(gaps, (&object{}).text("from", g.From.String()).text("to", g.To.String()).
				raw("known", strconv.AppendBool(nil, g.NotHere)).text("what", g.What).bytes())
		}
		for _, l := range r.Lags {
			days := number(strconv.Itoa(l.Lo))
			if l.Lo != l.Hi {
				days += number(".." + strconv.Itoa(l.Hi))
			}
			lags = append(lags, (&object{}).text("period", l.Period.String()).text("source", l.Source).raw("days", days.json()).bytes())
		}
		objects = append(objects, (&object{}).text("publisher", r.ID).text("name", r.Name).
			raw("first", orNull(r.First)).raw("last", orNull(r.Last)).raw("halves", strconv.AppendInt(nil, int64(r.Halves), 10)).
			raw("gaps", inline(gaps)).raw("lags", inline(lags)).bytes())
	}
	return "publishers", objects
}

// coverSigns are the signs of the states, and those in ASCII.
var coverSigns = [answer.NumCovered][2]string{
	answer.Printed: {"█", "#"}, answer.InPart: {"▄", "+"}, answer.AsRanges: {"▒", "~"}, answer.PercentOnly: {"%", "%"},
	answer.NotPrinted: {"·", "."}, answer.NotHere: {"?", "?"}, answer.NoReport: {" ", " "},
}

// coverSign is the sign of a state in a table.
func coverSign(c answer.Covered, f answer.Format) string {
	if f.ASCII {
		return coverSigns[c][1]
	}
	return coverSigns[c][0]
}

// coverageTable has a line for each publisher, with what is to be said of it after its
// periods; of one publisher, a line for each column.
func coverageTable(p *Document, f answer.Format, _ []report.Column) *Table {
	c := p.covers
	t := &Table{Name: "Publisher", Across: Periods, About: &answer.Result{Total: p.Answer.Total}}
	for _, period := range c.Periods {
		t.Heads = append(t.Heads, Head{Text: period.String(), Words: true, Narrow: true})
	}
	var stand [answer.NumCovered]bool
	line := func(name string, r *answer.Reporter, cells []answer.CoverCell) Line {
		l := Line{Name: name}
		for at, slot := range r.Slots {
			state := cells[at].Covered
			stand[state] = true
			for half := range slot.Len {
				l.Cells = append(l.Cells, Cell{
					Text: state.Label(), Sign: coverSign(state, f), Faint: state >= answer.NotPrinted, Joined: half > 0,
				})
			}
		}
		return l
	}
	if len(c.Reporters) == 1 {
		r := &c.Reporters[0]
		t.Name = "Column"
		if !slices.Contains(r.Columns, c.Measure) {
			t.Lines = append(t.Lines, line(c.Measure.Label(), r, r.Line))
		}
		for i, column := range r.Columns {
			t.Lines = append(t.Lines, line(column.Label(), r, r.Cells[i]))
		}
		t.say(toldOf(r, f))
	} else {
		for _, text := range []string{"Since", "Last report", "Half-years", "Out after"} {
			t.Heads = append(t.Heads, Head{Text: text, Words: true, Aside: true})
		}
		for i := range c.Reporters {
			r := &c.Reporters[i]
			l := line(r.Name, r, r.Line)
			for _, text := range aboutReporter(r, f) {
				l.Cells = append(l.Cells, Cell{Text: text})
			}
			t.Lines = append(t.Lines, l)
		}
	}
	for state, stands := range stand {
		if state := answer.Covered(state); stands {
			t.Key = append(t.Key, KeyEntry{coverSign(state, f), state.Label(), state.Means()})
		}
	}
	t.say(p.wholeYears()...)
	return t
}

// aboutReporter says since when a publisher reports, what its last report is about, how
// many half-years it reports, and how soon after a period.
func aboutReporter(r *answer.Reporter, f answer.Format) [4]string {
	if r.First == (report.Period{}) {
		return [4]string{}
	}
	return [4]string{r.First.String(), r.Last.String(), f.Count(int64(r.Halves)), ""}
}

// toldOf says the same in a sentence.
func toldOf(r *answer.Reporter, f answer.Format) string {
	about := aboutReporter(r, f)
	if about[0] == "" {
		return ""
	}
	return fmt.Sprintf("%s reports since %s; its last report here is of %s; half-years: %s", r.Name, about[0], about[1], about[2])
}

// wholeYears says which publishers print which years as one.
func (p *Document) wholeYears() []string {
	byYears := newStatements()
	for _, r := range p.covers.Reporters {
		var years []string
		for _, slot := range r.Slots {
			if slot.Len > 1 {
				years = append(years, slot.Period.String())
			}
		}
		if len(years) > 0 {
			byYears.add(report.JoinWords(years), r.Name)
		}
	}
	var said []string
	for _, years := range byYears.texts {
		said = append(said, fmt.Sprintf("printed as one year, not as halves: %s of %s", years, byYears.whose(years)))
	}
	return said
}
